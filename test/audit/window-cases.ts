/** Series for the window tests: the known answers of the fixture, small tables, and random ones with holes. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { WindowQuery } from '../../src/audit/window-query.ts';
import type { IntensitySeries, Segment } from '../../src/grid/series.ts';
import { MS_PER_HOUR } from '../../src/units.ts';

interface Case {
  readonly name: string;
  readonly steps: readonly (readonly [from: string, to: string, gco2eqPerKwh: number | null])[];
  readonly earliest: string;
  readonly deadline: string;
  readonly durationMinutes: number;
  readonly runNow: number | null;
  readonly window: { readonly start: string; readonly mean: number };
  readonly chunks: { readonly mean: number; readonly spans: readonly (readonly [string, string])[] };
}

export const KNOWN: readonly Case[] = JSON.parse(
  readFileSync(new URL('../../fixtures/window-selection.json', import.meta.url), 'utf8'),
).cases;

export function seriesOf(segments: readonly Segment[]): IntensitySeries {
  const evidence = { grade: 'estimated', source: 'a test', year: 2026 } as const;
  return { segments, signal: 'average', basis: 'lifecycle', evidence };
}

/** Steps of one hour from time 0; null is a hole. */
export function hourly(levels: readonly (number | null)[], firstMs = 0): IntensitySeries {
  return seriesOf(
    levels.flatMap((level, hour) => {
      const fromMs = firstMs + hour * MS_PER_HOUR;
      return level === null ? [] : [{ fromMs, toMs: fromMs + MS_PER_HOUR, gco2eqPerKwh: level }];
    }),
  );
}

export function queryOf(known: Case): WindowQuery {
  const segments = known.steps.flatMap(([from, to, level]) =>
    level === null ? [] : [{ fromMs: Date.parse(from), toMs: Date.parse(to), gco2eqPerKwh: level }],
  );
  return {
    series: seriesOf(segments),
    earliestMs: Date.parse(known.earliest),
    deadlineMs: Date.parse(known.deadline),
    durationMs: known.durationMinutes * 60_000,
  };
}

/** Uneven steps on whole milliseconds, one in six a hole, so small that every start can be tried. */
export const randomQuery: fc.Arbitrary<WindowQuery> = fc
  .record({
    steps: fc.array(
      fc.record({
        lengthMs: fc.integer({ min: 1, max: 7 }),
        level: fc.option(fc.integer({ min: 0, max: 600 }), { freq: 5 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    earliestMs: fc.integer({ min: -2, max: 12 }),
    allowedMs: fc.integer({ min: 0, max: 50 }),
    durationMs: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ steps, earliestMs, allowedMs, durationMs }) => ({
    series: seriesOf(segmentsOf(steps)),
    earliestMs,
    deadlineMs: earliestMs + allowedMs,
    durationMs,
  }));

function segmentsOf(steps: readonly { lengthMs: number; level: number | null }[]): Segment[] {
  let fromMs = 0;
  const segments: Segment[] = [];
  for (const { lengthMs, level } of steps) {
    if (level !== null) segments.push({ fromMs, toMs: fromMs + lengthMs, gco2eqPerKwh: level });
    fromMs += lengthMs;
  }
  return segments;
}

/** The intensity of each millisecond, for brute force; null in a hole. */
function levelAt(series: IntensitySeries, atMs: number): number | null {
  return series.segments.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.gco2eqPerKwh ?? null;
}

export function levelsBetween(series: IntensitySeries, fromMs: number, toMs: number): (number | null)[] {
  return Array.from({ length: Math.max(0, toMs - fromMs) }, (_, at) => levelAt(series, fromMs + at));
}

export function meanOrNull(levels: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const level of levels) {
    if (level === null) return null;
    sum += level;
  }
  return sum / levels.length;
}
