/** The process: arguments and streams in, exit code out. What is heavy and seldom needed is loaded when it is. */

import { fstatSync } from 'node:fs';
import type { Commands } from './cli/command.ts';
import { fileOutput } from './cli/file-output.ts';
import { type ProcessParts, runCommandLine } from './cli/run.ts';
import { isInterrupted } from './cli/signals.ts';
import type { StartServer } from './server.ts';

const startServer: StartServer = async (options, dependencies) =>
  (await import('./mcp/serve.ts')).startServer(options, dependencies);

const STDOUT = 1;
const STDERR = 2;

/** Closed standard error is no device, and fails here. */
function stderrIsDevice(): boolean {
  try {
    return fstatSync(STDERR).isCharacterDevice();
  } catch {
    return false;
  }
}

/** The streams stay getters: Node makes one when it is looked at. */
const PARTS: ProcessParts = {
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  get stdin() {
    return process.stdin;
  },
  env: process.env,
  on: process.on.bind(process),
  exit: process.exit.bind(process),
  stderrIsDevice,
  stdoutFile: () => fileOutput(STDOUT),
};

/** The command line with these commands: of the process itself, and with the parts and the server of a caller. */
export const commandLineOf = (commands: Commands) => ({
  run: async (argv: readonly string[]): Promise<void> => {
    const exitCode = await runCommandLine(argv, { parts: PARTS, startServer, commands });
    process.exitCode = exitCode;
    // Standard input that nobody closes would keep an interrupted process alive.
    if (isInterrupted(exitCode)) process.exit();
  },
  runWith: (argv: readonly string[], parts: ProcessParts, starter: StartServer): Promise<number> =>
    runCommandLine(argv, { parts, startServer: starter, commands }),
});
