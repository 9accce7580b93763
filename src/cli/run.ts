/** One run of the command line: finds the command, runs it, writes failures, and answers with the exit code. */

import type { StartServer } from '../server.ts';
import type { CommandContext, CommandDefinition, Commands, Invoked } from './command.ts';
import { failureOf, isHelp } from './failure.ts';
import { plainArguments } from './plain-arguments.ts';
import { onSignals } from './signals.ts';
import { guarded, type ResultStream, type Streams, terminalOf } from './terminal.ts';
import { refuseUnknownCommand } from './unknown-command.ts';

export type ProcessParts = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'stdin' | 'env' | 'on' | 'exit'> & {
  /** false: standard error is a pipe or a file. Absent: the stream itself is asked. */
  readonly stderrIsDevice?: () => boolean;
  /** Standard output where it is a file. Absent or null: the stream itself is written to. */
  readonly stdoutFile?: () => ResultStream | null;
};

interface Runtime {
  readonly parts: ProcessParts;
  readonly startServer: StartServer;
  readonly commands: Commands;
}

const valueAfter = (argv: readonly string[], flag: string): string | undefined =>
  argv.find((text) => text.startsWith(`${flag}=`))?.slice(flag.length + 1) ?? argv[argv.indexOf(flag) + 1];

function errorFormat(argv: readonly string[]): 'text' | 'json' {
  const isGiven = argv.some((text) => text === '--error-format' || text.startsWith('--error-format='));
  return isGiven && valueAfter(argv, '--error-format') === 'json' ? 'json' : 'text';
}

/** `--color always` and friends are needed before the parser is loaded, for its own errors as well. */
function colourFlag(argv: readonly string[]): 'auto' | 'always' | 'never' | undefined {
  if (argv.includes('--no-color')) return 'never';
  const isGiven = argv.some((text) => text === '--color' || text.startsWith('--color='));
  const value = isGiven ? valueAfter(argv, '--color') : undefined;
  return value === 'always' || value === 'never' ? value : undefined;
}

/** `help assess` is `assess --help`; no arguments are `--help`. */
function normal(argv: readonly string[]): readonly string[] {
  if (argv.length === 0) return ['--help'];
  if (argv[0] !== 'help') return argv;
  return argv[1] === undefined ? ['--help'] : [argv[1], '--help'];
}

async function definitionFor(argv: readonly string[], commands: Commands): Promise<CommandDefinition | null> {
  const name = argv[0] ?? '';
  if (name.startsWith('-')) return null;
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) return (await entry.load()).definition;
  return refuseUnknownCommand(name, Object.keys(commands));
}

async function parseAndRun(
  argv: readonly string[],
  context: CommandContext,
  commands: Commands,
): Promise<number> {
  const definition = await definitionFor(argv, commands);
  const plain = definition && plainArguments(definition, argv.slice(1));
  return definition && plain
    ? definition.run(plain, context)
    : runParsed({ argv, definition, context, commands });
}

interface Parsing {
  readonly argv: readonly string[];
  readonly definition: CommandDefinition | null;
  readonly context: CommandContext;
  readonly commands: Commands;
}

/** With commander: help, and what only it can read or refuse. */
async function runParsed({ argv, definition, context, commands }: Parsing): Promise<number> {
  const { programOf } = await import('./program.ts');
  let exitCode = 0;
  const written: string[] = [];
  const invoke = async (command: CommandDefinition, invoked: Invoked): Promise<void> => {
    exitCode = await command.run(invoked, context);
  };
  const write = (text: string) => written.push(text);
  try {
    await programOf({ definition, invoke, write, summaries: commands }).parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!isHelp(error)) throw error;
    await context.terminal.write(written.join(''));
  }
  return exitCode;
}

/** Looked at when something is written: Node makes a stream of its process then. */
function streamsOf(parts: ProcessParts): Streams {
  return {
    get stdout() {
      return parts.stdoutFile?.() ?? parts.stdout;
    },
    get stderr() {
      return parts.stderr;
    },
  };
}

export async function runCommandLine(
  given: readonly string[],
  { parts, startServer, commands }: Runtime,
): Promise<number> {
  const argv = normal(given);
  const color = colourFlag(argv);
  const terminal = terminalOf(streamsOf(parts), parts.env, color === undefined ? {} : { color });
  const signals = onSignals(parts);
  const context: CommandContext = {
    terminal,
    get stderr() {
      return guarded(parts.stderr);
    },
    get stderrIsTty() {
      return parts.stderrIsDevice?.() !== false && parts.stderr.isTTY === true;
    },
    environment: parts.env,
    stdin: { [Symbol.asyncIterator]: () => parts.stdin[Symbol.asyncIterator]() },
    streams: {
      get stdin() {
        return parts.stdin;
      },
      get stdout() {
        return guarded(parts.stdout);
      },
    },
    interruption: signals.interruption,
    startServer,
    now: () => new Date(),
  };
  try {
    return await parseAndRun(argv, context, commands);
  } catch (error) {
    const interrupted = signals.exitCode();
    if (interrupted !== null) return interrupted;
    const failure = failureOf(error, errorFormat(argv));
    await terminal.note(failure.text);
    return failure.exitCode;
  }
}
