/** What a better time gains over starting at once, and whether that is worth the trouble. */

import type { Diagnostic } from '../diagnostics.ts';
import type { CoveredRun } from './covered-runs.ts';
import { coverageWarnings } from './window-coverage.ts';
import { runNowMean, type WindowQuery } from './window-query.ts';

/** Common to a run in one piece and a run in several. */
export interface Saving {
  readonly meanGco2eqPerKwh: number;
  /** Of the same run started at `earliestMs`; null where the series has a hole there. */
  readonly runNowGco2eqPerKwh: number | null;
  /** 1 − best ÷ run now; null where run now cannot be rated. */
  readonly savingRatio: number | null;
  /** False also where the saving is not known. */
  readonly worthMoving: boolean;
  readonly warnings: readonly Diagnostic[];
}

/** Less than this is within the error of a forecast, 5 % at best (as modelled by Wiesner et al., Middleware 2021). */
const WORTH_MOVING_RATIO = 0.05;
/** Two means nearer than this (relative) are a tie: the difference is rounding, not carbon. */
export const TIE_RATIO = 1e-9;

export function savingOf(query: WindowQuery, runs: readonly CoveredRun[], meanGco2eqPerKwh: number): Saving {
  const runNow = runNowMean(query);
  const savingRatio = runNow === null ? null : savedRatio(runNow, meanGco2eqPerKwh);
  return {
    meanGco2eqPerKwh,
    runNowGco2eqPerKwh: runNow,
    savingRatio,
    worthMoving: savingRatio !== null && savingRatio >= WORTH_MOVING_RATIO - TIE_RATIO,
    warnings: coverageWarnings(query, runs),
  };
}

/** Rounding is no saving; of an intensity of zero or less no share can be taken. */
function savedRatio(runNow: number, best: number): number | null {
  if (Math.abs(runNow - best) <= TIE_RATIO * Math.abs(runNow)) return 0;
  return runNow > 0 ? 1 - best / runNow : null;
}
