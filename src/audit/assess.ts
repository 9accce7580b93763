/** Judges the selected workloads of a measurement, and says what the judgement rests on. Pure. */

import { computedList, listOnDemand } from '../computed-list.ts';
import type { Measurement, PodPower } from '../kepler/measurement.ts';
import type { Standard } from '../standards/standard.ts';
import { optionsFor } from './advice.ts';
import { assessWorkload } from './assess-workload.ts';
import type { Catalogue } from './catalogue.ts';
import { evaluate, observationOf } from './evaluate.ts';
import { foreignNote } from './foreign-note.ts';
import { gapsOf } from './gaps.ts';
import { type GateOptions, gate } from './gate.ts';
import { shareIdle } from './idle.ts';
import { judge, type Rules } from './judge.ts';
import { type Judged, judgeWorkload } from './judged.ts';
import { type Judging, rulesIn, type Together } from './judged-together.ts';
import { limitNotes } from './limit-notes.ts';
import { nodeSummaries } from './reconcile.ts';
import type { Assessment, Coverage, Finding, SiteReport, SourceNote } from './report.ts';
import { type ScopedStandards, scopedStandards } from './scope.ts';
import { type Selected, type Selection, select } from './select.ts';
import type { Site } from './site.ts';
import { standardNotes } from './standard-notes.ts';
import { totalsOf } from './totals.ts';
import { type Verdict, worstOf } from './verdict.ts';
import { windowNote } from './window-note.ts';
import { type GroupBy, type Workload, workloadOf, workloadsOf } from './workload.ts';
import { worstFirst } from './worst-first.ts';

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
  /** The moment the audit speaks of: standards in force that day apply, and times to move to are searched from here. */
  readonly atMs: number;
}

/** All measured pods as one subject: what site checks look at. With none, it is a window in which nothing was seen, or no window. */
function everything(pods: readonly PodPower[], { window }: Measurement): Workload {
  const known = pods.filter((pod) => pod.powerWatts !== null);
  const name = { namespace: '', kind: 'Selection', name: 'selection', ownerFrom: 'pod' } as const;
  const all = workloadOf(name, known);
  return known.length === 0 && window !== null ? { ...all, method: 'counter' } : all;
}

/** A window holds up to its end and not with it: of one that ends at midnight all energy lies on the day before. */
export const lastMomentMs = (atMs: number, { window }: Measurement): number =>
  window === null || atMs > window.toMs ? atMs : window.toMs - 1;

interface Question {
  readonly input: AuditInput;
  readonly measurement: Measurement;
  readonly selected: Selected;
  readonly scoped: ScopedStandards;
  readonly rules: Rules;
  readonly judging: Judging;
  readonly gaps: readonly string[];
}

function questionOf(input: AuditInput, measurement: Measurement): Question {
  const selected = select(measurement.pods, input.selection);
  const judging = {
    context: { catalogue: input.catalogue, nowMs: input.atMs },
    standards: input.standards,
    minEvidence: input.gate.minEvidence,
    lastMs: lastMomentMs(input.atMs, measurement),
  };
  return {
    input,
    measurement,
    selected,
    scoped: scopedStandards(input.standards, selected.pods, input.site),
    rules: rulesIn(input.site.region, judging),
    judging,
    gaps: gapsOf(input, selected.notFound),
  };
}

const workloadsIn = ({ input, selected }: Question): readonly Workload[] =>
  workloadsOf(selected.pods, selected.byOwner ? 'workload' : input.groupBy);

/** For advice to all of them: what was not measured is one of them. */
function togetherOf(question: Question, measured: Workload): Together {
  const { selected, gaps } = question;
  const { pods } = selected;
  const whole = pods.length === measured.pods.length ? measured : workloadOf(measured.name, pods);
  const isOpen = whole.powerWatts === null || gaps.length > 0;
  return { whole, measured, each: workloadsIn(question), pods, isOpen };
}

