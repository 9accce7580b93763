/** RFC 4180 with LF: fixed columns, raw numbers, an empty field where nothing is known. */

import type { Invocation } from '../operations/operation.ts';
import { clean } from './clean.ts';

type Field = string | number | null;

export function render({ view }: Invocation): string {
  const { columns, rows } = view.records;
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('');
}

function field(value: Field): string {
  if (value === null) return '';
  if (typeof value === 'string') return quoted(unformula(value));
  if (!Number.isFinite(value)) throw new TypeError(`a record holds ${value}, which csv cannot say`);
  return String(value);
}

/** Spreadsheets run a text that starts so as a formula. Looked at before cleaning, which would hide tab and CR. */
const unformula = (text: string) => (/^\s*[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${clean(text)}` : clean(text));

const quoted = (text: string) => (/[",]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
