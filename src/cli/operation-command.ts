/** Runs an operation for a command: input and ports in, rendered text out, the exit code of the gate back. */

import { asidesOf } from '../operations/asides.ts';
import type { AnyOperation, Invocation } from '../operations/operation.ts';
import { clean } from '../render/clean.ts';
import type { Printed } from '../render/printed.ts';
import { FORMATS, type FormatName } from '../render/registry.ts';
import { FILE_TRAITS, type TerminalTraits } from '../render/traits.ts';
import type { CommandContext } from './command.ts';
import type { FlagValues } from './flag.ts';
import { refuseContradictions } from './idle-flags.ts';
import type { ReportFile } from './output-files.ts';
import { type FileOutput, type Outputs, parseOutputs } from './outputs.ts';
import { portsOf } from './ports.ts';
import { withSpinner } from './with-spinner.ts';

export interface OperationRun {
  readonly operation: AnyOperation;
  readonly input: unknown;
  /** Text that replaces the usual formats on standard output, such as a manifest. */
  readonly instead?: (invocation: Invocation) => Replacement | null;
}

export interface Replacement {
  readonly text: string;
  /** Why the exit code is what it is, where the text does not say it: to standard error, as the report that would is not printed. */
  readonly remark: string | null;
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);

/** Every file the run is going to read: none of them may be a target. */
function filesRead(values: FlagValues): readonly string[] {
  const { base, head, intensity } = values as {
    base?: unknown;
    head?: unknown;
    intensity?: { file?: unknown };
  };
  const single = [base, head, intensity?.file].filter((path): path is string => typeof path === 'string');
  return [...textsOf(values.kepler), ...single];
}

type Print = (invocation: Invocation) => Promise<void>;

/** Targets are claimed before anything is read, so that a failed run leaves no old verdict behind. */
async function printer(values: FlagValues, { terminal }: CommandContext): Promise<Print> {
  const outputs = parseOutputs(textsOf(values.output), { quiet: values.quiet === true });
  const files = await claimed(outputs.files, filesRead(values));
  return async (invocation) => {
    for (const file of files) await file.write(await rendered(file.format, invocation, FILE_TRAITS));
    if (outputs.stdout !== null)
      await terminal.write(await rendered(outputs.stdout, invocation, terminal.stdout));
    if (values.quiet !== true) await sayAside(outputs, invocation, terminal);
  };
}

const HAS_NO_ROOM: ReadonlySet<FormatName | null> = new Set(['csv', 'name'] as const);

async function sayAside(
  { stdout, files }: Outputs,
  { result }: Invocation,
  terminal: CommandContext['terminal'],
): Promise<void> {
  const formats = [stdout, ...files.map(({ format }) => format)];
  if (!formats.every((format) => format === null || HAS_NO_ROOM.has(format))) return;
  for (const aside of asidesOf(result)) await terminal.note(`${aside}\n`);
}

async function claimed(
  files: readonly FileOutput[],
  sources: readonly string[],
): Promise<readonly ReportFile[]> {
  if (files.length === 0) return [];
  const { claimReportFiles } = await import('./output-files.ts');
  return claimReportFiles(files, sources);
}

async function rendered(
  format: FormatName,
  invocation: Invocation,
  traits: TerminalTraits,
): Promise<Printed> {
  const { render } = await FORMATS[format].load();
  return render(invocation, traits);
}

async function replace({ text, remark }: Replacement, { terminal }: CommandContext): Promise<void> {
  await terminal.write(text);
  if (remark !== null) await terminal.note(`${clean(remark)}\n`);
}

export async function runOperation(
  run: OperationRun,
  values: FlagValues,
  context: CommandContext,
): Promise<number> {
  refuseContradictions(values);
  const print = await printer(values, context);
  const ports = portsOf(values, context);
  const invocation = await withSpinner(values, context, () => run.operation.invoke(run.input, ports));
  const instead = run.instead?.(invocation) ?? null;
  if (instead === null) await print(invocation);
  else await replace(instead, context);
  return invocation.outcome.exitCode;
}
