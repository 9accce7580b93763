/** How the text of a flag becomes its value. What is empty, or longer than any such value is, never reaches a reader. */

import { AuditError } from '../errors.ts';
import type { Flag } from './flag.ts';
import { oneOf } from './one-of.ts';

/** No figure, time, code or word here comes near it. */
const LONGEST = 256;
/** PATH_MAX of Linux (limits.h), which also holds any address worth writing down. */
export const LONGEST_PATH = 4096;
/** A name of Kubernetes has at most 253 characters (RFC 1123); a namespace and a kind may stand before it. */
const LONGEST_WORKLOAD = 320;
/** Cloud providers stay below 30. */
export const LONGEST_CODE = 64;

const longName = (syntax: string): string => /--[\w-]+/.exec(syntax)?.[0] ?? syntax;

/** Throws USAGE for what is empty or has more than `longest` characters. */
export function filled(
  text: string,
  what: string,
  { longest, hint }: { longest: number; hint: string },
): string {
  const flaw = flawOf(text, longest);
  if (flaw === null) return text;
  throw new AuditError('USAGE', `${what} ${flaw}`, { hint });
}

function flawOf(text: string, longest: number): string | null {
  if (text.trim() === '') return 'is empty';
  return text.length <= longest ? null : `has ${text.length} characters, which is more than ${longest}`;
}

/** Of two different values one would go unheard. Throws USAGE; a flag that may be repeated is heard each time. */
export function refuseSecond({ flags, repeat }: Flag, before: string | undefined, text: string): void {
  if (repeat === true || before === undefined || before === text) return;
  throw new AuditError('USAGE', `${longName(flags)} is given twice, as ${before} and as ${text}`, {
    hint: 'give it once',
  });
}

/** A reader of one flag; throws USAGE. */
export function valueReader({
  flags,
  description,
  parse,
  longest = LONGEST,
}: Flag): (text: string) => unknown {
  const read = parse ?? choiceOf(flags);
  return (text) => {
    if (flawOf(text, longest) === null) return read(text);
    const hint = `write ${flags.replace(/^-\w, /, '')}: ${description}`;
    return filled(text, longName(flags), { longest, hint });
  };
}

/** `<none|share>` in the syntax of a flag is also its list of values. */
function choiceOf(flags: string): (text: string) => string {
  if (!flags.includes('|')) return (text) => text;
  const choices = /<([\w-]+(?:\|[\w-]+)+)>/.exec(flags)?.[1]?.split('|');
  if (choices === undefined) return (text) => text;
  return (text) => oneOf(choices, text, longName(flags));
}

/** Refuses empty and endless names beside the flags. Throws USAGE. */
export function positionalReader([syntax, description]: readonly [string, string]): (text: string) => string {
  const what = syntax.replace(/[[\].]/g, '');
  const longest = what === 'workload' ? LONGEST_WORKLOAD : LONGEST_CODE;
  return (text) =>
    filled(text, `a name in the place of ${what}`, { longest, hint: `it takes ${description}` });
}
