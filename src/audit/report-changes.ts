/** Two reports, workload by workload: new, gone, better, worse, changed verdict. Unlike measurements are not compared. */

import type { Basis, Evidence, Signal } from '../evidence.ts';
import { refuseMixing } from '../grid/refuse-mixing.ts';
import { type Verdict, worstOf } from './verdict.ts';

/** The part of a saved report that is compared. */
export interface SavedWorkload {
  readonly workload: { readonly namespace: string; readonly kind: string; readonly name: string };
  readonly verdict: Verdict;
  readonly powerWatts: number | null;
  readonly emissions: { readonly facilityGco2eqPerHour: number } | null;
  /** Absent in reports of early versions. */
  readonly flags?: readonly string[] | undefined;
}

export interface SavedEvidence extends Pick<Evidence, 'grade' | 'source' | 'year'> {
  readonly basis?: Basis | undefined;
  readonly signal?: Signal | undefined;
}

export interface SavedReport {
  readonly site: {
    readonly region: { readonly code: string };
    readonly intensity: { readonly evidence: SavedEvidence } | null;
  };
  readonly workloads: readonly SavedWorkload[];
}

export type ChangeKind = 'new' | 'gone' | 'better' | 'worse' | 'unchanged' | 'unknown';

export interface WorkloadChange {
  readonly workload: SavedWorkload['workload'];
  readonly kind: ChangeKind;
  readonly verdictBefore: Verdict | null;
  readonly verdictAfter: Verdict | null;
  readonly verdictChanged: boolean;
  readonly facilityGco2eqPerHourBefore: number | null;
  readonly facilityGco2eqPerHourAfter: number | null;
  /** after ÷ before − 1; null where before is 0, or the kind is unknown. Over a lower bound: the change is at least this. */
  readonly changeRatio: number | null;
  readonly isRegression: boolean;
}

/** Identity is a name, never a value. Pods of a node with the same name share one row: their figures are added. */
const keyOf = ({ workload }: SavedWorkload): string =>
  `${workload.namespace}/${workload.kind}/${workload.name}`;

interface Side {
  readonly workload: SavedWorkload['workload'];
  readonly verdict: Verdict;
  readonly rate: number | null;
  /** The rate is at least this: some of the energy was not counted. */
  readonly isBound: boolean;
}

const isLowerBound = ({ flags }: SavedWorkload): boolean => flags?.includes('lower-bound') ?? false;

function merge(side: Side | undefined, row: SavedWorkload): Side {
  const rate = row.emissions?.facilityGco2eqPerHour ?? null;
  const isBound = isLowerBound(row);
  if (side === undefined) return { workload: row.workload, verdict: row.verdict, rate, isBound };
  return {
    workload: side.workload,
    verdict: worstOf([row.verdict, side.verdict]),
    rate: side.rate === null || rate === null ? null : side.rate + rate,
    isBound: side.isBound || isBound,
  };
}

function sidesOf({ workloads }: SavedReport): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const row of workloads) sides.set(keyOf(row), merge(sides.get(keyOf(row)), row));
  return sides;
}

function ratioOf(before: number | null, after: number | null): number | null {
  if (before === null || after === null) return null;
  if (before === 0) return after === 0 ? 0 : null;
  return after / before - 1;
}

/** At least this much after is growth over an exact figure, at least that much before a saving; a bound proves nothing else. */
const isProven = (kind: ChangeKind, before: Side, after: Side): boolean =>
  (kind === 'better' || !before.isBound) && (kind === 'worse' || !after.isBound);

function kindOf(before: Side | undefined, after: Side | undefined, toleranceRatio: number): ChangeKind {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  if (before.rate === null || after.rate === null) return 'unknown';
  const change = after.rate - before.rate;
  const isWithin = Math.abs(change) <= before.rate * toleranceRatio;
  const kind = isWithin ? 'unchanged' : change > 0 ? 'worse' : 'better';
  return isProven(kind, before, after) ? kind : 'unknown';
}

