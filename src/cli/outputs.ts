/** `-o FORMAT[=FILE]`, repeatable: which format goes where. */

import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';
import { FORMATS, type FormatName, isFormat } from '../render/registry.ts';

export interface Outputs {
  /** null: standard output stays empty (-q with files only). */
  readonly stdout: FormatName | null;
  readonly files: readonly FileOutput[];
}

export interface FileOutput {
  readonly format: FormatName;
  readonly path: string;
}

const NAMES = Object.keys(FORMATS);

/** Throws USAGE for an unknown format, an empty file name, two formats on standard output. */
export function parseOutputs(values: readonly string[], flags: { readonly quiet?: boolean } = {}): Outputs {
  const parsed = values.map(parseOutput);
  const files = parsed.filter((output): output is FileOutput => output.path !== null);
  const shown = parsed.filter(({ path }) => path === null).map(({ format }) => format);
  refuseTwoOnStdout([...new Set(shown)]);
  const silent = flags.quiet === true && files.length > 0;
  return { stdout: shown[0] ?? (silent ? null : 'table'), files };
}

function parseOutput(value: string): { format: FormatName; path: string | null } {
  const [name = '', ...rest] = value.split('=');
  const format = name.trim().toLowerCase();
  if (!isFormat(format)) throw unknownFormat(name);
  if (rest.length === 0) return { format, path: null };
  const path = rest.join('=');
  if (path === '')
    throw new AuditError('USAGE', `-o ${value} names no file`, {
      hint: `for example -o ${format}=report.${format}`,
    });
  return { format, path: path === '-' ? null : path };
}

function unknownFormat(name: string): AuditError {
  const near = nearest(name, NAMES);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `formats are ${NAMES.join(', ')}`;
  return new AuditError('USAGE', `unknown output format "${name}"`, { hint });
}

function refuseTwoOnStdout(formats: readonly FormatName[]): void {
  if (formats.length < 2) return;
  throw new AuditError('USAGE', `standard output takes one format, not ${formats.join(' and ')}`, {
    hint: `give all but one a file: -o ${formats[0]} -o ${formats[1]}=FILE`,
  });
}
