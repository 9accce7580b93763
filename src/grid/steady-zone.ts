/** Time zones whose clocks do not change: their offset is known without asking Intl. */

import { MS_PER_HOUR } from '../units.ts';

/**
 * Hours ahead of UTC, the same since before 2000: IANA time zone database 2025b. Only zones of many cloud regions.
 * The first Intl.DateTimeFormat of a process costs a fifth of all that an audit of a file does (callgrind, Node 20, 2025).
 */
const HOURS_AHEAD: Readonly<Record<string, number>> = {
  'Asia/Hong_Kong': 8,
  'Asia/Kolkata': 5.5,
  'Asia/Seoul': 9,
  'Asia/Shanghai': 8,
  'Asia/Singapore': 8,
  'Asia/Tokyo': 9,
  UTC: 0,
};

/** From here on the table holds. */
const SINCE_MS = Date.UTC(2000, 0, 1);

/** Local clock minus UTC in ms; null where only Intl knows. */
export function steadyOffsetMs(timeZone: string, atMs: number): number | null {
  const hours = Object.hasOwn(HOURS_AHEAD, timeZone) ? HOURS_AHEAD[timeZone] : undefined;
  return hours === undefined || atMs < SINCE_MS ? null : hours * MS_PER_HOUR;
}

/** Least and greatest hours ahead of UTC since 2000, of zones whose clocks change: those of the regions that advice leads to most. */
const HOURS_BETWEEN: Readonly<Record<string, readonly [least: number, greatest: number]>> = {
  'Europe/Stockholm': [1, 2],
};

type Bounds = readonly [leastMs: number, greatestMs: number];

/** What local clock minus UTC lies between, in ms; null where only Intl knows. */
export function offsetBoundsMs(timeZone: string, atMs: number): Bounds | null {
  const steadyMs = steadyOffsetMs(timeZone, atMs);
  if (steadyMs !== null) return [steadyMs, steadyMs];
  const hours = Object.hasOwn(HOURS_BETWEEN, timeZone) ? HOURS_BETWEEN[timeZone] : undefined;
  return hours === undefined || atMs < SINCE_MS ? null : [hours[0] * MS_PER_HOUR, hours[1] * MS_PER_HOUR];
}

export const CHANGING_ZONES: readonly string[] = Object.keys(HOURS_BETWEEN);

export const STEADY_ZONES: readonly string[] = Object.keys(HOURS_AHEAD);
