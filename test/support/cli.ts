import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../bin/carbon-audit.js', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../dist/main.cjs', import.meta.url));

export const NODE_A = 'fixtures/kepler-v0.11-node-a.prom';
export const NODE_A_T30 = 'fixtures/kepler-v0.11-node-a.t30.prom';
export const NODE_B = 'fixtures/kepler-v0.11-node-b-gpu.prom';
export const LEGACY = 'fixtures/kepler-v0.7-legacy.prom';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** null where a signal ended it. */
  readonly code: number | null;
}

export interface Given {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Directory it runs in; the repository unless given. */
  readonly cwd?: string;
  /** Another launcher than that of the repository. */
  readonly launcher?: string;
}

/** What of the machine's environment a run sees: nothing that could change a report. */
const BARE = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' };

/** No run of a test lasts longer; what still runs then is killed. */
const LONGEST_MS = 30_000;

/** The bundled command line as a process. */
export function started(
  args: readonly string[],
  { env = {}, cwd = ROOT, launcher = LAUNCHER }: Given = {},
): ChildProcess {
  if (!existsSync(BUNDLE)) throw new Error('dist/ is missing: run npm run build first');
  return spawn(process.execPath, [launcher, ...args], {
    cwd,
    env: { ...BARE, ...env },
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
}

/** Resolves when the process has ended and its streams are read. */
export function ended(child: ChildProcess): Promise<Ran> {
  const read = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (read.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (read.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...read, code }));
  });
}

/** Runs the command line to its end. Standard input is empty unless given. */
export function runCli(args: readonly string[], given: Given = {}): Promise<Ran> {
  const child = started(args, given);
  // A run that does not read its standard input may close it first.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(given.stdin ?? '');
  return ended(child);
}

/** A command line as one writes it; single quotes keep blanks and stars together. */
export const words = (line: string): string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));

export const carbonAudit = (line: string, given?: Given): Promise<Ran> => runCli(words(line), given);
