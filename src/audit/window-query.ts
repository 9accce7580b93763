/** What a search for a better time is asked, and the answer when there is nothing to search. */

import { AuditError } from '../errors.ts';
import { meanIntensity } from '../grid/mean-intensity.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { MS_PER_HOUR, MS_PER_SECOND } from '../units.ts';
import { type CoveredRun, coveredRuns, cutSegments } from './covered-runs.ts';

export interface WindowQuery {
  readonly series: IntensitySeries;
  /** The run would start now, or here. */
  readonly earliestMs: number;
  /** Latest finish, not latest start. */
  readonly deadlineMs: number;
  readonly durationMs: number;
}

/** No better time could be looked for: the job runs at once, and the message says why. */
export interface NoWindow {
  readonly kind: 'none';
  readonly reason: 'TOO_LITTLE_TIME' | 'TOO_LITTLE_DATA';
  /** One sentence without a full stop. */
  readonly message: string;
  /** gCO2eq/kWh of the run started at `earliestMs`; null where the series has a hole there. */
  readonly runNowGco2eqPerKwh: number | null;
}

/** A stretch of time, half-open: [startMs, endMs). */
export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** The runs to search, or why there are none. `usableMs` says how much of them a run can use. Throws USAGE. */
export function searchable(
  query: WindowQuery,
  usableMs: (runs: CoveredRun[]) => number,
): CoveredRun[] | NoWindow {
  const { series, earliestMs, deadlineMs, durationMs } = query;
  if (!(durationMs > 0)) throw new AuditError('USAGE', `A run of ${durationMs} ms cannot be placed`);
  const allowedMs = deadlineMs - earliestMs;
  if (!(durationMs <= allowedMs))
    return none(query, 'TOO_LITTLE_TIME', `fits in no window of ${timeText(allowedMs)}`);
  const runs = coveredRuns(cutSegments(series.segments, earliestMs, deadlineMs));
  const foundMs = usableMs(runs);
  if (foundMs >= durationMs) return runs;
  return none(
    query,
    'TOO_LITTLE_DATA',
    `needs more than the ${timeText(foundMs)} of carbon intensity known before the deadline`,
  );
}

function none(query: WindowQuery, reason: NoWindow['reason'], predicate: string): NoWindow {
  const message = `A run of ${timeText(query.durationMs)} ${predicate}, so run it at once`;
  return { kind: 'none', reason, message, runNowGco2eqPerKwh: runNowMean(query) };
}

/** Mean of the run started at `earliestMs`, wherever the deadline lies, in gCO2eq/kWh; null if it touches a hole. */
export function runNowMean({ series, earliestMs, durationMs }: WindowQuery): number | null {
  return meanIntensity(series, earliestMs, earliestMs + durationMs);
}

/** "4 h", "1.25 h", "20 min", "45 s", "250 ms": two decimals are enough to recognise a time by. */
export function timeText(ms: number): string {
  const lengthMs = Math.max(0, ms);
  if (lengthMs === 0) return '0 s';
  const [unitMs, unit] = UNITS.find(([least]) => lengthMs >= least) ?? [1, 'ms'];
  return `${Number((lengthMs / unitMs).toFixed(2))} ${unit}`;
}

const UNITS: readonly (readonly [unitMs: number, unit: string])[] = [
  [MS_PER_HOUR, 'h'],
  [60 * MS_PER_SECOND, 'min'],
  [MS_PER_SECOND, 's'],
];
