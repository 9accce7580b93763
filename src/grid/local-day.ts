/** The calendar day at a place: a standard is in force from midnight there, not in Greenwich. */

import { utcOffsetMs } from '../local-time.ts';
import { steadyOffsetMs } from './steady-zone.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * YYYY-MM-DD on the clocks of the IANA zone. Not by way of toISOString: its first call looks up the zone of this machine, which takes
 * Node longer than all else that is done here.
 */
export function localDay(atMs: number, timeZone: string): string {
  const offsetMs = steadyOffsetMs(timeZone, atMs) ?? utcOffsetMs(atMs, timeZone);
  const clock = new Date(atMs + offsetMs);
  const year = String(clock.getUTCFullYear()).padStart(4, '0');
  return `${year}-${two(clock.getUTCMonth() + 1)}-${two(clock.getUTCDate())}`;
}
