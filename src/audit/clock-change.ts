/** Whether a daily start falls into the hour that a change of clocks takes away or gives twice. */

import { localTime, utcOffsetMs } from '../local-time.ts';
import { MS_PER_HOUR } from '../units.ts';

export type ClockChange = 'skipped' | 'repeated';

const DAY_MS = 24 * MS_PER_HOUR;
/** A year holds every change of clocks a zone makes. */
const DAYS_AHEAD = 366;
/** Clocks change by an hour, on Lord Howe Island by half of one. */
const CHANGES_MS = [MS_PER_HOUR, MS_PER_HOUR / 2];

/** What befalls the local time of `atMs` on some day of the year to come; null: it comes once a day. */
export function clockChangeAt(atMs: number, timeZone: string): ClockChange | null {
  const clock = clockOf(atMs, timeZone);
  const offsetMs = utcOffsetMs(atMs, timeZone);
  for (let day = 1; day <= DAYS_AHEAD; day += 1) {
    const elapsedMs = atMs + day * DAY_MS;
    const sameClockMs = elapsedMs + offsetMs - utcOffsetMs(elapsedMs, timeZone);
    if (clockOf(sameClockMs, timeZone) !== clock) return 'skipped';
    const again = CHANGES_MS.flatMap((changeMs) => [sameClockMs - changeMs, sameClockMs + changeMs]);
    if (again.some((otherMs) => clockOf(otherMs, timeZone) === clock)) return 'repeated';
  }
  return null;
}

/** Minutes since local midnight. */
function clockOf(atMs: number, timeZone: string): number {
  const { hour, minute } = localTime(atMs, timeZone);
  return hour * 60 + minute;
}
