/**
 * Reads a command line that is written plainly: flags of the command in full, each with its value, and names. Nearly all are,
 * and commander takes longer to load than such a line to read. Everything else (help, mistakes, short flags in one word, --)
 * is left to commander, which alone says what is wrong. A law holds the two against each other.
 */

import type { CommandDefinition, Invoked } from './command.ts';
import { camelCase, type Flag, type FlagValues } from './flag.ts';
import { positionalReader, refuseSecond, valueReader } from './value-reader.ts';

interface Given {
  readonly flag: Flag;
  /** null: a switch. */
  readonly text: string | null;
}

interface Line {
  readonly given: readonly Given[];
  readonly names: readonly string[];
}

type Flags = readonly Flag[];

// No regular expressions: to compile each takes the engine as long as all else that is done with a usual line.
const spellings = ({ flags }: Flag): readonly string[] => (flags.split(' <')[0] as string).split(', ');
const takesValue = ({ flags }: Flag): boolean => flags.includes('<');
/** `-` alone is standard input. */
const isDashed = (word: string): boolean => word.length > 1 && word.startsWith('-');

const NEGATION = '--no-';

const isNegation = (flag: Flag): boolean => flag.flags.startsWith(NEGATION);

/** `--no-progress` speaks of `progress`, `--group-by` of `groupBy`, as in commander. */
function keyOf(flag: Flag): string {
  const long = spellings(flag).at(-1) as string;
  return camelCase(long.slice(isNegation(flag) ? NEGATION.length : '--'.length));
}

const flagsOf = ({ groups }: CommandDefinition): Flags => groups.flatMap(({ flags }) => flags);

/** A line has a few flags and a command sixty: those are looked through, and no list of all spellings is made. */
const flagNamed = (flags: Flags, name: string): Flag | undefined =>
  flags.find((flag) => flag.flags.includes(name) && spellings(flag).includes(name));

/** The flag at a place and how many words it takes; null where that is not plain. */
function flagAt(words: readonly string[], place: number, flags: Flags): (Given & { words: 1 | 2 }) | null {
  const word = words[place] as string;
  const equals = word.indexOf('=');
  const [name, text] = equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
  const flag = flagNamed(flags, name);
  if (flag === undefined || (text !== undefined && !name.startsWith('--'))) return null;
  if (!takesValue(flag)) return text === undefined ? { flag, text: null, words: 1 } : null;
  if (text !== undefined) return { flag, text, words: 1 };
  const next = words[place + 1];
  return next === undefined || isDashed(next) ? null : { flag, text: next, words: 2 };
}

function lineOf(words: readonly string[], flags: Flags): Line | null {
  const given: Given[] = [];
  const names: string[] = [];
  for (let place = 0; place < words.length; ) {
    const word = words[place] as string;
    const found = isDashed(word) ? flagAt(words, place, flags) : null;
    if (found !== null) given.push(found);
    else if (isDashed(word)) return null;
    else names.push(word);
    place += found?.words ?? 1;
  }
  return { given, names };
}

/** What a switch that can only be denied says unless it is. */
function defaultsOf(flags: Flags): Record<string, unknown> {
  const denied = flags.filter((flag) => isNegation(flag) && !flagNamed(flags, `--${keyOf(flag)}`));
  return Object.fromEntries(denied.map((flag) => [keyOf(flag), true]));
}

function valuesOf(given: readonly Given[], flags: Flags): FlagValues {
  const values = defaultsOf(flags);
  const texts = new Map<Flag, string>();
  for (const { flag, text } of given) {
    const key = keyOf(flag);
    const value = text === null ? !isNegation(flag) : valueReader(flag)(text);
    if (text !== null) {
      refuseSecond(flag, texts.get(flag), text);
      texts.set(flag, text);
    }
    const before = values[key];
    values[key] = flag.repeat === true ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return values;
}

const isEndless = ([syntax]: readonly [string, string]): boolean => syntax.includes('...');

/** Names in their places; null where there are too many or too few. */
function placed({ positionals }: CommandDefinition, names: readonly string[]): (() => string[]) | null {
  const last = positionals.at(-1);
  if (names.length > positionals.length && !(last && isEndless(last))) return null;
  if (positionals.some(([syntax], place) => syntax.startsWith('<') && names[place] === undefined))
    return null;
  return () =>
    names.map((name, place) =>
      positionalReader((positionals[place] ?? last) as readonly [string, string])(name),
    );
}

/** What the words after the command say; null where commander is needed. Throws USAGE as the readers of values do. */
export function plainArguments(definition: CommandDefinition, words: readonly string[]): Invoked | null {
  const flags = flagsOf(definition);
  const line = lineOf(words, flags);
  const positionals = line && placed(definition, line.names);
  if (line === null || positionals === null) return null;
  const values = valuesOf(line.given, flags);
  return { values, positionals: positionals() };
}
