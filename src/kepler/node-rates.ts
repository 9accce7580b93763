/** Power of a whole node in the zones that are added up, GPUs included. */

import type { Figure, Part } from './families.ts';
import type { NodeFigures } from './figures.ts';
import type { NodePlan } from './node-plan.ts';
import type { NodeReadings } from './scrape.ts';

/** In watts; null where Kepler does not say. */
export interface NodeRates {
  readonly active: number | null;
  readonly idle: number | null;
  /** active + idle where both are known, else Kepler's own total. */
  readonly total: number | null;
  /** The same of processor and memory, without GPUs. */
  readonly cpuActive: number | null;
  readonly cpuTotal: number | null;
  /** Counters of the node fell inside the window: Kepler was restarted. */
  readonly restarted: boolean;
}

type NodeParts = Readonly<Record<Part, number | null>>;

export function gaugeRates(plan: NodePlan, visit: NodeReadings): NodeRates {
  const cpu = partsOf([...cpuFigures(plan, visit).values()], 'watts');
  const gpu = partsOf([...visit.gpus.values()], 'watts');
  return ratesOf(plan, { cpu, gpu, restarted: false });
}

type Figured = ReadonlyMap<string, NodeFigures>;

function cpuFigures(plan: NodePlan, visit: NodeReadings): Figured {
  const added = new Set([...plan.choice.processor, ...plan.choice.memory]);
  return new Map(
    [...visit.zoneFigures]
      .filter(([, { zone }]) => added.has(zone))
      .map(([key, { figures }]) => [key, figures] as const),
  );
}

const partsOf = (all: readonly NodeFigures[], figure: Figure): NodeParts => ({
  total: sumOrNull(all.map((figures) => figures[figure].total)),
  active: sumOrNull(all.map((figures) => figures[figure].active)),
  idle: sumOrNull(all.map((figures) => figures[figure].idle)),
});

/** A sum with a missing part is not known; nor is a sum of nothing. */
function sumOrNull(values: readonly (number | null)[]): number | null {
  if (values.length === 0) return null;
  return values.reduce(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0 as number | null,
  );
}

function ratesOf(plan: NodePlan, from: { cpu: NodeParts; gpu: NodeParts; restarted: boolean }): NodeRates {
  const { cpu, gpu, restarted } = from;
  const withGpu = (part: Part): number | null =>
    plan.hasGpu ? sumOrNull([cpu[part], gpu[part]]) : cpu[part];
  const [active, idle] = [withGpu('active'), withGpu('idle')];
  const total = sumOrNull([active, idle]) ?? withGpu('total');
  return {
    active,
    idle,
    total,
    cpuActive: cpu.active,
    cpuTotal: sumOrNull([cpu.active, cpu.idle]) ?? cpu.total,
    restarted,
  };
}

/**
 * Average over a window. Uses the active and idle counters, because the register behind the total wraps every few
 * minutes (Kepler v0.11.2 internal/device/energy_zone.go). After a restart both are unknown: idle then starts at the
 * whole register.
 */
export function counterRates(
  plan: NodePlan,
  visits: readonly NodeReadings[],
  windowSeconds: number,
): NodeRates {
  const steps = visits.slice(1).map((after, index) => stepOf(plan, visits[index] as NodeReadings, after));
  const watts = (of: (step: Step) => number | null): number | null => {
    // A counter that started anew may have outgrown its old value, which nothing shows.
    const joules = sumOrNull(steps.map((step) => (step.restarted ? null : of(step))));
    return joules === null ? null : joules / windowSeconds;
  };
  const part = (figures: 'cpu' | 'gpu'): NodeParts => ({
    total: null,
    active: watts((step) => step[figures].active),
    idle: watts((step) => step[figures].idle),
  });
  return ratesOf(plan, {
    cpu: part('cpu'),
    gpu: part('gpu'),
    restarted: steps.some((step) => step.restarted),
  });
}

interface Step {
  readonly cpu: NodeParts;
  readonly gpu: NodeParts;
  readonly restarted: boolean;
}

function stepOf(plan: NodePlan, before: NodeReadings, after: NodeReadings): Step {
  const cpu = pairs(cpuFigures(plan, before), cpuFigures(plan, after));
  const gpu = pairs(before.gpus, after.gpus);
  const delta = (both: Pairs, part: Part): number | null =>
    both === null ? null : sumOrNull(both.map((pair) => rise(pair, part)));
  const parts = (both: Pairs): NodeParts => ({
    total: null,
    active: delta(both, 'active'),
    idle: delta(both, 'idle'),
  });
  return { cpu: parts(cpu), gpu: parts(gpu), restarted: restartOf(plan, before, after).isSeen };
}

/** What the counters of a node tell of those of its pods, which started anew with them. */
export interface NodeRestart {
  /** Some counter of the node fell. */
  readonly isSeen: boolean;
  /**
   * Zones whose active counters fell, all of them. Kepler builds the counters of node and pods in a zone from the refresh
   * before, so they start at 0 together: when it is restarted and when a zone could not be read (internal/monitor/pod.go).
   */
  readonly zones: ReadonlySet<string>;
}

export function restartOf(plan: NodePlan, before: NodeReadings, after: NodeReadings): NodeRestart {
  const cpu = inBoth(cpuFigures(plan, before), cpuFigures(plan, after));
  const gpu = inBoth(before.gpus, after.gpus);
  const zones = new Set([...cpu.keys()].map((key) => zoneOf(before, key)));
  for (const [key, pair] of cpu) if (!fell(pair, 'active')) zones.delete(zoneOf(before, key));
  const all = [...cpu.values(), ...gpu.values()];
  return { isSeen: all.some((pair) => fell(pair, 'active') || fell(pair, 'idle')), zones };
}

const zoneOf = ({ zoneFigures }: NodeReadings, key: string): string => zoneFigures.get(key)?.zone ?? '';

type Pair = readonly [NodeFigures, NodeFigures];
type Pairs = readonly Pair[] | null;

/** By key, because the order of series promises nothing; null when a zone or GPU appeared or vanished in between. */
function pairs(before: Figured, after: Figured): Pairs {
  const both = inBoth(before, after);
  return both.size === before.size && both.size === after.size ? [...both.values()] : null;
}

function inBoth(before: Figured, after: Figured): ReadonlyMap<string, Pair> {
  const both = new Map<string, Pair>();
  for (const [key, figures] of before) {
    const later = after.get(key);
    if (later !== undefined) both.set(key, [figures, later]);
  }
  return both;
}

/** A counter that is missing on one side has not fallen. */
function fell([before, after]: Pair, part: Part): boolean {
  const [from, to] = [before.joules[part], after.joules[part]];
  return from !== null && to !== null && to < from;
}

function rise([before, after]: Pair, part: Part): number | null {
  const [from, to] = [before.joules[part], after.joules[part]];
  return from === null || to === null || to < from ? null : to - from;
}
