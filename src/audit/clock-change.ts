/** Whether a daily start falls into the hour that a change of clocks takes away or gives twice. */

import { localTime, utcOffsetMs } from '../local-time.ts';
import { MS_PER_HOUR } from '../units.ts';

export type ClockChange = 'skipped' | 'repeated';

const DAY_MS = 24 * MS_PER_HOUR;
/** Clocks change on a day of the week, so a change comes again after 52 or 53 weeks; one day more to see what follows it. */
const DAYS_AHEAD = 53 * 7 + 1;
/** Clocks change by an hour, on Lord Howe Island by half of one. */
const CHANGES_MS = [MS_PER_HOUR, MS_PER_HOUR / 2];

/** What befalls the local time of `atMs` on days of the year to come, in their order; nothing where it comes once a day. */
export function clockChangesAt(atMs: number, timeZone: string): readonly ClockChange[] {
  const clock = clockOf(atMs, timeZone);
  const daysMs = Array.from({ length: DAYS_AHEAD + 1 }, (_, day) => atMs + day * DAY_MS);
  const offsetsMs = daysMs.map((dayMs) => utcOffsetMs(dayMs, timeZone));
  const firstOffsetMs = offsetsMs[0] ?? 0;
  const changes = new Set<ClockChange>();
  for (const [day, dayMs] of daysMs.entries()) {
    const offsetMs = offsetsMs[day] ?? 0;
    if (isSteady(offsetsMs, day)) continue;
    const change = changeNear(dayMs + firstOffsetMs - offsetMs, clock, timeZone);
    if (change !== null) changes.add(change);
  }
  return [...changes];
}

/** Only the days on both sides of a change need a closer look; asking Intl about all of them is slow. */
function isSteady(offsetsMs: readonly number[], day: number): boolean {
  const offsetMs = offsetsMs[day];
  return (offsetsMs[day - 1] ?? offsetMs) === offsetMs && (offsetsMs[day + 1] ?? offsetMs) === offsetMs;
}

/** `sameClockMs` is when the clocks should show the time again. */
function changeNear(sameClockMs: number, clock: number, timeZone: string): ClockChange | null {
  if (clockOf(sameClockMs, timeZone) !== clock) return 'skipped';
  const others = CHANGES_MS.flatMap((changeMs) => [sameClockMs - changeMs, sameClockMs + changeMs]);
  return others.some((otherMs) => clockOf(otherMs, timeZone) === clock) ? 'repeated' : null;
}

/** Minutes since local midnight. */
function clockOf(atMs: number, timeZone: string): number {
  const { hour, minute } = localTime(atMs, timeZone);
  return hour * 60 + minute;
}
