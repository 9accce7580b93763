/** Judges the selected workloads of a measurement, and says what the judgement rests on. Pure. */

import type { Measurement, PodPower } from '../kepler/measurement.ts';
import type { Standard } from '../standards/standard.ts';
import { kwhOfJoules } from '../units.ts';
import { type Advisor, optionsFor } from './advice.ts';
import type { Catalogue } from './catalogue.ts';
import { type Evaluation, evaluate, observationOf } from './evaluate.ts';
import { type GateOptions, gate } from './gate.ts';
import { shareIdle } from './idle.ts';
import { judge, type Rules } from './judge.ts';
import { nodeSummaries } from './reconcile.ts';
import type { Assessment, Coverage, Finding, SiteReport, SourceNote, WorkloadAssessment } from './report.ts';
import { type ScopedStandards, scopedStandards } from './scope.ts';
import { type NotFound, type Selection, select } from './select.ts';
import type { Site } from './site.ts';
import { standardNotes } from './standard-notes.ts';
import { totalsOf } from './totals.ts';
import { worstOf } from './verdict.ts';
import { type GroupBy, type Workload, workloadOf, workloadsOf } from './workload.ts';

export interface AuditInput {
  readonly measurement: Measurement;
  readonly site: Site;
  readonly standards: readonly Standard[];
  readonly selection: Selection;
  readonly groupBy: GroupBy;
  readonly idle: 'none' | 'share';
  readonly gate: GateOptions;
  /** Part of the discovered endpoints that must have answered, 0–1. */
  readonly minCoverageRatio: number;
  readonly missing: Coverage['missing'];
  readonly sources: readonly SourceNote[];
  readonly catalogue: Catalogue;
  readonly nowMs: number;
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Power nobody measured is a finding of its own, so that no other check can make the workload look compliant. */
function evidenceFindings(workload: Workload): Finding[] {
  if (workload.powerWatts !== null) return [];
  return [
    {
      standard: 'EVIDENCE',
      metric: 'evidence',
      scope: 'workload',
      verdict: 'INCONCLUSIVE',
      severity: 'error',
      observed: null,
      limit: null,
      marginRatio: null,
      reason: workload.unmeasured ?? 'power was not measured',
    },
  ];
}

interface Judging {
  readonly scoped: ScopedStandards;
  readonly rules: Rules;
  readonly advisor: Advisor;
  readonly siteFindings: readonly Finding[];
  readonly idleWattsOf: (pod: PodPower) => number | null;
}

function energyKwh({ intervals, powerWatts }: Workload): number | null {
  if (intervals.length === 0 || powerWatts === null) return null;
  return kwhOfJoules(intervals.reduce((joules, interval) => joules + interval.joules, 0));
}

function idleShare(workload: Workload, { idleWattsOf }: Judging): number | null {
  const shares = workload.pods.map(idleWattsOf).filter((share) => share !== null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0);
}

function figuresOf(evaluation: Evaluation, judging: Judging) {
  const { workload, intensity, emissions } = evaluation;
  return {
    powerWatts: workload.powerWatts,
    packageWatts: workload.packageWatts,
    dramWatts: workload.dramWatts,
    gpuWatts: workload.gpuWatts,
    idleShareWatts: idleShare(workload, judging),
    energyKwh: energyKwh(workload),
    powerMethod: workload.method,
    effectiveIntensity: intensity,
    emissions,
    grade: emissions?.grade ?? workload.grade,
    flags: workload.flags,
  };
}

function assessWorkload(workload: Workload, site: Site, judging: Judging): WorkloadAssessment {
  const evaluation = evaluate(workload, site);
  const judged = judging.scoped.workload.map((standard) =>
    judge(standard, observationOf(standard, evaluation, 'workload'), judging.rules),
  );
  const findings = [...evidenceFindings(workload), ...judged];
  return {
    workload: workload.name,
    pods: workload.pods.map((pod) => pod.name),
    nodes: [...new Set(workload.pods.map((pod) => pod.node))],
    verdict: worstOf([...findings, ...judging.siteFindings].map((finding) => finding.verdict)),
    ...figuresOf(evaluation, judging),
    findings,
    options: optionsFor({ workload, site, shiftMs: null }, findings, judging.advisor),
  };
}

/** All selected pods as one subject: what site checks look at. */
function everything(pods: readonly PodPower[]): Workload {
  const known = pods.filter((pod) => pod.powerWatts !== null);
  const name = { namespace: '', kind: 'Selection', name: 'selection', ownerFrom: 'pod' } as const;
  return workloadOf(name, known);
}

function siteReport(site: Site, findings: readonly Finding[], options: SiteReport['options']): SiteReport {
  const { code, provider, name, gridZone } = site.region;
  const region = { code, provider, name, gridZone, isDefault: site.regionIsDefault };
  return { region, intensity: site.intensity, pue: site.pue, findings, options };
}

function unanswered(notFound: NotFound | null, input: AuditInput): string[] {
  const reasons: string[] = [];
  if (notFound !== null) {
    const near = notFound.near.length > 0 ? `; near: ${notFound.near.join(', ')}` : '';
    reasons.push(`${notFound.reason}${near}`);
  }
  const { missing, measurement } = input;
  const seen = measurement.nodes.length;
  if (missing.length > 0 && seen / (seen + missing.length) < input.minCoverageRatio) {
    reasons.push(`${missing.length} of ${seen + missing.length} endpoints did not answer`);
  }
  if (notFound === null && measurement.pods.length === 0) reasons.push('the scrape holds no pod');
  return reasons;
}

function windowOf({ window }: Measurement): Assessment['window'] {
  if (window === null) return null;
  const { fromMs, toMs } = window;
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    seconds: (toMs - fromMs) / 1000,
  };
}

