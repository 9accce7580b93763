import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NoWindow, timeText, type WindowQuery } from '../../src/audit/window-query.ts';
import { cleanestWindow, type WindowChoice } from '../../src/audit/window-search.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { hourly, KNOWN, levelsBetween, meanOrNull, queryOf, randomQuery, seriesOf } from './window-cases.ts';

const found = (query: WindowQuery): WindowChoice => {
  const result = cleanestWindow(query);
  if (result.kind !== 'found') throw new Error(result.message);
  return result;
};

const none = (query: WindowQuery): NoWindow => {
  const result = cleanestWindow(query);
  if (result.kind !== 'none') throw new Error(`found ${result.startMs}`);
  return result;
};

test.each(KNOWN)('known answer: $name', (known) => {
  const query = queryOf(known);
  const choice = found(query);
  expect(choice.startMs).toBe(Date.parse(known.window.start));
  expect(choice.endMs - choice.startMs).toBe(query.durationMs);
  expect(choice.meanGco2eqPerKwh).toBeCloseTo(known.window.mean, 4);
  if (known.runNow === null) expect(choice.runNowGco2eqPerKwh).toBeNull();
  else expect(choice.runNowGco2eqPerKwh).toBeCloseTo(known.runNow, 4);
});

test('a hole where the run would start leaves the saving unknown, not zero', () => {
  const choice = found({
    series: hourly([300, null, 100, 200]),
    earliestMs: 0,
    deadlineMs: 4 * H,
    durationMs: 2 * H,
  });
  expect(choice).toMatchObject({
    startMs: 2 * H,
    runNowGco2eqPerKwh: null,
    savingRatio: null,
    worthMoving: false,
  });
  expect(choice.warnings).toEqual([
    {
      code: 'SERIES_HAS_HOLES',
      level: 'warning',
      message: 'The carbon intensity has 1 hole of 1 h in all; no run was placed over them',
      figures: { holes: 1, missingMs: H },
    },
  ]);
});

test.each([
  [[400, 380], 0.05, true],
  [[400, 381], 0.0475, false],
  [[380, 400], 0, false],
  [[0, 0], 0, false],
  // In floating point this saving is 0.04999999999999993.
  [[100.8, 95.76], 0.05, true],
])('of levels %j the saving is %d, worth moving: %s', (levels, savingRatio, worthMoving) => {
  const choice = found({ series: hourly(levels), earliestMs: 0, deadlineMs: 2 * H, durationMs: H });
  expect(choice.savingRatio).toBeCloseTo(savingRatio, 12);
  expect(choice.worthMoving).toBe(worthMoving);
});

test('a flat day with decimals is a tie: start at once, nothing saved', () => {
  const choice = found({
    series: hourly(Array(24).fill(133.7)),
    earliestMs: 0,
    deadlineMs: 24 * H,
    durationMs: 4 * H,
  });
  expect(choice).toMatchObject({ startMs: 0, savingRatio: 0, worthMoving: false, warnings: [] });
});

test('of an intensity below zero no share is saved', () => {
  const query = { series: hourly([-10, -20]), earliestMs: 0, deadlineMs: 2 * H, durationMs: H };
  expect(found(query)).toMatchObject({ startMs: H, savingRatio: null, worthMoving: false });
});

test('too little time: run at once, rated all the same', () => {
  expect(
    none({ series: hourly([300, 100, 100]), earliestMs: 0, deadlineMs: H, durationMs: 1.5 * H }),
  ).toEqual({
    kind: 'none',
    reason: 'TOO_LITTLE_TIME',
    message: 'A run of 1.5 h fits in no window of 1 h, so run it at once',
    runNowGco2eqPerKwh: expect.closeTo(233.333333, 5),
  });
});

test('a deadline before the earliest start is too little time', () => {
  expect(none({ series: hourly([300]), earliestMs: H, deadlineMs: 0, durationMs: H }).message).toBe(
    'A run of 1 h fits in no window of 0 s, so run it at once',
  );
});

test('too little data: no piece of the series is long enough', () => {
  const query = {
    series: hourly([300, null, 100, null, 90]),
    earliestMs: 0,
    deadlineMs: 5 * H,
    durationMs: 2 * H,
  };
  expect(none(query)).toEqual({
    kind: 'none',
    reason: 'TOO_LITTLE_DATA',
    message:
      'A run of 2 h needs more than the 1 h of carbon intensity known before the deadline, so run it at once',
    runNowGco2eqPerKwh: null,
  });
  expect(none({ ...query, series: seriesOf([]) }).reason).toBe('TOO_LITTLE_DATA');
});

