/** A user's own intensities, CSV or JSON, as a series. Every row is believed or refused with its number. */

import type { AuditError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { IntensitySeries, Segment } from './series.ts';
import { type Columns, columnsOf, unreadable } from './series-columns.ts';
import { statedMeaning } from './series-meaning.ts';
import { estimatedRows, statedZone } from './series-origin.ts';
import { type Reading, segmentsOf } from './series-steps.ts';
import { type Table, type TableRow, tableOf } from './series-table.ts';
import { figureReader } from './series-units.ts';

/**
 * `declared` intensities in gCO2eq/kWh, `estimated` where the file says that any is; `origin` is the name of the file. Times are ISO 8601 with a zone.
 * Without a column of ends a row lasts until the next, but never longer than the most common step: a longer pause is a hole.
 * Values in another unit that the file states are converted. Throws NO_INTENSITY with the row, MIXED_SIGNALS where the file
 * says two signals or bases.
 */
export function seriesFromText(text: string, origin: string): IntensitySeries {
  const table = tableOf(text, origin);
  const columns = columnsOf(table.headings, origin);
  if (table.rows.length === 0) throw unreadable(origin, 'the file has headings and no rows', 'add rows');
  const figureOf = figureReader(table, columns, origin);
  const readings = table.rows.map((row) => ({
    ...spanOf(row, columns, origin),
    gco2eqPerKwh: figureOf(row),
  }));
  const segments = segmentsOf(readings, origin);
  const { note, ...meaning } = statedMeaning(table, columns, origin);
  const estimated = estimatedNote(table);
  const notes = [note, estimated].filter((one) => one !== null);
  const grade = estimated === null ? 'declared' : 'estimated';
  const evidence: Evidence = {
    ...{ grade, source: origin, year: yearOf(segments), ...meaning },
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  };
  const zone = statedZone(table, origin);
  return { segments, ...meaning, evidence, ...(zone === null ? {} : { zone }) };
}

function estimatedNote(table: Table): string | null {
  const estimated = estimatedRows(table);
  return estimated === 0 ? null : `${estimated} of ${table.rows.length} rows are estimated by the publisher`;
}

/** null where the values span several years. */
function yearOf(segments: readonly Segment[]): number | null {
  const years = new Set(segments.map(({ fromMs }) => new Date(fromMs).getUTCFullYear()));
  const [only] = years;
  return years.size === 1 && only !== undefined ? only : null;
}

function spanOf({ row, fields }: TableRow, columns: Columns, origin: string): Omit<Reading, 'gco2eqPerKwh'> {
  const field = (column: number | null): string => (column === null ? '' : (fields[column] ?? '').trim());
  const refuse = (reason: string) => unreadable(origin, `row ${row}: ${reason}`, TIME_HINT);
  const timeIn = (text: string) => timeOf(text, columns.startIsUtc, refuse);
  const end = field(columns.end);
  const fromMs = timeIn(field(columns.start));
  return { row, fromMs, toMs: end === '' ? null : timeIn(end) };
}

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

/** Date.parse takes 30 February for 1 March. */
function dayExists(clock: string): boolean {
  const day = new Date(`${clock.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(clock.slice(0, 10));
}
