import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanIntensity, wholeMean } from '../../src/grid/mean-intensity.ts';
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
  [5, 15, 150],
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
      expect(mean).toBeGreaterThanOrEqual(Math.min(...all.map(([, value]) => value)));
      expect(mean).toBeLessThanOrEqual(Math.max(...all.map(([, value]) => value)));
      expect((left * cut + right * (at - cut)) / at).toBeCloseTo(mean, 8);
    }),
  );
});

test('a constant has itself for a mean over any part of it, and as a whole with its holes', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 300 });
  const level = fc.double({ min: 0, max: 5000, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(lengths, level, share, share, (all, value, one, other) => {
      let at = 0;
      const steps = all.map((length): [number, number, number] => {
        at += length;
        return [at - length, at, value];
      });
      const [from, to] = [at * Math.min(one, other), at * Math.max(one, other)];
      expect(meanIntensity(series(...steps), from, from === to ? at : to)).toBe(from === at ? null : value);
      expect(wholeMean(series(...steps.filter((_, index) => index % 3 !== 1)))).toBe(value);
    }),
  );
});

test('24 hours of 424 have a mean of 424', () => {
  const day = Array.from({ length: 24 }, (_, hour): [number, number, number] => [hour, hour + 1, 424]);
  expect(wholeMean(series(...day))).toBe(424);
});
