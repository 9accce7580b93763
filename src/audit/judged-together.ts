/**
 * Several workloads asked about as one. What the place decides is judged once, by what was measured of them; what each is held
 * to, a budget above all, of each: a budget per workload is none of their sum.
 */

import type { Diagnostic } from '../diagnostics.ts';
import type { Grade } from '../evidence.ts';
import { localDay } from '../grid/local-day.ts';
import type { Region } from '../grid/region.ts';
import type { PodPower } from '../kepler/measurement.ts';
import type { Standard } from '../standards/standard.ts';
import { observationOf } from './evaluate.ts';
import { judge, type Rules } from './judge.ts';
import { limitNotesElsewhere } from './limit-notes.ts';
import type { Finding } from './report.ts';
import { type Case, evaluateCase, resized, type ScenarioContext, type Step } from './scenario.ts';
import { scopedStandards } from './scope.ts';
import type { Site } from './site.ts';
import { type Verdict, worseOf, worstOf } from './verdict.ts';
import type { Workload } from './workload.ts';

export interface Together {
  /** Of all; its power is unknown as soon as that of one is. */
  readonly whole: Workload;
  /** Of those that were measured: site checks look at these. */
  readonly measured: Workload;
  readonly each: readonly Workload[];
  /** Whose hours tell whether an intensity is that of the place or of each. */
  readonly pods: readonly PodPower[];
  /** Something is not known that no finding tells, so that nothing complies. */
  readonly isOpen: boolean;
}

/** By what a subject is judged, wherever it is. */
export interface Judging {
  readonly context: ScenarioContext;
  readonly standards: readonly Standard[];
  readonly minEvidence: Grade;
  /** The last moment that is spoken of: limits of its day apply, by the calendar of the place. */
  readonly lastMs: number;
}

export const rulesIn = (
  { timeZone }: Pick<Region, 'timeZone'>,
  { lastMs, minEvidence }: Pick<Judging, 'lastMs' | 'minEvidence'>,
): Rules => ({ asOf: localDay(lastMs, timeZone), minEvidence });

/** Limits replaced, or not, where the day is another than in `from`. */
export function limitsElsewhere(
  places: readonly Region[],
  judging: Judging,
  from: Pick<Site, 'region'>,
): readonly Diagnostic[] {
  const days = places.map((place) => ({ region: place.code, asOf: rulesIn(place, judging).asOf }));
  return limitNotesElsewhere(judging.standards, rulesIn(from.region, judging).asOf, days);
}

export const alone = (workload: Workload, isOpen = false): Together => ({
  whole: workload,
  measured: workload,
  each: [workload],
  pods: workload.pods,
  isOpen,
});

/** What a step makes of the workloads; what it makes of the place stands in its case. */
export function togetherAfter(together: Together, step: Step): Together {
  if (step.kind !== 'right-size' || step.changeRatio === null) return together;
  const { changeRatio } = step;
  const { whole, measured, each } = together;
  return {
    ...together,
    whole: resized(whole, changeRatio),
    measured: resized(measured, changeRatio),
    each: each.map((workload) => resized(workload, changeRatio)),
  };
}

type Place = Omit<Case, 'workload'>;
type Scope = Finding['scope'];

function findingOn(workload: Workload, place: Place, of: [Standard, Scope], judging: Judging): Finding {
  const [standard, scope] = of;
  const evaluation = evaluateCase({ ...place, workload }, judging.context);
  return judge(standard, observationOf(standard, evaluation, scope), rulesIn(place.site.region, judging));
}

const isWorse = (one: Finding, other: Finding): boolean =>
  one.verdict === other.verdict
    ? (one.marginRatio ?? 0) < (other.marginRatio ?? 0)
    : worseOf(one.verdict, other.verdict) === one.verdict;

/** Of the one that does worst, by name. */
function worstFinding(standard: Standard, place: Place, { each }: Together, judging: Judging): Finding {
  let worst: Finding | null = null;
  for (const workload of each) {
    const finding = findingOn(workload, place, [standard, 'workload'], judging);
    const { namespace, name } = workload.name;
    if (worst === null || isWorse(finding, worst))
      worst = { ...finding, reason: `${namespace}/${name}: ${finding.reason}` };
  }
  return worst as Finding;
}

function findingsOf(place: Place, together: Together, judging: Judging): Finding[] {
  const { whole, measured, each, pods } = together;
  const { standards } = judging;
  if (each.length <= 1)
    return standards.map((standard) => findingOn(whole, place, [standard, standard.scope], judging));
  const ofSite = new Set(scopedStandards(standards, pods, place.site).site);
  return standards.map((standard) =>
    ofSite.has(standard)
      ? findingOn(measured, place, [standard, 'site'], judging)
      : worstFinding(standard, place, together, judging),
  );
}

/** One finding of each standard, and the verdict the report of these workloads would have. */
export function judgeTogether(
  place: Place,
  together: Together,
  judging: Judging,
): { readonly findings: readonly Finding[]; readonly verdict: Verdict } {
  const findings = findingsOf(place, together, judging);
  const open: Verdict[] = together.isOpen ? ['INCONCLUSIVE'] : [];
  return { findings, verdict: worstOf([...findings.map(({ verdict }) => verdict), ...open]) };
}
