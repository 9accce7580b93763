/** What a file of intensities says of where its figures are from: the grid zone, and whether they were measured. */

import { NAMES, plain, unreadable } from './series-columns.ts';
import { statedTexts, type Table } from './series-table.ts';

/** A country by ISO 3166-1 and what lies in it: KR, US-CAL-CISO. A column "zone" may hold time zones as well. */
const GRID_ZONE = /^[A-Z]{2}(-[A-Z0-9]+)*$/i;

/** The one grid zone the file names, as written; null: it names none. Throws NO_INTENSITY where it names several. */
export function statedZone(table: Table, origin: string): string | null {
  const named = [...fieldsOf(table, NAMES.zone), ...statedTexts(table, NAMES.zone)];
  const [first, ...others] = new Set(named.filter((text) => GRID_ZONE.test(text)));
  if (others.length === 0) return first ?? null;
  throw unreadable(
    origin,
    `its rows are of different grid zones: ${[first, ...others].slice(0, 4).join(', ')}`,
    'keep the rows of one zone',
  );
}

/** Rows whose figure the publisher marks as estimated. */
export const estimatedRows = (table: Table): number =>
  fieldsOf(table, NAMES.estimated).filter((field) => /^(true|yes)$/i.test(field)).length;

/** What stands in the column of that name, without what is empty. */
function fieldsOf({ headings, rows }: Table, name: RegExp): string[] {
  const column = headings.findIndex((heading) => name.test(plain(heading)));
  if (column < 0) return [];
  return rows.map(({ fields }) => (fields[column] ?? '').trim()).filter((field) => field !== '');
}
