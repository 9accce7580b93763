/** `list`: workloads ranked or filtered, namespaces summed, hotspots with what would help. Lists; does not gate. */

import * as z from 'zod/mini';
import { energyKwh } from '../audit/assess-workload.ts';
import type { Judged } from '../audit/judged.ts';
import type { Assessment, WorkloadAssessment } from '../audit/report.ts';
import { VERDICTS } from '../audit/verdict.ts';
import { computedList } from '../computed-list.ts';
import { byCodeUnit } from '../text-order.ts';
import { type Audited, audit } from './audit.ts';
import { AUDIT_FIELDS } from './audit-input.ts';
import { defineOperation } from './define.ts';
import { type InputOf, orNull, usually } from './fields.ts';
import { hotspotOptions } from './hotspot-options.ts';
import { listView } from './list-view.ts';
import { type NamespaceSummary, namespaceSummaries } from './namespace-summary.ts';
import { type ReportHead, reportHead } from './report-head.ts';
import { shareOfNode } from './share-of-node.ts';

export const SORTS = ['power', 'energy', 'emissions', 'name'] as const;

const VIEWS = ['workloads', 'hotspots', 'summary'] as const;

const FIELDS = {
  ...AUDIT_FIELDS,
  sort: usually<(typeof SORTS)[number]>('power', () => z.enum(SORTS)),
  /** Most workloads to list; null: all. */
  top: orNull(() => z.int().check(z.gte(1), z.lte(100_000))),
  status: orNull(() => z.enum(VERDICTS)),
  /** `hotspots`: those above the threshold, with computed actions. `summary`: namespaces instead of workloads. */
  view: usually<(typeof VIEWS)[number]>('workloads', () => z.enum(VIEWS)),
  powerThresholdWatts: usually(1, () => z.number().check(z.gte(0))),
};
type Input = InputOf<typeof FIELDS>;

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

const KEY_OF: Readonly<Record<Input['sort'], (judged: Judged) => number | null>> = {
  power: ({ workload }) => workload.powerWatts,
  energy: ({ workload }) => energyKwh(workload),
  emissions: ({ emissions }) => emissions?.facilityGco2eqPerHour ?? null,
  name: () => null,
};

const fullName = ({ workload: { name } }: Judged): string => `${name.namespace}/${name.name}`;

function isListed({ verdict, workload }: Judged, input: Input): boolean {
  if (input.status !== null && verdict !== input.status) return false;
  if (input.view !== 'hotspots') return true;
  return workload.powerWatts !== null && workload.powerWatts >= input.powerThresholdWatts;
}

/** Below every known figure. */
const UNKNOWN = -1;

/** Where nobody's energy is known, as without a window. */
function keepPowers(keys: Float64Array, places: readonly number[], judged: readonly Judged[]): void {
  for (const place of places) keys[place] = KEY_OF.power(judged[place] as Judged) ?? UNKNOWN;
}

/** Positions of those that are asked for: largest first, unknown last, names decide ties. Only keys are kept meanwhile. */
function ranked(judged: readonly Judged[], input: Input): readonly number[] {
  const key = KEY_OF[input.sort];
  const keys = new Float64Array(judged.length);
  const places: number[] = [];
  for (let place = 0; place < judged.length; place++) {
    const one = judged[place] as Judged;
    if (!isListed(one, input)) continue;
    keys[place] = key(one) ?? UNKNOWN;
    places.push(place);
  }
  if (input.sort === 'energy' && places.every((place) => keys[place] === UNKNOWN))
    keepPowers(keys, places, judged);
  const names = new Array<string | undefined>(judged.length);
  const nameAt = (place: number): string => {
    const name = names[place] ?? fullName(judged[place] as Judged);
    names[place] = name;
    return name;
  };
  const keyAt = (place: number): number => keys[place] as number;
  return places.sort((a, b) => keyAt(b) - keyAt(a) || byCodeUnit(nameAt(a), nameAt(b)));
}

/** Field by field: a spread takes V8 as long as all else that is done for a workload of a list. */
const listed = (
  of: WorkloadAssessment,
  options: WorkloadAssessment['options'],
  shareOfNodeRatio: number | null,
): ListedWorkload => ({
  workload: of.workload,
  pods: of.pods,
  nodes: of.nodes,
  verdict: of.verdict,
  powerWatts: of.powerWatts,
  packageWatts: of.packageWatts,
  dramWatts: of.dramWatts,
  gpuWatts: of.gpuWatts,
  idleShareWatts: of.idleShareWatts,
  energyKwh: of.energyKwh,
  powerMethod: of.powerMethod,
  effectiveIntensity: of.effectiveIntensity,
  emissions: of.emissions,
  grade: of.grade,
  flags: of.flags,
  findings: of.findings,
  options,
  shareOfNodeRatio,
});

function listedWorkloads(
  audited: Audited,
  places: readonly number[],
  input: Input,
): readonly ListedWorkload[] {
  const { assessment, judged } = audited;
  const share = shareOfNode(assessment.nodes);
  const actions = hotspotOptions(audited);
  return computedList(places.length, (at) => {
    const place = places[at] as number;
    const workload = assessment.workloads[place] as WorkloadAssessment;
    const options = input.view === 'hotspots' ? actions(judged[place] as Judged) : workload.options;
    return listed(workload, options, share(workload));
  });
}

async function list(input: Input, ports: Parameters<typeof audit>[1]): Promise<ListResult> {
  const { sort, top, status: _status, view, powerThresholdWatts: _threshold, ...rest } = input;
  const audited = await audit(rest, ports);
  const { assessment, judged } = audited;
  const matching = ranked(judged, input);
  const listed = view === 'summary' ? [] : matching.slice(0, top ?? matching.length);
  return {
    ...reportHead('list'),
    view,
    sort,
    asOf: assessment.asOf,
    window: assessment.window,
    site: assessment.site,
    workloads: listedWorkloads(audited, listed, input),
    omitted: view === 'summary' ? 0 : matching.length - listed.length,
    namespaces: view === 'summary' ? namespaceSummaries(judged) : [],
    totals: assessment.totals,
    nodes: assessment.nodes,
    coverage: assessment.coverage,
    gaps: assessment.gaps,
    standards: assessment.standards,
    warnings: assessment.warnings,
    sources: assessment.sources,
  };
}

export default defineOperation<typeof FIELDS, ListResult>({
  name: 'list',
  title: 'List workloads by power, emissions or verdict',
  description: 'Rank and filter the workloads of a scrape, with their verdicts',
  fields: FIELDS,
  run: list,
  view: listView,
  outcome: ({ gaps }) => ({ verdict: null, exitCode: gaps.length > 0 ? 4 : 0 }),
});
