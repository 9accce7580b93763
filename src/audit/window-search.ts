/** The cleanest time for a run in one piece: exact, on steps of any length, never over a hole. */

import { meanIntensity } from '../grid/mean-intensity.ts';
import { type CoveredRun, roughMean } from './covered-runs.ts';
import { type Saving, savingOf, TIE_RATIO } from './saving.ts';
import { type NoWindow, searchable, type TimeSpan, type WindowQuery } from './window-query.ts';

export interface WindowChoice extends Saving, TimeSpan {
  readonly kind: 'found';
}

/** The start with the lowest mean intensity between earliest and deadline; of equals the earliest. Throws USAGE. */
export function cleanestWindow(query: WindowQuery): WindowChoice | NoWindow {
  const runs = searchable(query, longestMs);
  if (!Array.isArray(runs)) return runs;
  const startMs = cleanestStart(runs, query.durationMs);
  const endMs = startMs + query.durationMs;
  const mean = meanIntensity(query.series, startMs, endMs) as number;
  return { kind: 'found', startMs, endMs, ...savingOf(query, runs, mean) };
}

/** Of those that tie the earliest; some run is long enough. */
function cleanestStart(runs: readonly CoveredRun[], durationMs: number): number {
  let bestMs = 0;
  let least: number | null = null;
  for (const run of runs) {
    for (const startMs of startsIn(run, durationMs)) {
      const rough = roughMean(run, startMs, startMs + durationMs);
      if (least !== null && !(rough < least - TIE_RATIO * Math.abs(least))) continue;
      bestMs = startMs;
      least = rough;
    }
  }
  return bestMs;
}

const longestMs = (runs: readonly CoveredRun[]): number =>
  runs.reduce((longest, run) => Math.max(longest, run.toMs - run.fromMs), 0);

/**
 * The mean of a run of length D started at t is linear in t between edges, so its minimum has its start or its end on one:
 * edges and edges − D are all there is to try. The ends of a run are edges, so earliest and deadline − D are among them.
 */
function startsIn(run: CoveredRun, durationMs: number): number[] {
  const latestMs = run.toMs - durationMs;
  const startsMs = [...run.edgesMs, ...run.edgesMs.map((edgeMs) => edgeMs - durationMs)];
  return startsMs
    .filter((startMs) => startMs >= run.fromMs && startMs <= latestMs)
    .sort((one, other) => one - other);
}
