/**
 * Values that cannot be what they claim. A doubt takes a value back (null, with the reason), it never changes it to
 * another; only a rounding excess below 5 % is scaled away. Symptoms and reports: Kepler issues named beside each.
 */

import type { Diagnostic } from '../diagnostics.ts';
import type { PodPower, PowerMethod } from './measurement.ts';
import type { NodePlan } from './node-plan.ts';
import type { NodeRates } from './node-rates.ts';
import { count, percent, some, warning, watts } from './phrases.ts';
import { scaled, sumOf, titleOf, withdraw } from './pod-power.ts';
import type { NodeReadings } from './scrape.ts';

export interface Case {
  readonly plan: NodePlan;
  readonly method: PowerMethod;
  readonly rates: NodeRates;
  /** The latest readings of the node. */
  readonly readings: NodeReadings;
}

export interface Doubted {
  readonly pods: readonly PodPower[];
  readonly warnings: readonly Diagnostic[];
}

type Doubt = (pods: readonly PodPower[], of: Case) => Doubted;

/** Runs every check; each sees what the ones before it left. */
export function doubt(pods: readonly PodPower[], of: Case): Doubted {
  return DOUBTS.reduce<Doubted>(
    (so, check) => {
      const next = check(so.pods, of);
      return { pods: next.pods, warnings: [...so.warnings, ...next.warnings] };
    },
    { pods, warnings: [] },
  );
}

const accept = (pods: readonly PodPower[]): Doubted => ({ pods, warnings: [] });

function withdrawAll(pods: readonly PodPower[], reason: string, found: Diagnostic): Doubted {
  return {
    pods: pods.map((pod) => (pod.powerWatts === null ? pod : withdraw(pod, reason))),
    warnings: [found],
  };
}

/** No server processor draws more: the largest sold are specified at 500 W (AMD EPYC 9965, 2024). kepler #897 #1109 #1774. */
const MAX_SOCKET_WATTS = 2000;
/** No accelerator draws more: NVIDIA specifies 1200 W for its B200 (2024). */
const MAX_GPU_WATTS = 2000;
/** What Kepler's own invariant test allows between a node and its parts (test/e2e/invariants_test.go, v0.11.4). */
export const TOLERANCE = 0.05;

const absurdNode: Doubt = (pods, { plan, rates, readings }) => {
  const limitWatts = MAX_SOCKET_WATTS * readings.sockets;
  const nodeWatts = rates.cpuTotal;
  if (nodeWatts === null || nodeWatts <= limitWatts) return accept(pods);
  const message = `Node ${plan.node} would draw ${watts(nodeWatts)} with ${count(readings.sockets, 'socket')}, more than the ${watts(limitWatts)} any machine could; none of its figures is used`;
  return withdrawAll(
    pods,
    'the power of its node is impossibly high',
    warning('ABSURD_NODE_POWER', message, { subject: plan.node, figures: { nodeWatts, limitWatts } }),
  );
};

const absurdPods: Doubt = (pods, of) => {
  const isAbsurd = (pod: PodPower): boolean => pod.powerWatts !== null && exceeds(pod, of);
  const absurd = pods.filter(isAbsurd);
  const [first] = absurd;
  if (first === undefined) return accept(pods);
  const powerWatts = first.powerWatts ?? 0;
  const message = `Node ${of.plan.node}: ${count(absurd.length, 'pod')} with more power than the node or any machine has were left out, first ${titleOf(first)} with ${watts(powerWatts)}`;
  const figures = { pods: absurd.length, powerWatts, nodeActiveWatts: of.rates.active ?? 'unknown' };
  return {
    pods: pods.map((pod) =>
      isAbsurd(pod) ? withdraw(pod, 'its power is more than its node or any machine has') : pod,
    ),
    warnings: [warning('ABSURD_POD_POWER', message, { subject: titleOf(first), figures })],
  };
};

