/** A user's CSV or JSON of intensities as one table of texts: headings and numbered rows. */

import { csvRows } from './csv.ts';
import { plain, unreadable } from './series-columns.ts';

export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
  /** Said once for the whole file, as JSON can at its root or in its "meta": names and texts, as written. */
  readonly common: readonly (readonly [name: string, text: string])[];
}

export interface TableRow {
  /** Line of a CSV, or place in a JSON list, both from 1. */
  readonly row: number;
  readonly fields: readonly string[];
}

/** Throws NO_INTENSITY. */
export function tableOf(text: string, origin: string): Table {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart();
  if (trimmed === '')
    throw unreadable(origin, 'the file is empty', 'it needs a row of headings and rows of time and value');
  return trimmed.startsWith('{') || trimmed.startsWith('[')
    ? jsonTable(trimmed, origin)
    : csvTable(text, origin);
}

/** What a JSON file says once for all its rows, at its root or in its "meta". */
export function statedTexts({ common }: Table, name: RegExp): string[] {
  const texts = common.filter(([field]) => name.test(plain(field))).map(([, text]) => text.trim());
  return texts.filter((text) => text !== '');
}

function csvTable(text: string, origin: string): Table {
  const [header, ...rows] = readCsv(text, origin);
  if (header === undefined) throw unreadable(origin, 'the file has no rows', 'it needs a row of headings');
  return {
    headings: header.fields,
    rows: rows.map(({ line, fields }) => ({ row: line, fields })),
    common: [],
  };
}

function readCsv(text: string, origin: string) {
  try {
    return csvRows(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw unreadable(origin, cause.message, 'close the quote');
  }
}

/** Names under which services put the list. */
const LISTS = ['data', 'history', 'forecast', 'forecastData', 'series', 'segments', 'values'];

function jsonTable(text: string, origin: string): Table {
  const root = readJson(text, origin);
  const list = Array.isArray(root) ? root : LISTS.map((name) => fieldOf(root, name)).find(Array.isArray);
  if (list === undefined) {
    throw unreadable(
      origin,
      'the JSON holds no list of intensities',
      `give a list, or an object with one of ${LISTS.join(', ')}`,
    );
  }
  const strange = list.findIndex(
    (entry) => typeof entry !== 'object' || entry === null || Array.isArray(entry),
  );
  if (strange >= 0)
    throw unreadable(
      origin,
      `row ${strange + 1} is not an object`,
      'each row is an object of time and value',
    );
  return fromObjects(
    list as Record<string, unknown>[],
    Array.isArray(root) ? [] : [...textsOf(root), ...textsOf(fieldOf(root, 'meta'))],
  );
}

const textsOf = (object: unknown): [name: string, text: string][] =>
  Object.entries(object ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));

function fromObjects(list: readonly Record<string, unknown>[], common: Table['common']): Table {
  const headings = [...new Set(list.flatMap((entry) => Object.keys(entry)))];
  const rows = list.map((entry, index) => ({
    row: index + 1,
    fields: headings.map((name) => asText(entry[name])),
  }));
  return { headings, rows, common };
}

const fieldOf = (root: unknown, name: string): unknown => (root as Record<string, unknown> | null)?.[name];

/** Lists and objects inside a row become a text that no column accepts, so that they are reported with their row. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function readJson(text: string, origin: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(origin, `not JSON: ${reason}`, 'correct the file');
  }
}
