/** The process: arguments and streams in, exit code out. What is heavy and seldom needed is loaded when it is. */

import { runCommandLine } from './cli/run.ts';
import type { StartServer } from './server.ts';

export { runCommandLine };

const startServer: StartServer = async (options, dependencies) =>
  (await import('./mcp/serve.ts')).startServer(options, dependencies);

export async function run(argv: readonly string[]): Promise<void> {
  process.exitCode = await runCommandLine(argv, process, startServer);
}
