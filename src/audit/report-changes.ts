/** Two reports, workload by workload: new, gone, better, worse, changed verdict. Unlike measurements are not compared. */

import { refuseMixing } from '../grid/refuse-mixing.ts';
import { boundsOfWorkload, partsApart, type Sensors, sensorsOf } from './measured-parts.ts';
import { type Side, sidesOf } from './report-side.ts';
import type { SavedReport, SavedWorkload } from './saved-report.ts';
import { TIE_RATIO } from './saving.ts';
import { TURNED_WITH_HOURS, turnedWithHours } from './turned-verdict.ts';
import { unreadNodes } from './unread-nodes.ts';
import { type Emitting, GREW_WITH_HOURS, type HoursApart, hoursApart } from './used-hours.ts';
import type { Verdict } from './verdict.ts';

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
  /** Of power × PUE; only where the two are of other hours, and the grid has a part in `changeRatio`. */
  readonly powerChangeRatio?: number | null;
  /** Why figures that are both known do not tell, as "power is of package in the base ..."; absent else. */
  readonly unlike?: string;
}

export function ratioOf(before: number | null, after: number | null): number | null {
  if (before === null || after === null) return null;
  if (before === 0) return after === 0 ? 0 : null;
  return after / before - 1;
}

/** What two sides are compared by. */
interface Comparing {
  readonly toleranceRatio: number;
  readonly sensors: { readonly base: Sensors; readonly head: Sensors };
  readonly areHoursApart: HoursApart;
  /** A node of the base was not read for the head. */
  readonly isPartUnread: boolean;
}

type Trend = 'better' | 'worse' | 'unchanged';

function trendOf(before: number, after: number, toleranceRatio: number): Trend {
  const change = after - before;
  if (Math.abs(change) <= before * toleranceRatio) return 'unchanged';
  return change > 0 ? 'worse' : 'better';
}

/** In other hours growth of power is growth, whatever the grid made of it; emissions that grew without it are not told. */
export function changeKind(
  before: Emitting,
  after: Emitting,
  { toleranceRatio, areHoursApart }: Pick<Comparing, 'toleranceRatio' | 'areHoursApart'>,
): Trend | 'unknown' {
  const trend = (of: keyof Emitting, ratio: number): Trend | null =>
    before[of] === null || after[of] === null ? null : trendOf(before[of], after[of], ratio);
  const emissions = trend('rate', toleranceRatio);
  if (emissions === null) return 'unknown';
  if (!areHoursApart(before, after)) return emissions;
  // Of two windows the same power is the same but for rounding.
  const power = trend('facilityWatts', Math.max(toleranceRatio, TIE_RATIO));
  if (power === 'worse') return 'worse';
  if (emissions === 'worse') return 'unknown';
  return power === emissions ? emissions : 'unchanged';
}

/** A pod is on one node at a time. Of an owner others may run where nobody looked. */
const maybeMore = ({ workload }: Side, { isPartUnread }: Comparing): boolean =>
  isPartUnread && workload.kind !== 'Pod';

/** At least this much after is growth over an exact figure, at least that much before a saving; a bound proves nothing else. */
function isProven(kind: Trend, before: Side, after: Side, comparing: Comparing): boolean {
  const { sensors } = comparing;
  const { isBeforeBound, isAfterBound } = boundsOfWorkload(
    { sensors: sensors.base, measured: before.measured },
    { sensors: sensors.head, measured: after.measured },
  );
  const isBefore = before.isBound || isBeforeBound;
  const isAfter = after.isBound || isAfterBound || maybeMore(after, comparing);
  return (kind === 'better' || !isBefore) && (kind === 'worse' || !isAfter);
}

