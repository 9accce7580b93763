/** Hours of a local clock. Days of 23 or 25 hours and zones off by half an hour come out as they are. */

import { MS_PER_HOUR } from '../units.ts';
import { steadyOffsetMs } from './steady-zone.ts';

export interface LocalHour {
  /** Half-open; shorter than an hour at both ends of what was asked for. */
  readonly fromMs: number;
  readonly toMs: number;
  /** 0–23 on the local clock. */
  readonly hour: number;
  /** 0 is January. */
  readonly month: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** The hours of [fromMs, toMs) as the clock of an IANA time zone shows them. */
export function localHours(timeZone: string, fromMs: number, toMs: number): LocalHour[] {
  const offsetAt = (ms: number): number => steadyOffsetMs(timeZone, ms) ?? changingOffsetMs(timeZone, ms);
  const hours: LocalHour[] = [];
  let at = fromMs;
  while (at < toMs) {
    const localMs = at + offsetAt(at);
    const clock = new Date(localMs);
    const until = Math.min(toMs, at + MS_PER_HOUR - floorMod(localMs, MS_PER_HOUR));
    hours.push({
      fromMs: at,
      toMs: until,
      hour: clock.getUTCHours(),
      month: clock.getUTCMonth(),
      weekday: clock.getUTCDay(),
    });
    at = until;
  }
  return hours;
}

const MS_PER_DAY = 24 * MS_PER_HOUR;
const floorMod = (value: number, by: number): number => ((value % by) + by) % by;

/**
 * Asking Intl for every hour of a year is slow. Most days have one offset from end to end, so it is asked once a day,
 * and by the hour only on days where the clocks change. What it says of a zone never changes, so it is remembered.
 */
function changingOffsetMs(timeZone: string, ms: number): number {
  const { format, atDayStart } = clockOf(timeZone);
  const ofDay = (day: number): number => {
    const known = atDayStart.get(day) ?? offsetOf(format, day * MS_PER_DAY);
    atDayStart.set(day, known);
    return known;
  };
  const day = Math.floor(ms / MS_PER_DAY);
  return ofDay(day) === ofDay(day + 1) ? ofDay(day) : offsetOf(format, ms);
}

/** Local clock minus UTC. */
function offsetOf(format: Intl.DateTimeFormat, ms: number): number {
  const parts = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format.formatToParts(ms)) {
    if (type in parts) parts[type as keyof typeof parts] = Number(value);
  }
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  /** Day since 1970 → offset in ms at its start in UTC. */
  readonly atDayStart: Map<number, number>;
}

const clocks = new Map<string, ZoneClock>();

function clockOf(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone) ?? { format: newFormat(timeZone), atDayStart: new Map() };
  clocks.set(timeZone, known);
  return known;
}

const newFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
    ...{
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    },
  });
