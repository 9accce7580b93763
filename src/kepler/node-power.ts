/** The reconciliation of a node: total = attributed + outside pods + idle. */

import type { Case } from './doubts.ts';
import type { NodePower, PodPower, Window } from './measurement.ts';
import { sumOf } from './pod-power.ts';

export function nodePower(pods: readonly PodPower[], of: Case, window: Window | null): NodePower {
  const { plan, rates, readings, method } = of;
  const attributedWatts = sumOf(pods);
  return {
    node: plan.node,
    generation: readings.generation,
    keplerVersion: readings.keplerVersion,
    method,
    window,
    zones: [...plan.choice.processor, ...plan.choice.memory],
    hasMemory: plan.choice.memory.length > 0,
    hasGpu: plan.hasGpu,
    totalWatts: rates.total,
    idleWatts: rates.idle,
    attributedWatts,
    outsidePodsWatts: rates.active === null ? null : outside(rates.active, attributedWatts),
  };
}

/** What is left of a subtraction of equal sums is the arithmetic of floating point, and no power. */
const RESIDUE = 1e-12;

function outside(activeWatts: number, attributedWatts: number): number {
  const rest = activeWatts - attributedWatts;
  return rest > activeWatts * RESIDUE ? rest : 0;
}
