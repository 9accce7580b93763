/** Says which part of the time asked for was not searched, because the series does not cover it. */

import type { Diagnostic } from '../diagnostics.ts';
import type { CoveredRun } from './covered-runs.ts';
import { timeText, type WindowQuery } from './window-query.ts';

/** One diagnostic a fact, none when the runs cover the whole of [earliest, deadline). */
export function coverageWarnings(query: WindowQuery, runs: readonly CoveredRun[]): Diagnostic[] {
  const firstMs = runs[0]?.fromMs ?? query.deadlineMs;
  const lastMs = runs.at(-1)?.toMs ?? query.earliestMs;
  const coveredMs = runs.reduce((sum, run) => sum + run.toMs - run.fromMs, 0);
  return [
    ...startsLate(query.earliestMs, firstMs),
    ...hasHoles(runs.length - 1, lastMs - firstMs - coveredMs),
    ...endsEarly(lastMs, query.deadlineMs),
  ];
}

function startsLate(earliestMs: number, firstMs: number): Diagnostic[] {
  if (firstMs <= earliestMs) return [];
  const message = `The carbon intensity is known from ${utc(firstMs)}, ${timeText(firstMs - earliestMs)} after the earliest start; nothing before was searched`;
  return [
    { code: 'SERIES_STARTS_LATE', level: 'warning', message, figures: { missingMs: firstMs - earliestMs } },
  ];
}

function hasHoles(holes: number, missingMs: number): Diagnostic[] {
  if (holes <= 0) return [];
  const message = `The carbon intensity has ${holes} ${holes === 1 ? 'hole' : 'holes'} of ${timeText(missingMs)} in all; no run was placed over them`;
  return [{ code: 'SERIES_HAS_HOLES', level: 'warning', message, figures: { holes, missingMs } }];
}

function endsEarly(lastMs: number, deadlineMs: number): Diagnostic[] {
  if (lastMs >= deadlineMs) return [];
  const message = `The carbon intensity is known until ${utc(lastMs)}, ${timeText(deadlineMs - lastMs)} before the deadline; nothing after was searched`;
  return [
    { code: 'SERIES_ENDS_EARLY', level: 'warning', message, figures: { missingMs: deadlineMs - lastMs } },
  ];
}

const utc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
