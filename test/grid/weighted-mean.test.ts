import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WeightedMean } from '../../src/grid/weighted-mean.ts';

type Part = readonly [value: number, weight: number];

function meanOf(parts: readonly Part[], scaledTo?: number): number | null {
  const mean = new WeightedMean();
  for (const [value, weight] of parts) mean.add(value, weight);
  return mean.value(scaledTo);
}

const values = fc.double({ min: 0, max: 5000, noNaN: true });
const weights = fc.double({ min: Number.MIN_VALUE, max: 1e12, noNaN: true });
const parts = fc.array(fc.tuple(values, weights), { minLength: 1, maxLength: 60 });
const onceIn = (times: number) => fc.option(values, { freq: times, nil: undefined });

test('law: a mean lies between the least and the greatest of its parts, to the last digit', () => {
  fc.assert(
    fc.property(parts, onceIn(2), (given, scaledTo) => {
      const mean = meanOf(given, scaledTo) as number;
      expect(mean).toBeGreaterThanOrEqual(Math.min(...given.map(([value]) => value)));
      expect(mean).toBeLessThanOrEqual(Math.max(...given.map(([value]) => value)));
    }),
  );
});

test('law: the mean of a constant is that constant, whatever the weights', () => {
  fc.assert(
    fc.property(values, fc.array(weights, { minLength: 1, maxLength: 60 }), (value, given) => {
      expect(
        meanOf(
          given.map((weight) => [value, weight]),
          value * (1 + 1e-13),
        ),
      ).toBe(value);
    }),
  );
});

test('law: what is as far above a limit as below it is at the limit', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 3600 })), {
    minLength: 1,
    maxLength: 100,
  });
  fc.assert(
    fc.property(pairs, (given) => {
      const both = given.flatMap(([tenths, seconds]): Part[] => [
        [(4240 - tenths) / 10, seconds],
        [(4240 + tenths) / 10, seconds],
      ]);
      expect(meanOf(both)).toBe(424);
    }),
  );
});

test('law: tenths of grams over hours have the mean that whole numbers give', () => {
  const tenths = fc.array(fc.tuple(fc.integer({ min: 0, max: 12_000 }), fc.integer({ min: 1, max: 3600 })), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(tenths, (given) => {
      const sum = given.reduce((total, [tenth, seconds]) => total + tenth * seconds, 0);
      const weight = given.reduce((total, [, seconds]) => total + seconds, 0);
      const mean = meanOf(given.map(([tenth, seconds]) => [tenth / 10, seconds * 1000])) as number;
      expect(Math.abs(mean - sum / weight / 10)).toBeLessThanOrEqual(1e-12 * mean);
    }),
  );
});

test.each<[string, readonly Part[], number | undefined, number | null]>([
  ['no part', [], undefined, null],
  ['only parts without weight', [[7, 0]], 7, null],
  [
    'a part without weight',
    [
      [7, 0],
      [8, 1],
    ],
    undefined,
    8,
  ],
  [
    'parts as far above as below',
    [
      [423.9, 3600],
      [424.1, 3600],
    ],
    undefined,
    424,
  ],
  [
    'rounding beside the average they were scaled to',
    [
      [400, 1],
      [446.0000000001, 1],
    ],
    423,
    423,
  ],
  [
    'more than rounding beside it',
    [
      [400, 1],
      [446.00000001, 1],
    ],
    423,
    423.000000005,
  ],
  [
    'all of them beside it',
    [
      [423.0000000001, 1],
      [423.0000000002, 1],
    ],
    423,
    423.0000000001,
  ],
])('%s', (_, given, scaledTo, mean) => {
  expect(meanOf(given, scaledTo)).toBe(mean);
});
