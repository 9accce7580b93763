/** The process: arguments and streams in, exit code out. Everything else is loaded when it is needed. */

import packageJson from '../package.json' with { type: 'json' };

/** `--version` alone must not load a command line parser. */
export async function run(argv: readonly string[]): Promise<void> {
  if (argv[0] === '--version' || argv[0] === '-V') {
    process.stdout.write(`${packageJson.version}\n`);
    return;
  }
  const { runCommandLine } = await import('./cli/run.ts');
  process.exitCode = await runCommandLine(argv, process, async (options, dependencies) =>
    (await import('./mcp/serve.ts')).startServer(options, dependencies),
  );
}
