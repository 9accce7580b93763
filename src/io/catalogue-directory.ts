/** Files of a user's directory in place of ours, each one checked before it is believed. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';
import { crossCheck, problemsOf, unlikeKinds } from './catalogue-check.ts';
import { CATALOGUE_FILES, type CatalogueFileName, type CatalogueFiles } from './catalogue-schema.ts';

const NAMES = Object.keys(CATALOGUE_FILES) as CatalogueFileName[];
const FILE_NAMES = NAMES.map((name) => `${name}.json`);

/** Ours, with those replaced that the directory holds; the version then names them. Throws CONFIG, MIXED_SIGNALS. */
export async function readCatalogueFiles(directory: string, ours: CatalogueFiles): Promise<CatalogueFiles> {
  const present = await presentIn(directory);
  const read = await Promise.all(
    present.map(async (name) => [name, await readOne(directory, name)] as const),
  );
  const files = withVersion({ ...ours, ...Object.fromEntries(read) }, present);
  for (const { file, path, reason } of crossCheck(files))
    throw broken(join(directory, `${file}.json`), path, reason);
  refuseUnlike(directory, files);
  return files;
}

function refuseUnlike(directory: string, files: CatalogueFiles): void {
  const unlike = unlikeKinds(files);
  if (unlike === null) return;
  throw new AuditError('MIXED_SIGNALS', `the catalogue of ${directory} mixes intensities: ${unlike}`, {
    hint: 'give both files of one signal and one basis, or an hourly-profiles.json without zones',
  });
}

/** A catalogue that mixes ours and theirs says so; their own sources.json names its own version. */
function withVersion(files: CatalogueFiles, present: readonly CatalogueFileName[]): CatalogueFiles {
  if (present.includes('sources')) return files;
  const version = `${files.sources.version}+${present.join('+')}`;
  return { ...files, sources: { ...files.sources, version } };
}

async function presentIn(directory: string): Promise<CatalogueFileName[]> {
  const entries = await entriesOf(directory);
  const unknown = entries.find((entry) => /\.(json|ya?ml)$/.test(entry) && !FILE_NAMES.includes(entry));
  if (unknown !== undefined) throw unknownFile(directory, unknown);
  const present = NAMES.filter((name) => entries.includes(`${name}.json`));
  if (present.length > 0) return present;
  const hint = `it may hold any of ${FILE_NAMES.join(', ')}`;
  throw new AuditError('CONFIG', `the catalogue directory ${directory} holds none of our files`, { hint });
}

async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (cause) {
    const hint = 'name a directory that exists and can be read';
    throw new AuditError('CONFIG', `the catalogue directory ${directory} cannot be read${codeOf(cause)}`, {
      hint,
      cause,
    });
  }
}

function unknownFile(directory: string, entry: string): AuditError {
  const [near] = nearest(entry, FILE_NAMES, 1);
  const hint = near === undefined ? `it may hold ${FILE_NAMES.join(', ')}` : `did you mean ${near}?`;
  return new AuditError('CONFIG', `${join(directory, entry)} is not a file of a catalogue`, { hint });
}

async function readOne(directory: string, name: CatalogueFileName): Promise<unknown> {
  const path = join(directory, `${name}.json`);
  const problems = problemsOf(name, parsed(path, await textOf(path)));
  if ('valid' in problems) return problems.valid;
  const { path: inside, reason, others } = problems;
  throw broken(path, inside, others === 0 ? reason : `${reason} (and ${others} more)`);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AuditError('CONFIG', `${path} cannot be read${codeOf(cause)}`, {
      hint: 'check its permissions',
      cause,
    });
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AuditError('CONFIG', `${path} is not JSON: ${reason}`, { hint: 'correct the file', cause });
  }
}

function broken(path: string, inside: string, reason: string): AuditError {
  const where = inside === '' ? path : `${path}: ${inside}`;
  return new AuditError('CONFIG', `${where}: ${reason}`, {
    hint: 'correct the file, or take it out to use ours',
  });
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
