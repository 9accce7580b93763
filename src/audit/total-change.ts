/** Two reports as a whole: a rollout renames every pod, and growth would hide behind "gone" and "new". */

import { boundsOfWhole, sensorsOf } from './measured-parts.ts';
import { changeKind, powerChange, ratioOf } from './report-changes.ts';
import { sidesOf, type Whole, wholeOf } from './report-side.ts';
import type { SavedReport } from './saved-report.ts';
import { unreadNodes } from './unread-nodes.ts';
import { GREW_WITH_HOURS, hoursApart } from './used-hours.ts';

export interface TotalChange {
  readonly facilityGco2eqPerHourBefore: number | null;
  readonly facilityGco2eqPerHourAfter: number | null;
  readonly changeRatio: number | null;
  readonly isRegression: boolean;
  /** As of a workload. */
  readonly powerChangeRatio?: number | null;
  readonly unlike?: string;
}

function boundsOf(base: SavedReport, head: SavedReport, before: Whole, after: Whole) {
  const bounds = boundsOfWhole(
    { sensors: sensorsOf(base), measured: before.measured },
    { sensors: sensorsOf(head), measured: after.measured },
  );
  return {
    isBeforeBound: before.isBound || bounds.isBeforeBound,
    isAfterBound: after.isBound || bounds.isAfterBound || unreadNodes(base, head).length > 0,
  };
}

/** A sum over a lower bound, or without a node, is unknown, except in the head where even that is too much. */
export function totalChange(base: SavedReport, head: SavedReport, toleranceRatio: number): TotalChange {
  const [one, other] = [wholeOf(sidesOf(base).values()), wholeOf(sidesOf(head).values())];
  const { isBeforeBound, isAfterBound } = boundsOf(base, head, one, other);
  const comparing = { toleranceRatio, areHoursApart: hoursApart(base, head) };
  const kind = changeKind(one, other, comparing);
  const before = isBeforeBound ? null : one.rate;
  const isRegression = before !== null && kind === 'worse';
  const after = isAfterBound && !isRegression ? null : other.rate;
  const areKnown = before !== null && after !== null;
  return {
    facilityGco2eqPerHourBefore: before,
    facilityGco2eqPerHourAfter: after,
    changeRatio: ratioOf(before, after),
    isRegression,
    ...(areKnown ? powerChange(one, other, comparing) : {}),
    ...(areKnown && kind === 'unknown' ? { unlike: GREW_WITH_HOURS } : {}),
  };
}

/** Of one workload or of the whole. */
export const gotWorse = ({ regressions, total }: { regressions: number; total: TotalChange }): boolean =>
  regressions > 0 || total.isRegression;
