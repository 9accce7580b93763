/** The cleanest time for a run that may pause at no cost: the cheapest steps until the work is done. */

import type { Segment } from '../grid/series.ts';
import { WeightedMean } from '../grid/weighted-mean.ts';
import type { CoveredRun } from './covered-runs.ts';
import { cutSegments } from './covered-runs.ts';
import { type Saving, savingOf } from './saving.ts';
import { type NoWindow, searchable, type TimeSpan, type WindowQuery } from './window-query.ts';

export interface InterruptibleChoice extends Saving, TimeSpan {
  readonly kind: 'found';
  /** In time order, never touching one another; their lengths add up to the duration. */
  readonly chunks: readonly TimeSpan[];
}

/** Optimal where a restart costs nothing. Of equally clean steps the earlier is used. Throws USAGE. */
export function cleanestChunks(query: WindowQuery): InterruptibleChoice | NoWindow {
  const runs = searchable(query, totalMs);
  if (!Array.isArray(runs)) return runs;
  const pieces = cheapestPieces(
    cutSegments(query.series.segments, query.earliestMs, query.deadlineMs),
    query.durationMs,
  );
  const mean = meanOf(pieces, query.series.scaledTo);
  const chunks = merged(pieces);
  const startMs = chunks[0]?.startMs ?? query.earliestMs;
  const endMs = chunks.at(-1)?.endMs ?? startMs;
  return { kind: 'found', startMs, endMs, chunks, ...savingOf(query, runs, mean) };
}

const totalMs = (runs: readonly CoveredRun[]): number =>
  runs.reduce((sum, run) => sum + run.toMs - run.fromMs, 0);

function cheapestPieces(steps: readonly Segment[], durationMs: number): Segment[] {
  // The steps come in time order and sorting is stable, so of equals the earlier stays first.
  const cheapestFirst = [...steps].sort((one, other) => one.gco2eqPerKwh - other.gco2eqPerKwh);
  const chosen: Segment[] = [];
  let leftMs = durationMs;
  for (const step of cheapestFirst) {
    if (leftMs <= 0) break;
    const lengthMs = step.toMs - step.fromMs;
    chosen.push(lengthMs <= leftMs ? step : pieceOf(step, leftMs, chosen));
    leftMs -= lengthMs;
  }
  return chosen.sort((one, other) => one.fromMs - other.fromMs);
}

/** A part of a step costs the same wherever it lies in it, so it is laid against a chosen neighbour: one pause less. */
function pieceOf(step: Segment, lengthMs: number, chosen: readonly Segment[]): Segment {
  const precedesOne = chosen.some((other) => other.fromMs === step.toMs);
  if (precedesOne) return { ...step, fromMs: step.toMs - lengthMs };
  return { ...step, toMs: step.fromMs + lengthMs };
}

function merged(pieces: readonly Segment[]): TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (const { fromMs, toMs } of pieces) {
    const last = spans.at(-1);
    if (last?.endMs === fromMs) spans[spans.length - 1] = { startMs: last.startMs, endMs: toMs };
    else spans.push({ startMs: fromMs, endMs: toMs });
  }
  return spans;
}

function meanOf(pieces: readonly Segment[], scaledTo: number | undefined): number {
  const mean = new WeightedMean();
  for (const { fromMs, toMs, gco2eqPerKwh } of pieces) mean.add(gco2eqPerKwh, toMs - fromMs);
  return mean.value(scaledTo) as number;
}
