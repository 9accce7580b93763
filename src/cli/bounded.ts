/** Bounds of a flag in the words of its user, where a value can be read and still makes no sense. */

import { AuditError } from '../errors.ts';
import { MS_PER_HOUR } from '../units.ts';

export interface Bounds {
  readonly least?: number;
  readonly most?: number;
  /** The range as people write it: "0% to 100%". */
  readonly said: string;
  readonly example: string;
}

type Read = (text: string, flag: string) => number;

/** A reader that also throws USAGE for a value outside. */
export function bounded(read: Read, flag: string, bounds: Bounds): (text: string) => number {
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, said, example } = bounds;
  return (text) => {
    const value = read(text, flag);
    if (value >= least && value <= most) return value;
    const hint = `it takes ${said}, for example ${example}`;
    throw new AuditError('USAGE', `${flag} "${text}" is out of range`, { hint });
  };
}

/** Timers of Node count milliseconds in 32 bits: from 24.8 days on they would fire at once. */
const LONGEST_TIMER_MS = 24 * 24 * MS_PER_HOUR;

/** For waits that a timer ends. */
export const timerBounds = (example: string): Bounds => ({
  most: LONGEST_TIMER_MS,
  said: '1ms to 24d',
  example,
});

/** A budget or a power of nothing is a slip of the pen. */
export const aboveZero = (example: string): Bounds => ({
  least: Number.MIN_VALUE,
  said: 'more than 0',
  example,
});
