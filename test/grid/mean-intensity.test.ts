import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanIntensity } from '../../src/grid/mean-intensity.ts';
import type { IntensitySeries } from '../../src/grid/series.ts';

const series = (...segments: [number, number, number][]): IntensitySeries => ({
  segments: segments.map(([fromMs, toMs, gco2eqPerKwh]) => ({ fromMs, toMs, gco2eqPerKwh })),
  signal: 'average',
  basis: 'lifecycle',
  evidence: { grade: 'declared', source: 'test', year: null },
});
const HOLED = series([0, 10, 100], [10, 40, 200], [50, 60, 400]);

test.each([
  [0, 10, 100],
  [0, 40, 175],
  [5, 20, (5 * 100 + 10 * 200) / 15],
  [50, 60, 400],
  [20, 20, 200],
  [0, 41, null], // reaches into the hole
  [45, 55, null], // begins in the hole
  [45, 45, null],
  [-1, 5, null], // before the first
  [55, 61, null], // after the last
  [60, 60, null],
  [10, 0, null], // ends before it begins
])('[%i, %i) → %f', (fromMs, toMs, mean) => {
  expect(meanIntensity(HOLED, fromMs, toMs)).toBe(mean);
});

test('an empty series has no mean', () => {
  expect(meanIntensity(series(), 0, 1)).toBeNull();
});

test('a mean lies between the lowest and the highest value, and halves join to the whole', () => {
  const values = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 900 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(values, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (all, share) => {
      let at = 0;
      const whole = series(
        ...all.map(([length, value]): [number, number, number] => {
          at += length;
          return [at - length, at, value];
        }),
      );
      const cut = at * share;
      const mean = meanIntensity(whole, 0, at) as number;
      const left = meanIntensity(whole, 0, cut) as number;
      const right = meanIntensity(whole, cut, at) as number;
      expect(mean).toBeGreaterThanOrEqual(Math.min(...all.map(([, value]) => value)) - 1e-9);
      expect(mean).toBeLessThanOrEqual(Math.max(...all.map(([, value]) => value)) + 1e-9);
      expect((left * cut + right * (at - cut)) / at).toBeCloseTo(mean, 9);
    }),
  );
});