function kindOf(before: Side | undefined, after: Side | undefined, comparing: Comparing): ChangeKind {
  if (before === undefined) return 'new';
  if (after === undefined) return comparing.isPartUnread ? 'unknown' : 'gone';
  const kind = changeKind(before, after, comparing);
  if (kind !== 'unknown' && !isProven(kind, before, after, comparing)) return 'unknown';
  return kind !== 'worse' && turnedWithHours(before, after, comparing.areHoursApart) ? 'unknown' : kind;
}

function unlikeOf(before: Side | undefined, after: Side | undefined, comparing: Comparing): string | null {
  if (before === undefined || after === undefined) return null;
  const { sensors } = comparing;
  const parts = partsApart(
    { sensors: sensors.base, measured: before.measured },
    { sensors: sensors.head, measured: after.measured },
  );
  if (parts !== null) return parts;
  if (maybeMore(after, comparing)) return 'pods may run on a node that was not read';
  if (before.rate === null || after.rate === null) return null;
  const kind = changeKind(before, after, comparing);
  if (kind === 'unknown') return GREW_WITH_HOURS;
  return isProven(kind, before, after, comparing) ? TURNED_WITH_HOURS : null;
}

/** By the hours or years alone nothing is known to be worse; whoever asks for no verdict on that is told it all the same. */
export const isOfHours = ({ unlike }: { readonly unlike?: string }): boolean =>
  unlike === GREW_WITH_HOURS || unlike === TURNED_WITH_HOURS;

/**
 * Worse beyond the tolerance, or not compliant now and not so before. Verdicts are no scale: an open one is not known to
 * be worse, and NOT_APPLICABLE or WAIVED is no better than COMPLIANT. What the hours alone turned is none of its doing.
 */
function isRegression(
  kind: ChangeKind,
  before: Side | undefined,
  after: Side | undefined,
  { areHoursApart }: Comparing,
): boolean {
  if (after === undefined) return false;
  if (kind === 'worse') return true;
  if (before !== undefined && turnedWithHours(before, after, areHoursApart)) return false;
  return after.verdict === 'NON_COMPLIANT' && before?.verdict !== 'NON_COMPLIANT';
}

function changeOf(before: Side | undefined, after: Side | undefined, comparing: Comparing): WorkloadChange {
  const kind = kindOf(before, after, comparing);
  const side = (after ?? before) as Side;
  const unlike = kind === 'unknown' ? unlikeOf(before, after, comparing) : null;
  return {
    workload: side.workload,
    kind,
    verdictBefore: before?.verdict ?? null,
    verdictAfter: after?.verdict ?? null,
    verdictChanged: before !== undefined && after !== undefined && before.verdict !== after.verdict,
    facilityGco2eqPerHourBefore: before?.rate ?? null,
    facilityGco2eqPerHourAfter: after?.rate ?? null,
    changeRatio: kind === 'unknown' ? null : ratioOf(before?.rate ?? null, after?.rate ?? null),
    isRegression: isRegression(kind, before, after, comparing),
    ...powerChange(before, after, comparing),
    ...(unlike === null ? {} : { unlike }),
  };
}

/** Nothing where the grid has no part in the change of emissions. */
export function powerChange(
  before: Emitting | undefined,
  after: Emitting | undefined,
  { areHoursApart }: Pick<Comparing, 'areHoursApart'>,
): { readonly powerChangeRatio?: number | null } {
  if (before === undefined || after === undefined || !areHoursApart(before, after)) return {};
  return { powerChangeRatio: ratioOf(before.facilityWatts, after.facilityWatts) };
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
  const sensors = { base: sensorsOf(base), head: sensorsOf(head) };
  const comparing = {
    toleranceRatio,
    sensors,
    areHoursApart: hoursApart(base, head),
    isPartUnread: unreadNodes(base, head).length > 0,
  };
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changes = keys.map((key) => changeOf(before.get(key), after.get(key), comparing));
  return changes.sort(
    (a, b) =>
      Number(b.isRegression) - Number(a.isRegression) ||
      Math.abs(b.changeRatio ?? 0) - Math.abs(a.changeRatio ?? 0),
  );
}
