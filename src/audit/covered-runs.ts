/** The stretches of time a series really covers, ready for means over any part of them. A hole ends a stretch; nothing bridges it. */

import type { Segment } from '../grid/series.ts';

/** One stretch without a hole: step i holds on [edgesMs[i], edgesMs[i + 1]). */
export interface CoveredRun {
  readonly fromMs: number;
  readonly toMs: number;
  readonly edgesMs: readonly number[];
  readonly gco2eqPerKwh: readonly number[];
  /** Integral of the intensity from the start of the run to each edge, in g/kWh × ms. */
  readonly integrals: readonly number[];
}

/** Cuts the steps to [fromMs, toMs); drops what is empty then, and a value that is no number counts as a hole. */
export function cutSegments(segments: readonly Segment[], fromMs: number, toMs: number): Segment[] {
  return segments
    .map((segment) =>
      segment.fromMs >= fromMs && segment.toMs <= toMs ? segment : cut(segment, fromMs, toMs),
    )
    .filter((segment) => segment.fromMs < segment.toMs && Number.isFinite(segment.gco2eqPerKwh));
}

const cut = ({ gco2eqPerKwh, ...span }: Segment, fromMs: number, toMs: number): Segment => ({
  fromMs: Math.max(span.fromMs, fromMs),
  toMs: Math.min(span.toMs, toMs),
  gco2eqPerKwh,
});

/** Joins steps that touch into runs, in time order. */
export function coveredRuns(segments: readonly Segment[]): CoveredRun[] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    const last = groups.at(-1);
    if (last !== undefined && last.at(-1)?.toMs === segment.fromMs) last.push(segment);
    else groups.push([segment]);
  }
  return groups.map(runOf);
}

function runOf(steps: readonly Segment[]): CoveredRun {
  const edgesMs = [steps[0]?.fromMs ?? 0];
  const integrals = [0];
  let integral = 0;
  for (const step of steps) {
    integral += step.gco2eqPerKwh * (step.toMs - step.fromMs);
    edgesMs.push(step.toMs);
    integrals.push(integral);
  }
  const gco2eqPerKwh = steps.map((step) => step.gco2eqPerKwh);
  return { fromMs: edgesMs[0] ?? 0, toMs: edgesMs.at(-1) ?? 0, edgesMs, gco2eqPerKwh, integrals };
}

/**
 * Time-weighted mean over [fromMs, toMs), all of it inside the run, in two look-ups however long it is. A difference of two
 * sums over the whole run: good for finding the least, not for telling it (`meanIntensity`).
 */
export function roughMean(run: CoveredRun, fromMs: number, toMs: number): number {
  return (integralAt(run, toMs) - integralAt(run, fromMs)) / (toMs - fromMs);
}

function integralAt(run: CoveredRun, atMs: number): number {
  const step = stepAt(run.edgesMs, atMs);
  return (run.integrals[step] ?? 0) + (run.gco2eqPerKwh[step] ?? 0) * (atMs - (run.edgesMs[step] ?? 0));
}

/** Binary search for the last edge at or before the time. */
function stepAt(edgesMs: readonly number[], atMs: number): number {
  let low = 0;
  let high = edgesMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edgesMs[middle] ?? Number.POSITIVE_INFINITY) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
