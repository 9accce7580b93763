/** RFC 4180 with LF: fixed columns, raw numbers, an empty field where nothing is known. */

import type { Invocation } from '../operations/operation.ts';
import type { Records } from '../view.ts';
import { clean } from './clean.ts';
import type { Printed } from './printed.ts';

type Field = string | number | null;

/** Looked through before its first line is made: a record that csv cannot say is refused with all the others. */
export function render({ view }: Invocation): Printed {
  for (const row of view.records.rows) row.forEach(refuseUnsayable);
  return lines(view.records);
}

function* lines({ columns, rows }: Records): Generator<string, void, undefined> {
  yield line(columns);
  for (const row of rows) yield line(row);
}

const line = (row: readonly Field[]) => `${row.map(field).join(',')}\n`;

function refuseUnsayable(value: Field): void {
  if (typeof value !== 'number' || Number.isFinite(value)) return;
  throw new TypeError(`a record holds ${value}, which csv cannot say`);
}

function field(value: Field): string {
  if (value === null) return '';
  if (typeof value === 'string') return quoted(unformula(value));
  return String(value);
}

/** Spreadsheets run a text that starts so as a formula. Looked at before cleaning, which would hide tab and CR. */
const unformula = (text: string) => (/^\s*[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${clean(text)}` : clean(text));

const quoted = (text: string) => (/[",]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
