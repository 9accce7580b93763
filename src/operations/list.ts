/** `list`: workloads ranked or filtered, namespaces summed, hotspots with what would help. Lists; does not gate. */

import * as z from 'zod/mini';
import type { Assessment, Option, WorkloadAssessment } from '../audit/report.ts';
import { VERDICTS } from '../audit/verdict.ts';
import { byCodeUnit } from '../text-order.ts';
import { audit } from './audit.ts';
import { AuditInput, orNull } from './audit-input.ts';
import { defineOperation } from './define.ts';
import { hotspotOptions } from './hotspot-options.ts';
import { listView } from './list-view.ts';
import { type NamespaceSummary, namespaceSummaries } from './namespace-summary.ts';
import { type ReportHead, reportHead } from './report-head.ts';

export const SORTS = ['power', 'energy', 'emissions', 'name'] as const;

const Input = z.extend(AuditInput, {
  sort: z._default(z.enum(SORTS), 'power'),
  /** Most workloads to list; null: all. */
  top: orNull(z.int().check(z.gte(1), z.lte(100_000))),
  status: orNull(z.enum(VERDICTS)),
  /** `hotspots`: those above the threshold, with computed actions. `summary`: namespaces instead of workloads. */
  view: z._default(z.enum(['workloads', 'hotspots', 'summary']), 'workloads'),
  powerThresholdWatts: z._default(z.number().check(z.gte(0)), 1),
});
type Input = z.output<typeof Input>;

export interface ListedWorkload extends WorkloadAssessment {
  /** Part of its nodes' total power, 0–1; null where the node total is unknown. */
  readonly shareOfNodeRatio: number | null;
}

export interface ListResult extends ReportHead {
  readonly view: Input['view'];
  readonly sort: Input['sort'];
  readonly asOf: string;
  readonly window: Assessment['window'];
  readonly site: Assessment['site'];
  readonly workloads: readonly ListedWorkload[];
  /** Matching workloads beyond `top`. */
  readonly omitted: number;
  readonly namespaces: readonly NamespaceSummary[];
  readonly totals: Assessment['totals'];
  readonly nodes: Assessment['nodes'];
  readonly coverage: Assessment['coverage'];
  /** Questions the evidence left open, such as a namespace that is not there. */
  readonly gaps: readonly string[];
  readonly standards: Assessment['standards'];
  readonly warnings: Assessment['warnings'];
  readonly sources: Assessment['sources'];
}

const KEY_OF: Readonly<Record<Input['sort'], (workload: WorkloadAssessment) => number | null>> = {
  power: ({ powerWatts }) => powerWatts,
  energy: ({ energyKwh, powerWatts }) => energyKwh ?? powerWatts,
  emissions: ({ emissions }) => emissions?.facilityGco2eqPerHour ?? null,
  name: () => null,
};

const fullName = ({ workload }: WorkloadAssessment): string => `${workload.namespace}/${workload.name}`;

/** Largest first, unknown last, names decide ties. */
function ranked(workloads: readonly WorkloadAssessment[], sort: Input['sort']): WorkloadAssessment[] {
  const key = KEY_OF[sort];
  return [...workloads].sort(
    (a, b) => (key(b) ?? -1) - (key(a) ?? -1) || byCodeUnit(fullName(a), fullName(b)),
  );
}

function isListed(workload: WorkloadAssessment, input: Input): boolean {
  if (input.status !== null && workload.verdict !== input.status) return false;
  return input.view !== 'hotspots' || (workload.powerWatts ?? 0) >= input.powerThresholdWatts;
}

function shareOfNode({ powerWatts, nodes }: WorkloadAssessment, all: Assessment['nodes']): number | null {
  const own = all.filter((node) => nodes.includes(node.node));
  const total = own.reduce((sum, node) => sum + (node.totalWatts ?? 0), 0);
  return powerWatts === null || total <= 0 ? null : powerWatts / total;
}

async function list(input: Input, ports: Parameters<typeof audit>[1]): Promise<ListResult> {
  const { sort, top, status, view, powerThresholdWatts, ...rest } = input;
  const audited = await audit(rest, ports);
  const { assessment } = audited;
  const matching = ranked(assessment.workloads, sort).filter((workload) => isListed(workload, input));
  const listed = view === 'summary' ? [] : matching.slice(0, top ?? matching.length);
  const actions: (workload: WorkloadAssessment) => readonly Option[] =
    view === 'hotspots' ? hotspotOptions(audited, rest) : ({ options }) => options;
  return {
    ...reportHead('list'),
    view,
    sort,
    asOf: assessment.asOf,
    window: assessment.window,
    site: assessment.site,
    workloads: listed.map((workload) => ({
      ...workload,
      shareOfNodeRatio: shareOfNode(workload, assessment.nodes),
      options: actions(workload),
    })),
    omitted: view === 'summary' ? 0 : matching.length - listed.length,
    namespaces: view === 'summary' ? namespaceSummaries(assessment.workloads) : [],
    totals: assessment.totals,
    nodes: assessment.nodes,
    coverage: assessment.coverage,
    gaps: assessment.gaps,
    standards: assessment.standards,
    warnings: assessment.warnings,
    sources: assessment.sources,
  };
}

export default defineOperation<Input, ListResult>({
  name: 'list',
  title: 'List workloads by power, emissions or verdict',
  description: 'Rank and filter the workloads of a scrape, with their verdicts',
  input: Input,
  run: list,
  view: listView,
  outcome: ({ gaps }) => ({ verdict: null, exitCode: gaps.length > 0 ? 4 : 0 }),
});
