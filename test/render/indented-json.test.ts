import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentedJson } from '../../src/render/indented-json.ts';
import { hostileTexts } from './sample.ts';

const pieces = (value: unknown, few?: number) => [...indentedJson(value, few)];

/** Any JSON, with texts that look like its own layout, undefined fields and keys that are sorted before others. */
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, '', '\n  ', '],\n[', '{}'),
    hostileTexts(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostileTexts(), fc.constantFrom('1', '0', 'toJSON')), tie('value'), {
      maxKeys: 4,
    }),
    fc.record({ a: tie('value'), b: fc.constant(undefined) }),
  ),
}));

test('law: the pieces are what JSON.stringify gives with two spaces', () => {
  fc.assert(
    fc.property(json, fc.nat(2), (value, few) => {
      expect(pieces(value, few).join('')).toBe(JSON.stringify(value, null, 2));
    }),
    { numRuns: 1000 },
  );
});

test.each([[{}], [{ a: [] }], [{ a: {} }], [{ a: undefined }], [{ a: [[]] }], [[]], [null], ['a'], [0]])(
  'what is empty or no object: %j',
  (value) => {
    expect(pieces(value, 0).join('')).toBe(JSON.stringify(value, null, 2));
  },
);

test('the workloads of a node are one piece, those of a cluster are many', () => {
  const reportOf = (workloads: number) => ({ workloads: Array.from({ length: workloads }, () => ({})) });
  expect([256, 257].map((workloads) => pieces(reportOf(workloads)).length > 257)).toEqual([false, true]);
});

test('words in another script do not widen what is said of workloads', () => {
  const workloads = Array.from({ length: 256 }, (_, at) => ({ name: `workload ${at}` }));
  const told = pieces({ workloads, standards: ['한국'] });
  expect(told.map((piece) => [piece.length > 1000, /^[ -~\n]*$/.test(piece)])).toEqual([
    [false, true],
    [true, true],
    [false, false],
  ]);
});

test('of a list no piece holds more than an item', () => {
  const items = Array.from({ length: 1000 }, (_, at) => ({ name: `workload ${at}` }));
  expect(Math.max(...pieces({ items, others: items }).map(({ length }) => length))).toBeLessThan(60);
});