function exceeds(pod: PodPower, { rates, readings }: Case): boolean {
  const cpuWatts = (pod.packageWatts ?? 0) + (pod.dramWatts ?? 0);
  const bound = rates.active ?? rates.total ?? unlimited;
  return (
    cpuWatts > MAX_SOCKET_WATTS * readings.sockets ||
    (pod.gpuWatts ?? 0) > MAX_GPU_WATTS * Math.max(1, readings.gpus.size) ||
    (pod.powerWatts ?? 0) > bound * (1 + TOLERANCE)
  );
}

/**
 * kepler #2446 #295 #524 #707 #1310 #1567: zeros are no proof that nothing was drawn. Counters that Kepler has just started
 * anew are small because they are young, and lower bounds.
 */
const allZero: Doubt = (pods, of) => {
  if (of.rates.restarted) return accept(pods);
  const measured = pods.filter(({ powerWatts }) => powerWatts !== null);
  if (measured.length === 0 || measured.some(({ powerWatts }) => powerWatts !== 0)) return accept(pods);
  const { code, why, todo } = zeroStory(of);
  const nodeWatts = of.rates.total;
  const node = nodeWatts === null ? 'a node of unknown power' : `a node of ${watts(nodeWatts)}`;
  const message = `Node ${of.plan.node}: all ${count(measured.length, 'pod')} show 0 W on ${node}: ${why}; ${todo}`;
  const figures = { pods: measured.length, nodeWatts: nodeWatts ?? 'unknown' };
  return withdrawAll(
    pods,
    `all pods of its node show 0 W: ${why}`,
    warning(code, message, { subject: of.plan.node, figures }),
  );
};

function zeroStory({ method, readings, rates }: Case): { code: string; why: string; todo: string } {
  if (method === 'counter') {
    const isNodeStill = rates.total === 0;
    return {
      code: 'FROZEN_COUNTERS',
      why: isNodeStill ? 'no counter moved' : 'no counter of a pod moved',
      todo: `see whether Kepler still ${isNodeStill ? 'collects' : 'attributes energy to pods'}`,
    };
  }
  if (readings.usageRatio === 0 || rates.total === 0) {
    return { code: 'WARM_UP', why: 'Kepler has just started', todo: 'wait 10 s and scrape again' };
  }
  return {
    code: 'ALL_PODS_ZERO',
    why: 'no energy was attributed',
    todo: 'scrape again, or take two scrapes 30 s apart',
  };
}

/** Fewer pods may be alike by chance. kepler #554 #635 #907. */
const MIN_IDENTICAL = 6;

const identical: Doubt = (pods, { plan }) => {
  const drawing = pods.filter(({ powerWatts }) => powerWatts !== null && powerWatts > 0);
  const powerWatts = drawing[0]?.powerWatts ?? 0;
  if (drawing.length < MIN_IDENTICAL || drawing.some((pod) => pod.powerWatts !== powerWatts))
    return accept(pods);
  const message = `Node ${plan.node}: ${drawing.length} pods show the same ${watts(powerWatts)}, so power was split evenly and not measured`;
  return withdrawAll(
    pods,
    'every pod of its node shows the same value',
    warning('IDENTICAL_VALUES', message, {
      subject: plan.node,
      figures: { pods: drawing.length, powerWatts },
    }),
  );
};

/** The fake meter gives a whole node some 1e-5 W; without node figures only the size of the values tells. */
const FAKE_BELOW_WATTS = 1e-3;

const fakeLike: Doubt = (pods, { plan, rates }) => {
  const powerWatts = sumOf(pods);
  if (rates.restarted || rates.total !== null || powerWatts === 0 || powerWatts >= FAKE_BELOW_WATTS)
    return accept(pods);
  const message = `Node ${plan.node}: its pods draw ${watts(powerWatts)} in all, as Kepler's fake meter shows it, and no node figures prove otherwise`;
  return withdrawAll(
    pods,
    "values as small as those of Kepler's fake meter",
    warning('FAKE_METER_SUSPECTED', message, { subject: plan.node, figures: { powerWatts } }),
  );
};

