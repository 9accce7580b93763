/** Prints samples as client_golang does, with the liberties the format leaves: blanks, label order, line ends. */

import fc from 'fast-check';
import type { ReadRow } from './reading.ts';

export interface Style {
  readonly blank: string;
  readonly comma: boolean;
  readonly lineEnd: string;
}

export function print(
  rows: readonly ReadRow[],
  style: Style = { blank: '', comma: false, lineEnd: '\n' },
): string {
  return rows.map((row) => `${line(row, style)}${style.lineEnd}`).join('');
}

function line({ sample, labels, value, timestampMs }: ReadRow, { blank, comma }: Style): string {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}${blank}=${blank}"${escaped(text)}"`);
  const block = `{${blank}${pairs.join(`${blank},${blank}`)}${comma && pairs.length > 0 ? `${blank},` : ''}${blank}}`;
  return `${sample}${blank}${block} ${number(value)}${timestampMs === null ? '' : ` ${blank}${timestampMs}`}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function number(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

export const styles: fc.Arbitrary<Style> = fc.record({
  blank: fc.constantFrom('', '', ' ', '\t '),
  comma: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n', '\n\n# a remark\n'),
});

/** Any text, but signs that mean something to the format more often than chance would have them. */
const values = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', '"', '\\', '\n', '}', '{', ',', '=', '#', ' ', 'n', '\t'),
    minLength: 1,
  }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom('running', 'package', 'dram', 'worker-01'),
);

/** Rows of distinct series, in an order in which neighbours often share labels. */
export const scrapes: fc.Arbitrary<ReadRow[]> = fc.uniqueArray(
  fc.record({
    sample: fc.constantFrom('kepler_pod_watts', 'kepler_pod_joules_total', 'kepler_node_watts'),
    labels: fc.dictionary(fc.constantFrom('pod', 'ns', 'zone', 'extra'), values, { noNullPrototype: true }),
    value: fc.oneof(fc.double(), fc.integer()),
    timestampMs: fc.option(fc.integer(), { freq: 5 }),
  }),
  {
    maxLength: 30,
    selector: ({ sample, labels }) => JSON.stringify([sample, Object.entries(labels).sort()]),
  },
);