/** Worst first, then the larger emitter, then by name. */
function worstFirst(a: WorkloadAssessment, b: WorkloadAssessment): number {
  const worst = worstOf([a.verdict, b.verdict]);
  if (a.verdict !== b.verdict) return a.verdict === worst ? -1 : 1;
  return (b.powerWatts ?? -1) - (a.powerWatts ?? -1) || (a.workload.name < b.workload.name ? -1 : 1);
}

/** Standards in force are those of the last day of the window, or of today. */
export function assess(input: AuditInput): Assessment {
  const { site, catalogue, nowMs } = input;
  const shared = shareIdle(input.measurement);
  const isShared = input.idle === 'share';
  const measurement = isShared ? shared.measurement : input.measurement;
  const { pods, byOwner, notFound } = select(measurement.pods, input.selection);
  const asOf = isoDay(measurement.window?.toMs ?? nowMs);
  const rules: Rules = { asOf, minEvidence: input.gate.minEvidence };
  const scoped = scopedStandards(input.standards, pods);
  const all = everything(pods);
  const evaluation = evaluate(all, site);
  const siteFindings = scoped.site.map((standard) =>
    judge(standard, observationOf(standard, evaluation, 'site'), rules),
  );
  const context = { catalogue, nowMs: measurement.window?.toMs ?? nowMs };
  const judging: Judging = {
    scoped,
    rules,
    siteFindings,
    advisor: { context, rules, standards: input.standards },
    idleWattsOf: isShared ? shared.idleWattsOf : () => null,
  };
  const siteAdvisor: Advisor = { ...judging.advisor, standards: scoped.site };
  const options = optionsFor({ workload: all, site, shiftMs: null }, siteFindings, siteAdvisor);
  const workloads = workloadsOf(pods, byOwner ? 'workload' : input.groupBy)
    .map((workload) => assessWorkload(workload, site, judging))
    .sort(worstFirst);
  const findings = [...siteFindings, ...workloads.flatMap((workload) => workload.findings)];
  const gaps = unanswered(notFound, input);
  return {
    verdict: worstOf([...findings.map(({ verdict }) => verdict), ...gaps.map(() => 'INCONCLUSIVE' as const)]),
    asOf,
    window: windowOf(measurement),
    site: siteReport(site, siteFindings, options),
    workloads,
    nodes: nodeSummaries(measurement.nodes, pods),
    totals: totalsOf(workloads),
    coverage: {
      nodes: measurement.nodes.length,
      missing: input.missing,
      podsMeasured: measurement.pods.filter((pod) => pod.powerWatts !== null).length,
      podsSeen: measurement.pods.length,
    },
    gate: gate(findings, gaps, input.gate),
    gaps,
    standards: standardNotes(input.standards),
    warnings: measurement.warnings,
    sources: input.sources,
  };
}