/** Σ pods may not exceed what the node gave. kepler #1836 #1837 #1958. */
const sumTooHigh: Doubt = (pods, of) => {
  const [worst] = sumsOf(pods, of).sort((a, b) => b.podsWatts / b.boundWatts - a.podsWatts / a.boundWatts);
  if (worst === undefined) return accept(pods);
  return worst.podsWatts > worst.boundWatts * (1 + TOLERANCE)
    ? sumExceeds(pods, of, worst)
    : sumScaled(pods, of, worst);
};

interface Sums {
  readonly podsWatts: number;
  readonly boundWatts: number;
}

/** The sums that are too high: of all power, and of processor and memory alone, where a node says nothing of its GPUs. */
function sumsOf(pods: readonly PodPower[], { rates, readings }: Case): Sums[] {
  const cpuWatts = pods.reduce((sum, pod) => sum + (pod.packageWatts ?? 0) + (pod.dramWatts ?? 0), 0);
  const all = { podsWatts: sumOf(pods), boundWatts: least(rates.active, rates.total, mostOf(readings)) };
  const cpu = { podsWatts: cpuWatts, boundWatts: least(rates.cpuActive, rates.cpuTotal) };
  return [all, cpu].filter(({ podsWatts, boundWatts }) => podsWatts > boundWatts);
}

const least = (...bounds: readonly (number | null)[]): number =>
  Math.min(...bounds.map((bound) => bound ?? unlimited));

const unlimited = Number.POSITIVE_INFINITY;

/** More than any machine with so many sockets and GPUs; pods may have a GPU of a node that does not report it. */
const mostOf = ({ sockets, gpus }: NodeReadings): number =>
  MAX_SOCKET_WATTS * sockets + MAX_GPU_WATTS * Math.max(1, gpus.size);

function sumExceeds(pods: readonly PodPower[], of: Case, sums: Sums): Doubted {
  const { podsWatts, boundWatts } = sums;
  const message = `Node ${of.plan.node}: its pods add up to ${watts(podsWatts)}, more than the ${watts(boundWatts)} that the node can have given them; none of their figures is used`;
  return withdrawAll(
    pods,
    'the pods of its node add up to more than the node gave',
    warning('SUM_EXCEEDS_ACTIVE', message, {
      subject: of.plan.node,
      figures: { podsWatts, activeWatts: boundWatts },
    }),
  );
}

/** Kepler rounds shares up; the small excess is taken from all pods alike, so that Σ pods ≤ node holds. */
function sumScaled(pods: readonly PodPower[], of: Case, sums: Sums): Doubted {
  const { podsWatts, boundWatts } = sums;
  const factor = boundWatts / podsWatts;
  const message = `Node ${of.plan.node}: its pods add up to ${percent(1 / factor)} of its active power (${watts(boundWatts)}); each was scaled by ${factor.toFixed(4)}`;
  const figures = { podsWatts, activeWatts: boundWatts, factor };
  return {
    pods: pods.map((pod) => scaled(pod, factor)),
    warnings: factor > 1 - EXACT ? [] : [warning('SUM_SCALED', message, { subject: of.plan.node, figures })],
  };
}

/** Below this a difference is the arithmetic of floating point, not Kepler's. */
const EXACT = 1e-9;

/** Pods that had no value to begin with, by reason. */
const unreadable: Doubt = (pods, { plan }) => {
  const bad = pods.filter(({ unmeasured }) => unmeasured?.startsWith('Kepler gives') ?? false);
  if (bad.length === 0) return accept(pods);
  const message = `Node ${plan.node}: ${count(bad.length, 'pod')} with values that are no power or energy were left out: ${some(bad.map((pod) => `${titleOf(pod)} (${pod.unmeasured})`))}`;
  return {
    pods,
    warnings: [warning('BAD_POD_VALUE', message, { subject: plan.node, figures: { pods: bad.length } })],
  };
};

const DOUBTS: readonly Doubt[] = [
  unreadable,
  absurdNode,
  absurdPods,
  allZero,
  identical,
  fakeLike,
  sumTooHigh,
];
