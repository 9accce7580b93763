/**
 * A doubt over one interval of a window is a doubt over the window. The sum over a longer one hides that Kepler stood still,
 * that power was split evenly or that pods had more than their node, as soon as another interval is sound or lacks a pod.
 */

import type { Diagnostic } from '../diagnostics.ts';
import { counterPods, type Visit, windowSeconds } from './counter.ts';
import { type Case, type Doubted, doubt } from './doubts.ts';
import type { PodPower } from './measurement.ts';
import type { NodePlan } from './node-plan.ts';
import { counterRates } from './node-rates.ts';
import { withdraw } from './pod-power.ts';

export function windowCase(plan: NodePlan, visits: readonly Visit[]): Case {
  const all = visits.map(({ readings }) => readings);
  const rates = counterRates(plan, all, windowSeconds(visits));
  return { plan, rates, readings: (visits.at(-1) as Visit).readings, method: 'counter' };
}

/** `pods` over all visits; of two visits there is only one interval, which was doubted already. */
export function doubtIntervals(pods: readonly PodPower[], plan: NodePlan, visits: readonly Visit[]): Doubted {
  const warnings: Diagnostic[] = [];
  let left = pods;
  for (let pair = 0; visits.length > 2 && pair + 1 < visits.length; pair += 1) {
    const interval = visits.slice(pair, pair + 2);
    const doubted = doubtOver(interval, plan);
    const next = withdrawn(left, doubted.reasonOf);
    if (next !== left) warnings.push(...doubted.warnings);
    left = next;
  }
  return { pods: left, warnings };
}

interface DoubtedInterval {
  readonly reasonOf: ReadonlyMap<string, string>;
  readonly warnings: readonly Diagnostic[];
}

/** Both are told of the whole window, and take no value back. */
const WITHDRAW_NOTHING: ReadonlySet<string> = new Set(['BAD_POD_VALUE', 'SUM_SCALED']);

function doubtOver(interval: readonly Visit[], plan: NodePlan): DoubtedInterval {
  const found = counterPods(plan, interval);
  const { pods, warnings } = doubt(found, windowCase(plan, interval));
  const when = `between ${interval.map(({ atMs }) => utc(atMs)).join(' and ')}`;
  const reasonOf = new Map<string, string>();
  // A doubt keeps the order of the pods.
  pods.forEach((pod, index) => {
    const wasMeasured = found[index]?.powerWatts !== null;
    if (wasMeasured && pod.unmeasured !== null) reasonOf.set(keyOf(pod), `${when}: ${pod.unmeasured}`);
  });
  const telling = warnings.filter(({ code }) => !WITHDRAW_NOTHING.has(code));
  return {
    reasonOf,
    warnings: telling.map((told) => ({ ...told, message: `${told.message} (${when})` })),
  };
}

const keyOf = ({ podId, namespace, name }: PodPower): string => podId || `${namespace}/${name}`;

const utc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** The same list where no reason concerns a pod that is measured. */
function withdrawn(pods: readonly PodPower[], reasonOf: ReadonlyMap<string, string>): readonly PodPower[] {
  const isDoubted = (pod: PodPower): boolean => pod.powerWatts !== null && reasonOf.has(keyOf(pod));
  if (!pods.some(isDoubted)) return pods;
  return pods.map((pod) => (isDoubted(pod) ? withdraw(pod, reasonOf.get(keyOf(pod)) ?? '') : pod));
}
