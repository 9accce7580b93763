import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanestChunks, type InterruptibleChoice } from '../../src/audit/interruptible.ts';
import type { WindowQuery } from '../../src/audit/window-query.ts';
import { cleanestWindow } from '../../src/audit/window-search.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { hourly, KNOWN, levelsBetween, meanOrNull, queryOf, randomQuery } from './window-cases.ts';

const found = (query: WindowQuery): InterruptibleChoice => {
  const result = cleanestChunks(query);
  if (result.kind !== 'found') throw new Error(result.message);
  return result;
};

test.each(KNOWN)('known answer: $name', (known) => {
  const query = queryOf(known);
  const choice = found(query);
  expect(choice.meanGco2eqPerKwh).toBeCloseTo(known.chunks.mean, 4);
  expect(choice.chunks.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)).toBe(query.durationMs);
  if (query.durationMs % H !== 0) return;
  expect(choice.chunks).toEqual(
    known.chunks.spans.map(([start, end]) => ({ startMs: Date.parse(start), endMs: Date.parse(end) })),
  );
});

test.each([
  ['after a chosen step', [100, 200, 300], [[0, 1.5]]],
  ['before a chosen step', [300, 200, 100], [[1.5, 3]]],
  [
    'at the start of its step when no neighbour is chosen',
    [200, 900, 100],
    [
      [0, 0.5],
      [2, 3],
    ],
  ],
])('part of a step lies %s', (_, levels, spans) => {
  const choice = found({ series: hourly(levels), earliestMs: 0, deadlineMs: 3 * H, durationMs: 1.5 * H });
  expect(choice.chunks.map(({ startMs, endMs }) => [startMs / H, endMs / H])).toEqual(spans);
  expect([choice.startMs / H, choice.endMs / H]).toEqual([spans[0]?.[0], spans.at(-1)?.[1]]);
});

test('pieces on both sides of a hole make up one run', () => {
  const choice = found({
    series: hourly([300, null, 100]),
    earliestMs: 0,
    deadlineMs: 3 * H,
    durationMs: 2 * H,
  });
  expect(choice.chunks).toHaveLength(2);
  expect(choice).toMatchObject({ meanGco2eqPerKwh: 200, runNowGco2eqPerKwh: null, savingRatio: null });
  expect(choice.warnings.map(({ code }) => code)).toEqual(['SERIES_HAS_HOLES']);
});

test('too little data in all pieces together', () => {
  expect(
    cleanestChunks({
      series: hourly([300, null, 100]),
      earliestMs: 0,
      deadlineMs: 3 * H,
      durationMs: 2.5 * H,
    }),
  ).toMatchObject({
    kind: 'none',
    reason: 'TOO_LITTLE_DATA',
    message:
      'A run of 2.5 h needs more than the 2 h of carbon intensity known before the deadline, so run it at once',
  });
});

test('law: as clean as the cheapest milliseconds, inside the bounds, never over a hole', () => {
  fc.assert(
    fc.property(randomQuery, (query) => {
      const result = cleanestChunks(query);
      const cheapest = cheapestMs(query);
      if (cheapest === null) {
        expect(result.kind).toBe('none');
        return;
      }
      if (result.kind === 'none') throw new Error(result.message);
      expect(result.meanGco2eqPerKwh).toBeCloseTo(cheapest, 6);
      const used = result.chunks.flatMap(({ startMs, endMs }) => levelsBetween(query.series, startMs, endMs));
      expect(used).toHaveLength(query.durationMs);
      expect(meanOrNull(used)).toBeCloseTo(cheapest, 6);
      expect(result.startMs).toBeGreaterThanOrEqual(query.earliestMs);
      expect(result.endMs).toBeLessThanOrEqual(query.deadlineMs);
    }),
    { numRuns: 2000 },
  );
});

test('law: chunks are in order, apart, and never dirtier than one piece', () => {
  fc.assert(
    fc.property(randomQuery, (query) => {
      const [whole, split] = [cleanestWindow(query), cleanestChunks(query)];
      if (split.kind === 'none') {
        expect(whole.kind).toBe('none');
        return;
      }
      for (const [at, chunk] of split.chunks.entries()) {
        expect(chunk.startMs).toBeGreaterThan(split.chunks[at - 1]?.endMs ?? Number.NEGATIVE_INFINITY);
        expect(chunk.endMs).toBeGreaterThan(chunk.startMs);
      }
      if (whole.kind === 'found')
        expect(split.meanGco2eqPerKwh).toBeLessThanOrEqual(whole.meanGco2eqPerKwh + 1e-9);
    }),
    { numRuns: 500 },
  );
});

function cheapestMs({ series, earliestMs, deadlineMs, durationMs }: WindowQuery): number | null {
  const levels = levelsBetween(series, earliestMs, deadlineMs).filter((level) => level !== null);
  if (levels.length < durationMs) return null;
  return meanOrNull(levels.sort((one, other) => one - other).slice(0, durationMs));
}