/**
 * Worse beyond the tolerance, or not compliant now and not so before. Verdicts are no scale: an open one is not known to
 * be worse, and NOT_APPLICABLE or WAIVED is no better than COMPLIANT.
 */
function isRegression(kind: ChangeKind, before: Side | undefined, after: Side | undefined): boolean {
  if (after === undefined) return false;
  if (kind === 'worse') return true;
  return after.verdict === 'NON_COMPLIANT' && before?.verdict !== 'NON_COMPLIANT';
}

function changeOf(before: Side | undefined, after: Side | undefined, toleranceRatio: number): WorkloadChange {
  const kind = kindOf(before, after, toleranceRatio);
  const side = (after ?? before) as Side;
  return {
    workload: side.workload,
    kind,
    verdictBefore: before?.verdict ?? null,
    verdictAfter: after?.verdict ?? null,
    verdictChanged: before !== undefined && after !== undefined && before.verdict !== after.verdict,
    facilityGco2eqPerHourBefore: before?.rate ?? null,
    facilityGco2eqPerHourAfter: after?.rate ?? null,
    changeRatio: kind === 'unknown' ? null : ratioOf(before?.rate ?? null, after?.rate ?? null),
    isRegression: isRegression(kind, before, after),
  };
}

/** null where a report states neither: a figure of the operator's own. */
function meaningOf({ site }: SavedReport) {
  if (site.intensity === null) return null;
  const { basis, signal, grade, source, year } = site.intensity.evidence;
  return basis === undefined || signal === undefined
    ? null
    : { basis, signal, evidence: { grade, source, year } };
}

/** Throws MIXED_SIGNALS if the reports rest on unlike intensities. Regressions first, then the larger change. */
export function reportChanges(
  base: SavedReport,
  head: SavedReport,
  toleranceRatio: number,
): readonly WorkloadChange[] {
  const [one, other] = [meaningOf(base), meaningOf(head)];
  if (one !== null && other !== null) refuseMixing(one, other);
  const before = sidesOf(base);
  const after = sidesOf(head);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changes = keys.map((key) => changeOf(before.get(key), after.get(key), toleranceRatio));
  return changes.sort(
    (a, b) =>
      Number(b.isRegression) - Number(a.isRegression) ||
      Math.abs(b.changeRatio ?? 0) - Math.abs(a.changeRatio ?? 0),
  );
}

export interface TotalChange {
  readonly facilityGco2eqPerHourBefore: number | null;
  readonly facilityGco2eqPerHourAfter: number | null;
  readonly changeRatio: number | null;
  readonly isRegression: boolean;
}

/** null as soon as one part is unknown, or where there is no part: a partial sum would look like a saving. */
function totalRate({ workloads }: SavedReport): number | null {
  if (workloads.length === 0) return null;
  let sum = 0;
  for (const { emissions } of workloads) {
    if (emissions === null) return null;
    sum += emissions.facilityGco2eqPerHour;
  }
  return sum;
}

/**
 * All workloads together: a rollout renames every pod, and growth would hide behind "gone" and "new". A sum over a lower
 * bound is one too, so it is unknown, except in the head where even that is too much.
 */
export function totalChange(base: SavedReport, head: SavedReport, toleranceRatio: number): TotalChange {
  const before = base.workloads.some(isLowerBound) ? null : totalRate(base);
  const atLeast = totalRate(head);
  const isRegression = before !== null && atLeast !== null && atLeast > before * (1 + toleranceRatio);
  const after = head.workloads.some(isLowerBound) && !isRegression ? null : atLeast;
  return {
    facilityGco2eqPerHourBefore: before,
    facilityGco2eqPerHourAfter: after,
    changeRatio: ratioOf(before, after),
    isRegression,
  };
}

/** Of one workload or of the whole. */
export const gotWorse = ({ regressions, total }: { regressions: number; total: TotalChange }): boolean =>
  regressions > 0 || total.isRegression;
