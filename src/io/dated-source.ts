/** `NAME@TIME`: a source with the moment it was taken. The time is RFC 3339 and must carry its zone. */

import { AuditError } from '../errors.ts';

export interface DatedName {
  readonly name: string;
  readonly takenAtMs: number | null;
}

const EXAMPLE = '@2025-10-21T07:00:00Z or @2025-10-21T16:00:00+09:00';

// Date, time, optional fraction, zone; RFC 3339 section 5.6 (2002).
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?(?:([Zz])|([+-])(\d\d):(\d\d))$/;

// What a person writes who means a time: a date, a clock time or seconds since 1970. A file extension says otherwise.
const MEANT_AS_TIME = /^(?:\d{4}-\d\d|\d{1,2}:\d\d|\d{9,13}$)[^/]*$/;
const ENDS_AS_FILE = /\.[a-z]\w*$/i;

/** Splits at the last `@` when a time follows; any other `@` belongs to the name. Throws USAGE for a broken time. */
export function datedName(source: string): DatedName {
  const at = source.lastIndexOf('@');
  const tail = source.slice(at + 1);
  if (at <= 0) return { name: source, takenAtMs: null };
  const takenAtMs = rfc3339Ms(tail);
  if (takenAtMs !== null) return { name: source.slice(0, at), takenAtMs };
  if (!MEANT_AS_TIME.test(tail) || ENDS_AS_FILE.test(tail)) return { name: source, takenAtMs: null };
  throw new AuditError(
    'USAGE',
    `"${tail}" after "${source.slice(0, at)}@" is not a time with a date and a zone`,
    {
      hint: `write it like ${EXAMPLE}`,
    },
  );
}

/** Milliseconds since 1970 of an RFC 3339 time with zone; null for anything else, 30 February included. */
export function rfc3339Ms(text: string): number | null {
  const match = RFC_3339.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const written = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
  // Date.UTC rolls over what does not exist; what comes back then differs from what was written.
  if (!new Date(localMs).toISOString().startsWith(written)) return null;
  const fractionMs = Math.trunc(Number(match[7] ?? 0) * 1000);
  return localMs + fractionMs - offsetMs(match);
}

const MS_PER_MINUTE = 60_000;

function offsetMs(match: RegExpExecArray): number {
  if (match[8] !== undefined) return 0;
  const minutes = Number(match[10]) * 60 + Number(match[11]);
  return (match[9] === '-' ? -minutes : minutes) * MS_PER_MINUTE;
}
