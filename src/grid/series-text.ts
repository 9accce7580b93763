/** A user's own intensities, CSV or JSON, as a series. Every row is believed or refused with its number. */

import type { AuditError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { IntensitySeries, Segment } from './series.ts';
import { type Columns, columnsOf, unreadable } from './series-columns.ts';
import { statedMeaning } from './series-meaning.ts';
import { type Reading, segmentsOf } from './series-steps.ts';
import { type TableRow, tableOf } from './series-table.ts';

/**
 * `declared` intensities in gCO2eq/kWh; `origin` is the name of the file. Times are ISO 8601 with a zone.
 * Without a column of ends a row lasts until the next, but never longer than the most common step: a longer pause is a hole.
 * Throws NO_INTENSITY with the row, MIXED_SIGNALS where rows differ in signal or basis.
 */
export function seriesFromText(text: string, origin: string): IntensitySeries {
  const table = tableOf(text, origin);
  const columns = columnsOf(table.headings, origin);
  if (table.rows.length === 0) throw unreadable(origin, 'the file has headings and no rows', 'add rows');
  const readings = table.rows.map((row) => readingOf(row, columns, origin));
  const segments = segmentsOf(readings, origin);
  const { note, ...meaning } = statedMeaning(table, columns, origin);
  const year = yearOf(segments);
  const evidence: Evidence = {
    ...{ grade: 'declared', source: origin, year, ...meaning },
    ...(note === null ? {} : { note }),
  };
  return { segments, ...meaning, evidence };
}

/** null where the values span several years. */
function yearOf(segments: readonly Segment[]): number | null {
  const years = new Set(segments.map(({ fromMs }) => new Date(fromMs).getUTCFullYear()));
  const [only] = years;
  return years.size === 1 && only !== undefined ? only : null;
}

function readingOf({ row, fields }: TableRow, columns: Columns, origin: string): Reading {
  const field = (column: number | null): string => (column === null ? '' : (fields[column] ?? '').trim());
  const refuse = (reason: string, hint: string) => unreadable(origin, `row ${row}: ${reason}`, hint);
  const timeIn = (text: string) => timeOf(text, columns.startIsUtc, (reason) => refuse(reason, TIME_HINT));
  const end = field(columns.end);
  const fromMs = timeIn(field(columns.start));
  const toMs = end === '' ? null : timeIn(end);
  const gco2eqPerKwh = intensityOf(field(columns.value));
  if (gco2eqPerKwh !== null) return { row, fromMs, toMs, gco2eqPerKwh };
  throw refuse(`"${field(columns.value)}" is not an intensity in gCO2eq/kWh`, VALUE_HINT);
}

const VALUE_HINT = 'give a number of 0 or more, or leave the row out: a hole stays a hole';
const TIME_HINT = 'write times as 2026-04-20T18:00:00+09:00 or 2026-04-20T09:00:00Z';
const ISO_TIME = /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A local time without its zone could be any of 26 hours, so it is refused. */
function timeOf(text: string, isUtc: boolean, refuse: (reason: string) => AuditError): number {
  const [, clock = '', stated] = ISO_TIME.exec(text) ?? [];
  if (clock === '') throw refuse(`"${text}" is not a time of ISO 8601`);
  const zone = stated ?? (isUtc ? 'Z' : undefined);
  if (zone === undefined) throw refuse(`the time "${text}" has no zone`);
  const ms = Date.parse(
    `${clock.replace(' ', 'T')}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase()}`,
  );
  if (Number.isNaN(ms) || !dayExists(clock)) throw refuse(`"${text}" is no time that exists`);
  return ms;
}

/** Decimal numbers only: Number('') is 0 and Number('0x1') is 1. */
function intensityOf(text: string): number | null {
  if (!/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Date.parse takes 30 February for 1 March. */
function dayExists(clock: string): boolean {
  const day = new Date(`${clock.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(clock.slice(0, 10));
}
