/** From scrapes to power: gauges of a single scrape, energy over time of several. */

import type { Diagnostic } from '../diagnostics.ts';
import { counterPods, type Visit } from './counter.ts';
import { type Case, doubt } from './doubts.ts';
import { fold } from './fold.ts';
import { gaugePods } from './gauge.ts';
import { type History, historiesOf } from './history.ts';
import { doubtIntervals, windowCase } from './interval-doubts.ts';
import type { Measurement, NodePower, PodPower, Window } from './measurement.ts';
import { type NodePlan, planOf } from './node-plan.ts';
import { nodePower } from './node-power.ts';
import { gaugeRates } from './node-rates.ts';
import { nodeWarnings } from './node-warnings.ts';
import type { Scrape } from './scrape.ts';
import { setWarnings } from './set-warnings.ts';
import { stampWarnings } from './stamps.ts';

/**
 * One scrape of a node gives its gauges, several dated ones the average between them. Throws AuditError WINDOW_UNDATED,
 * WINDOW_TOO_SHORT or WINDOW_NODES_DIFFER. The order of the scrapes does not matter.
 */
export function measure(scrapes: readonly Scrape[]): Measurement {
  const results = historiesOf(scrapes)
    .map(measureNode)
    .sort((a, b) => compare(a.node.node, b.node.node));
  const nodes = results.map(({ node }) => node);
  const pods = results.flatMap((result) => result.pods).sort(byName);
  const warnings = [
    ...scrapes.flatMap((scrape) => [...scrape.readings.warnings, ...stampWarnings(scrape)]),
    ...setWarnings(nodes, pods),
    ...results.flatMap((result) => result.warnings),
  ];
  return { window: windowOf(nodes), nodes, pods, warnings: fold(warnings) };
}

interface NodeResult {
  readonly node: NodePower;
  readonly pods: readonly PodPower[];
  readonly warnings: readonly Diagnostic[];
}

function measureNode(history: History): NodeResult {
  const plan = planOf(history.visits.map(({ readings }) => readings));
  const visits = history.visits.map((visit) => ({ ...visit, atMs: visit.atMs ?? 0 }));
  const last = visits.at(-1) as Visit;
  const isWindow = visits.length > 1;
  const of: Case = isWindow ? windowCase(plan, visits) : gaugeCase(plan, last);
  const found = isWindow ? counterPods(plan, visits) : gaugePods(plan, last.readings);
  const overAll = doubt(found, of);
  const { pods, warnings } = doubtIntervals(overAll.pods, plan, visits);
  const window = isWindow ? { fromMs: (visits[0] as Visit).atMs, toMs: last.atMs } : null;
  const node = nodePower(pods, of, window);
  return {
    node,
    pods,
    warnings: [...overAll.warnings, ...warnings, ...nodeWarnings({ ...of, node, pods, visits })],
  };
}

const gaugeCase = (plan: NodePlan, { readings }: Visit): Case => ({
  plan,
  rates: gaugeRates(plan, readings),
  readings,
  method: 'gauge',
});

function windowOf(nodes: readonly NodePower[]): Window | null {
  const windows = nodes.flatMap(({ window }) => (window === null ? [] : [window]));
  if (windows.length === 0) return null;
  return {
    fromMs: Math.min(...windows.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...windows.map(({ toMs }) => toMs)),
  };
}

/** By code unit, the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byName = (a: PodPower, b: PodPower): number =>
  compare(a.namespace, b.namespace) ||
  compare(a.name, b.name) ||
  compare(a.node, b.node) ||
  compare(a.podId, b.podId);
