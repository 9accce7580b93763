/** Clock time in an IANA time zone, daylight saving and all. */

import { AuditError } from './errors.ts';

export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Making a format costs a hundred times what using it does. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of the zone show at an instant. Throws USAGE for a zone nobody knows. */
export function localTime(atMs: number, timeZone: string): LocalTime {
  const parts = formatOf(timeZone).formatToParts(atMs);
  const field = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  return {
    year: field('year'),
    month: field('month'),
    day: field('day'),
    hour: field('hour'),
    minute: field('minute'),
    second: field('second'),
  };
}

/** How far the zone's clocks are ahead of UTC at an instant, in ms. */
export function utcOffsetMs(atMs: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = localTime(atMs, timeZone);
  const wholeSecondMs = Math.floor(atMs / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const made = makeFormat(timeZone);
  FORMATS.set(timeZone, made);
  return made;
}

/** An offset such as +09:00 is refused although newer engines take it: schedules need a name, because it knows the seasons. */
function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric';
  try {
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError('not a name');
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const hint = 'Write an IANA name, for example Asia/Seoul';
    throw new AuditError('USAGE', `There is no time zone "${timeZone}"`, { hint, cause });
  }
}

const two = (value: number): string => String(Math.abs(value)).padStart(2, '0');

/** RFC 3339 on the clocks of the zone, with their offset: 2026-04-21T10:00:00+09:00. Parts of a second are cut. */
export function localIso(atMs: number, timeZone: string): string {
  const offsetMs = utcOffsetMs(atMs, timeZone);
  const clock = new Date(atMs + offsetMs).toISOString().slice(0, 19);
  const offsetMinutes = Math.trunc(offsetMs / 60_000);
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `${clock}${sign}${two(Math.trunc(offsetMinutes / 60))}:${two(offsetMinutes % 60)}`;
}