function siteReport(question: Question): SiteReport {
  const { input, measurement, selected, scoped, rules, judging } = question;
  const { site } = input;
  const all = everything(selected.pods, measurement);
  const evaluation = evaluate(all, site);
  const findings = scoped.site.map((standard) =>
    judge(standard, observationOf(standard, evaluation, 'site'), rules),
  );
  const options =
    all.powerWatts === null ? [] : optionsFor(site, togetherOf(question, all), findings, judging);
  const { code, provider, name, gridZone } = site.region;
  const region = { code, provider, name, gridZone, isDefault: site.regionIsDefault };
  return { region, intensity: site.intensity, pue: site.pue, findings, options };
}

/** Worst first. Each is judged when it is looked at: a large cluster has more of them than memory should hold. */
function judgedWorkloads(question: Question, site: SiteReport): readonly Judged[] {
  const { input, scoped, rules } = question;
  const workloads = workloadsIn(question);
  const bench = { scoped, rules, siteFindings: site.findings };
  const judged = computedList(workloads.length, (at) =>
    judgeWorkload(workloads[at] as Workload, input.site, bench),
  );
  const order = worstFirst(judged);
  return computedList(order.length, (at) => judged[order[at] as number] as Judged);
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

function coverageOf({ nodes, pods }: Measurement, missing: Coverage['missing']): Coverage {
  const podsMeasured = pods.reduce((count, { powerWatts }) => count + Number(powerWatts !== null), 0);
  return { nodes: nodes.length, missing, podsMeasured, podsSeen: pods.length };
}

/** Findings in the order of the report. */
function* findingsOf(site: SiteReport, judged: readonly Judged[]): Generator<Finding, void, undefined> {
  yield* site.findings;
  for (const { findings } of judged) if (findings.length > 0) yield* findings;
}

/** The first workload is the worst. */
function overall(site: SiteReport, [worst]: readonly Judged[], gaps: readonly string[]): Verdict {
  const known = [...site.findings, ...(worst === undefined ? [] : [worst])].map(({ verdict }) => verdict);
  return worstOf([...known, ...gaps.map(() => 'INCONCLUSIVE' as const)]);
}

/** The report, and what it was made of. */
export interface Assessed {
  readonly assessment: Assessment;
  /** The workloads of the report, in its order. */
  readonly judged: readonly Judged[];
  /** By what they were judged, for what would be elsewhere or at another time. */
  readonly judging: Judging;
  /** The powers that were judged: with idle shared, if that was asked. */
  readonly measurement: Measurement;
}

export function assess(input: AuditInput): Assessed {
  const shared = input.idle === 'share' ? shareIdle(input.measurement) : null;
  const measurement = shared?.measurement ?? input.measurement;
  const question = questionOf(input, measurement);
  const site = siteReport(question);
  const judged = judgedWorkloads(question, site);
  const { judging, gaps } = question;
  const reporting = { judging, idleWattsOf: shared?.idleWattsOf ?? null };
  const assessment = {
    verdict: overall(site, judged, gaps),
    asOf: question.rules.asOf,
    window: windowOf(measurement),
    site,
    workloads: listOnDemand(judged.length, (at) => assessWorkload(judged[at] as Judged, reporting)),
    nodes: nodeSummaries({ ...measurement, assessed: question.selected.pods }),
    totals: totalsOf(judged),
    coverage: coverageOf(measurement, input.missing),
    gate: gate(findingsOf(site, judged), gaps, input.gate),
    gaps,
    standards: standardNotes(input.standards),
    warnings: [
      ...measurement.warnings,
      ...windowNote(measurement, input.site),
      ...(input.site.remarks ?? []),
      ...foreignNote(input.standards, input.site.region),
      ...limitNotes(input.standards, question.rules.asOf),
    ],
    sources: input.sources,
  };
  return { assessment, judged, judging, measurement };
}
