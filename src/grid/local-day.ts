/** The calendar day at a place: a standard is in force from midnight there, not in Greenwich. */

import { utcOffsetMs } from '../local-time.ts';
import { steadyOffsetMs } from './steady-zone.ts';

/** YYYY-MM-DD on the clocks of the IANA zone. */
export function localDay(atMs: number, timeZone: string): string {
  const offsetMs = steadyOffsetMs(timeZone, atMs) ?? utcOffsetMs(atMs, timeZone);
  return new Date(atMs + offsetMs).toISOString().slice(0, 10);
}
