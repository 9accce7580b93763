/**
 * Turns command definitions into a commander program, for help and for what is not plainly written (see plain-arguments.ts).
 * Only the command that is asked for has its flags loaded.
 */

import { Command, type CommanderError, Option } from 'commander';
import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';
import type { CommandDefinition, Invoked } from './command.ts';
import type { Flag, FlagGroup } from './flag.ts';
import { positionalReader, refuseSecond, valueReader } from './value-reader.ts';

const INTRO =
  'Audits the energy of Kubernetes workloads: measured power × grid carbon intensity × PUE against named standards.';

const EXITS = `
Exit codes:
  0 gate passed   1 gate failed   2 usage or configuration   3 a source could not be read
  4 inconclusive: evidence is missing   70 a bug of ours   130/143 interrupted, terminated`;

const collect = (value: unknown, previous: unknown): unknown[] => [
  ...(Array.isArray(previous) ? previous : []),
  value,
];

function optionOf(flag: Flag): Option {
  const { flags, description, repeat } = flag;
  const option = new Option(flags, description);
  const isSwitch = !flags.includes('<');
  if (isSwitch && repeat)
    return option.argParser((_text: string, previous: unknown) => collect(true, previous));
  if (isSwitch) return option;
  const read = valueReader(flag);
  let before: string | undefined;
  return option.argParser((text: string, previous: unknown) => {
    const value = read(text);
    refuseSecond(flag, before, text);
    before = text;
    return repeat ? collect(value, previous) : value;
  });
}

function addGroup(command: Command, { title, flags }: FlagGroup): void {
  command.optionsGroup(title);
  for (const flag of flags) command.addOption(optionOf(flag));
}

type Invoke = (definition: CommandDefinition, invoked: Invoked) => Promise<void>;

function addCommand(program: Command, definition: CommandDefinition, invoke: Invoke): void {
  const command = program.command(definition.name).description(definition.description);
  for (const [syntax, description] of definition.positionals) command.argument(syntax, description);
  for (const group of definition.groups) addGroup(command, group);
  const examples = definition.examples.map((example) => `  $ carbon-audit ${example}`).join('\n');
  command.addHelpText('before', `Examples:\n${examples}\n`);
  command.action((...received: unknown[]) => {
    const positionals = definition.positionals.flatMap((positional, place) => {
      const texts = [received[place]].flat().filter((value) => typeof value === 'string');
      return texts.map(positionalReader(positional));
    });
    return invoke(definition, { positionals, values: command.opts() });
  });
}

/** For the list of commands in the help of the program: a run of one command never sees the others. */
function addStubs(program: Command, summaries: ProgramParts['summaries']): void {
  for (const [name, { summary }] of Object.entries(summaries)) program.command(name).description(summary);
}

export interface ProgramParts {
  readonly definition: CommandDefinition | null;
  readonly invoke: Invoke;
  readonly write: (text: string) => void;
  /** Of all commands, by name. Handed in: this file is bundled apart, and the registry would bring every command along. */
  readonly summaries: Readonly<Record<string, { readonly summary: string }>>;
}

export function programOf({ definition, invoke, write, summaries }: ProgramParts): Command {
  const program = new Command('carbon-audit').description(INTRO).usage('<command> [workload] [flags]');
  const quiet = { writeOut: write, writeErr: () => undefined };
  program.configureOutput(quiet).exitOverride(withNearFlags(program)).showSuggestionAfterError(false);
  program.option('--version', 'print the version').addHelpText('after', EXITS);
  program.allowExcessArguments(false).helpCommand(false);
  if (definition === null) addStubs(program, summaries);
  else addCommand(program, definition, invoke);
  for (const command of program.commands)
    command.configureOutput(quiet).exitOverride(withNearFlags(command)).allowExcessArguments(false);
  return program;
}

/** What commander throws, with our near names where it does not know a flag. */
function withNearFlags(command: Command) {
  return (error: CommanderError): never => {
    const [flag] = /--?[^\s'=]+/.exec(error.message) ?? [];
    if (error.code !== 'commander.unknownOption' || flag === undefined) throw error;
    const near = nearest(
      flag,
      command.options.flatMap(({ long }) => long ?? []),
    );
    const hint =
      near.length > 0 ? `did you mean ${near.join(' or ')}?` : `flags are listed by ${command.name()} --help`;
    throw new AuditError('USAGE', `unknown flag ${flag}`, { hint });
  };
}
