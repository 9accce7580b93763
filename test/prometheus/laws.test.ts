import fc from 'fast-check';
import { expect, test } from 'vitest';
import { print, scrapes, styles } from './printer.ts';
import { read, readInPlace, wanting } from './reading.ts';

const NAMES = ['kepler_pod_watts', 'kepler_pod_joules_total', 'kepler_node_watts'];
const WANTED = wanting(NAMES, ['pod', 'ns', 'zone', 'extra']);
const some = (rows: readonly unknown[]) => rows.length > 0;

test('what was printed is read back, whatever the blanks, commas and line ends', () => {
  fc.assert(
    fc.property(scrapes.filter(some), styles, (rows, style) => {
      const reading = read(print(rows, style), WANTED);
      expect(reading.rows).toEqual(rows);
      expect(reading.report).toMatchObject({ badLines: 0, duplicates: 0, truncated: false });
    }),
    { numRuns: 500 },
  );
});

test('chunk borders never matter', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(scrapes.filter(some), styles, sizes, (rows, style, chunks) => {
      const text = `${print(rows, style)}garbage line\n${print(rows)}# a remark`;
      expect(read(text, WANTED, chunks)).toEqual(read(text, WANTED));
    }),
    { numRuns: 500 },
  );
});

test('where the chunk lies never matters, the memory of the reader included', () => {
  fc.assert(
    fc.property(scrapes.filter(some), styles, fc.integer({ min: 2, max: 700 }), (rows, style, size) => {
      const text = `${print(rows, style)}garbage line\n${print(rows)}# a remark`;
      expect(readInPlace(text, WANTED, size)).toEqual(read(text, WANTED));
    }),
    { numRuns: 300 },
  );
});

test('a text said twice has each series once and as many duplicates', () => {
  fc.assert(
    fc.property(scrapes.filter(some), styles, (rows, style) => {
      const { report, rows: read2 } = read(print(rows) + print(rows, style), WANTED);
      expect(report).toMatchObject({ rows: rows.length, duplicates: rows.length });
      expect(read2).toEqual(rows);
    }),
  );
});

test('what is wanted does not change what is read of it', () => {
  fc.assert(
    fc.property(scrapes.filter(some), fc.constantFrom(...NAMES), (rows, name) => {
      const only = read(print(rows), wanting([name], ['pod', 'ns', 'zone', 'extra']));
      expect(only.rows).toEqual(rows.filter((row) => row.sample === name));
    }),
  );
});

test('no text makes the reader fail in any way but its own', () => {
  const bits = fc.constantFrom(
    'kepler_pod_watts',
    '{',
    '}',
    '"',
    '\\',
    ',',
    '=',
    ' ',
    '\n',
    '1',
    '#',
    'pod',
    'é',
    '_',
    '\r',
    '# TYPE ',
  );
  fc.assert(
    fc.property(fc.string({ unit: bits, maxLength: 40 }), (noise) => {
      const { report } = read(`kepler_pod_watts 1\n${noise}\nkepler_pod_watts{pod="last"} 2\n`, WANTED);
      expect(report.lines).toBe(2 + noise.split('\n').length);
      expect(report.rows + report.badLines + report.duplicates).toBeGreaterThanOrEqual(2);
    }),
    { numRuns: 2000 },
  );
});