test('a value that is no number is a hole', () => {
  const series = hourly([300, Number.NaN, 100]);
  expect(found({ series, earliestMs: 0, deadlineMs: 3 * H, durationMs: H })).toMatchObject({
    startMs: 2 * H,
    meanGco2eqPerKwh: 100,
  });
  expect(none({ series, earliestMs: 0, deadlineMs: 3 * H, durationMs: 2 * H }).runNowGco2eqPerKwh).toBeNull();
});

test('a series shorter than the time asked for is searched as far as it goes, and says so', () => {
  const firstMs = Date.UTC(2026, 8, 14, 3);
  const query = {
    series: hourly([300, 200], firstMs),
    earliestMs: firstMs - H,
    deadlineMs: firstMs + 24 * H,
    durationMs: H,
  };
  const choice = found(query);
  expect(choice.startMs).toBe(firstMs + H);
  expect(choice.warnings.map(({ code, message }) => [code, message])).toEqual([
    [
      'SERIES_STARTS_LATE',
      'The carbon intensity is known from 2026-09-14T03:00:00Z, 1 h after the earliest start; nothing before was searched',
    ],
    [
      'SERIES_ENDS_EARLY',
      'The carbon intensity is known until 2026-09-14T05:00:00Z, 22 h before the deadline; nothing after was searched',
    ],
  ]);
});

test.each([
  [4 * H, '4 h'],
  [1.25 * H, '1.25 h'],
  [20 * 60_000, '20 min'],
  [45_000, '45 s'],
  [250, '250 ms'],
  [0, '0 s'],
  [-1, '0 s'],
])('%d ms read as %s', (ms, text) => {
  expect(timeText(ms)).toBe(text);
});

test.each([0, -1, Number.NaN])('a duration of %d is refused', (durationMs) => {
  expect(() => cleanestWindow({ series: hourly([1]), earliestMs: 0, deadlineMs: H, durationMs })).toThrow(
    `A run of ${durationMs} ms cannot be placed`,
  );
});

/** Mean by year of Korea's hours in 2024 (lifecycle), as in the bundled profile: midnight first. */
const KOREA_2024 = [
  426.5, 423.5, 422.3, 421.9, 422.5, 423.6, 424.9, 423.8, 418.1, 407.9, 397.4, 389.5, 385.8, 390.9, 397.9,
  407, 418.5, 427.7, 434, 435.7, 434.9, 432.9, 432.4, 431.3,
];

test('Korea is cleanest at noon, 10 to 14, not at night', () => {
  const query = { series: hourly(KOREA_2024), earliestMs: 0, deadlineMs: 24 * H, durationMs: 4 * H };
  const choice = found(query);
  expect([choice.startMs, choice.endMs]).toEqual([10 * H, 14 * H]);
  expect(choice.meanGco2eqPerKwh).toBeCloseTo(390.9, 1);
  expect(found({ ...query, earliestMs: 2 * H }).runNowGco2eqPerKwh).toBeCloseTo(422.6, 1);
});

test('law: no start at all is better, and none as good is earlier', () => {
  fc.assert(
    fc.property(randomQuery, (query) => {
      const result = cleanestWindow(query);
      const best = bruteForce(query);
      if (best === null) expect(result.kind).toBe('none');
      else
        expect(result).toMatchObject({
          startMs: best.startMs,
          meanGco2eqPerKwh: expect.closeTo(best.mean, 6),
        });
    }),
    { numRuns: 2000 },
  );
});

test('law: the run stays inside its bounds, and moving never costs', () => {
  fc.assert(
    fc.property(randomQuery, (query) => {
      const result = cleanestWindow(query);
      const { earliestMs, deadlineMs, durationMs, series } = query;
      expect(result.runNowGco2eqPerKwh).toEqual(
        expectedOrNull(meanOrNull(levelsBetween(series, earliestMs, earliestMs + durationMs))),
      );
      if (result.kind === 'none') return;
      expect(result.startMs).toBeGreaterThanOrEqual(earliestMs);
      expect(result.endMs).toBeLessThanOrEqual(deadlineMs);
      expect(result.savingRatio ?? 0).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

const expectedOrNull = (mean: number | null): unknown => (mean === null ? null : expect.closeTo(mean, 6));

/** Every whole millisecond; with whole edges and a whole duration the optimum is at one. */
function bruteForce({
  series,
  earliestMs,
  deadlineMs,
  durationMs,
}: WindowQuery): { startMs: number; mean: number } | null {
  let best: { startMs: number; mean: number } | null = null;
  for (let startMs = earliestMs; startMs + durationMs <= deadlineMs; startMs += 1) {
    const mean = meanOrNull(levelsBetween(series, startMs, startMs + durationMs));
    if (mean !== null && (best === null || mean < best.mean)) best = { startMs, mean };
  }
  return best;
}
