import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayCell, dayCells } from '../../src/audit/day-cells.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { hourly } from './window-cases.ts';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);
const hoursOf = (cells: readonly DayCell[]): number[] => cells.map(({ hour }) => hour);

test('a day in Seoul from six in the evening, the window marked', () => {
  const fromMs = Date.parse('2026-04-20T18:00:00+09:00');
  const cells = dayCells({
    series: hourly(range(24), fromMs),
    fromMs,
    timeZone: 'Asia/Seoul',
    windows: [{ startMs: fromMs + 16 * H, endMs: fromMs + 20 * H }],
  });
  expect(hoursOf(cells)).toEqual(range(24).map((cell) => (18 + cell) % 24));
  expect(cells.map(({ level }) => level)).toEqual(range(24).map((cell) => cell / 23));
  expect(cells.filter(({ marked }) => marked).map(({ hour }) => hour)).toEqual([10, 11, 12, 13]);
});

test('a day begun within an hour: the cell is that hour, rated by what is left of it', () => {
  const hourMs = Date.parse('2026-04-20T18:00:00+09:00');
  const fromMs = hourMs + H / 2;
  const query = { timeZone: 'Asia/Seoul', windows: [{ startMs: fromMs, endMs: fromMs + 1 }] };
  const cells = dayCells({ ...query, series: hourly(range(25), fromMs), fromMs });
  expect(cells[0]).toEqual({ hour: 18, level: 0, marked: true });
  expect(cells[1]).toEqual({ hour: 19, level: 0.5 / 22.5, marked: false });
  expect(cells).toHaveLength(24);
});

test('hours of a zone off by half an hour begin on its own hours', () => {
  const fromMs = Date.parse('2026-04-20T10:10:00+05:30');
  const windows = [
    { startMs: Date.parse('2026-04-20T11:00:00+05:30'), endMs: Date.parse('2026-04-20T12:00:00+05:30') },
  ];
  const cells = dayCells({ series: hourly([]), fromMs, timeZone: 'Asia/Kolkata', windows });
  expect(hoursOf(cells).slice(0, 3)).toEqual([10, 11, 12]);
  expect(cells.map(({ marked }) => marked).indexOf(true)).toBe(1);
  expect(cells.filter(({ marked }) => marked)).toHaveLength(1);
});

test.each([
  ['of 23 hours', '2026-03-29T00:00:00+01:00', [0, 1, 3, 4, 5], 0],
  ['of 25 hours', '2026-10-25T00:00:00+02:00', [0, 1, 2, 2, 3], 22],
])('a day %s still has 24 cells of elapsed time', (_, from, first, last) => {
  const cells = dayCells({
    series: hourly([]),
    fromMs: Date.parse(from),
    timeZone: 'Europe/Berlin',
    windows: [],
  });
  expect(hoursOf(cells).slice(0, 5)).toEqual(first);
  expect(hoursOf(cells).at(-1)).toBe(last);
  expect(cells).toHaveLength(24);
});

test('a cell not fully covered has no level, and a flat day is one half', () => {
  const series = hourly([400, null, 400, 400]);
  const cells = dayCells({ series, fromMs: 0, timeZone: 'UTC', windows: [] });
  expect(cells.map(({ level }) => level)).toEqual([0.5, null, 0.5, 0.5, ...Array(20).fill(null)]);
});

test('a window of minutes is marked, and one that ends where a cell begins does not mark it', () => {
  const windows = [
    { startMs: 2.5 * H, endMs: 2.6 * H },
    { startMs: 4 * H, endMs: 5 * H },
  ];
  const cells = dayCells({ series: hourly([]), fromMs: 0, timeZone: 'UTC', windows });
  expect(cells.flatMap(({ marked, hour }) => (marked ? [hour] : []))).toEqual([2, 4]);
});

test('law: 24 cells, levels from 0 to 1 with both ends used', () => {
  const level = fc.option(fc.integer({ min: 0, max: 900 }));
  fc.assert(
    fc.property(fc.array(level, { maxLength: 30 }), fc.integer({ min: 0, max: H }), (levels, fromMs) => {
      const cells = dayCells({ series: hourly(levels), fromMs, timeZone: 'UTC', windows: [] });
      const known = cells.flatMap((cell) => (cell.level === null ? [] : [cell.level]));
      expect(cells).toHaveLength(24);
      for (const value of known) expect(value >= 0 && value <= 1).toBe(true);
      if (new Set(known).size > 1) expect([Math.min(...known), Math.max(...known)]).toEqual([0, 1]);
    }),
  );
});
