/** The calendar day at a place: a standard is in force from midnight there, not in Greenwich. */

import { utcOffsetMs } from '../local-time.ts';
import { offsetBoundsMs } from './steady-zone.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * YYYY-MM-DD on the clocks of the IANA zone. Not by way of toISOString: its first call looks up the zone of this machine, which takes
 * Node longer than all else that is done here.
 */
export function localDay(atMs: number, timeZone: string): string {
  const bounds = offsetBoundsMs(timeZone, atMs);
  if (bounds !== null) {
    const [earliest, latest] = bounds.map((offsetMs) => dayOf(atMs + offsetMs));
    if (earliest !== undefined && earliest === latest) return earliest;
  }
  return dayOf(atMs + utcOffsetMs(atMs, timeZone));
}

function dayOf(clockMs: number): string {
  const clock = new Date(clockMs);
  const year = String(clock.getUTCFullYear()).padStart(4, '0');
  return `${year}-${two(clock.getUTCMonth() + 1)}-${two(clock.getUTCDate())}`;
}
