import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitColumns, GAP } from '../../src/render/column-fit.ts';
import type { Column } from '../../src/view.ts';

const COLUMNS: readonly Column[] = [
  { title: 'name', shrink: true },
  { title: 'verdict' },
  { title: 'evidence', optional: 1 },
  { title: 'source', optional: 2 },
];
const WIDTHS = [30, 13, 9, 11];

test.each([
  ['a pipe', null, [30, 13, 9, 11]],
  ['just wide enough', 69, [30, 13, 9, 11]],
  ['the highest number goes first', 68, [30, 13, 9]],
  ['then the next', 50, [30, 13]],
  ['then names shrink', 40, [25, 13]],
  ['but keep eight columns, whatever happens', 10, [8, 13]],
])('%s', (_, available, widths) => {
  expect(fitColumns(COLUMNS, WIDTHS, available).map(({ width }) => width)).toEqual(widths);
});

test('the widest of two names gives first', () => {
  const two = [
    { title: 'a', shrink: true },
    { title: 'b', shrink: true },
  ];
  expect(fitColumns(two, [30, 12], 26).map(({ width }) => width)).toEqual([12, 12]);
});

test('a title is never shortened', () => {
  expect(fitColumns([{ title: 'longest title', shrink: true }], [30], 5)).toEqual([{ index: 0, width: 13 }]);
});

test('fits whenever the columns that must stay do, and keeps the order', () => {
  const column = fc.record(
    { title: fc.constant('t'), optional: fc.integer({ min: 1, max: 3 }), shrink: fc.boolean() },
    { requiredKeys: ['title'] },
  );
  const sized = fc.array(fc.tuple(column, fc.integer({ min: 1, max: 50 })), { maxLength: 8 });
  fc.assert(
    fc.property(sized, fc.integer({ min: 1, max: 200 }), (table, available) => {
      const fitted = fitColumns(
        table.map(([c]) => c),
        table.map(([, width]) => width),
        available,
      );
      const floor = table
        .filter(([c]) => c.optional === undefined)
        .map(([c, width]) => (c.shrink ? Math.min(width, 8) : width));
      const total = (widths: readonly number[]) =>
        widths.reduce((sum, width) => sum + width, GAP * Math.max(0, widths.length - 1));
      expect(total(fitted.map(({ width }) => width))).toBeLessThanOrEqual(Math.max(available, total(floor)));
      expect(fitted.map(({ index }) => index)).toEqual(
        fitted.map(({ index }) => index).toSorted((a, b) => a - b),
      );
    }),
  );
});
