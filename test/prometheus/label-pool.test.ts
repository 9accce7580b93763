import { expect, test } from 'vitest';
import { EMPTY, LabelPool } from '../../src/prometheus/label-pool.ts';
import { SeriesSet } from '../../src/prometheus/series-set.ts';

test('equal values have one id and unequal ones two, also when the table has grown', () => {
  const pool = new LabelPool();
  const values = Array.from({ length: 20_000 }, (_, i) => `pod-${i}-ü`);
  const ids = values.map((value) => pool.idOfText(value));
  expect(new Set(ids).size).toBe(values.length);
  expect(values.map((value) => pool.idOfText(value))).toEqual(ids);
  expect(ids.map((id) => pool.textOf(id))).toEqual(values);
});

test('the empty value is known from the start', () => {
  const pool = new LabelPool();
  expect(pool.idOfText('')).toBe(EMPTY);
  expect(pool.textOf(EMPTY)).toBe('');
});

test('series are told apart exactly, by sample, by column and by every value', () => {
  const set = new SeriesSet();
  const rows: [number, number[]][] = [];
  for (let a = 0; a < 40; a++)
    for (let b = 0; b < 40; b++) for (let sample = 0; sample < 8; sample++) rows.push([sample, [a, b]]);
  const add = ([sample, values]: [number, number[]]) => set.add(sample, Int32Array.from(values));
  expect(rows.map(add).every((isNew) => isNew)).toBe(true);
  expect(rows.map(add).some((isNew) => isNew)).toBe(false);
});

test('an empty value at the end is the same as no such column, in the middle it is not', () => {
  const set = new SeriesSet();
  expect(set.add(0, Int32Array.of(1))).toBe(true);
  expect(set.add(0, Int32Array.of(1, EMPTY))).toBe(false);
  expect(set.add(0, Int32Array.of(EMPTY, 1))).toBe(true);
});
