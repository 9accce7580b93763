/** `--idle share`: the idle power of a node spread over its pods in proportion to their active power. Off by default. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Measurement, NodePower, PodPower } from '../kepler/measurement.ts';

/** Idle watts a pod carries, by pod; pods of a node whose idle power is unknown carry none and are not in the map. */
function idleShares(nodes: readonly NodePower[], pods: readonly PodPower[]): ReadonlyMap<PodPower, number> {
  const idleOf = new Map(nodes.map(({ node, idleWatts }) => [node, idleWatts]));
  const activeOf = new Map<string, number>();
  for (const { node, powerWatts } of pods) activeOf.set(node, (activeOf.get(node) ?? 0) + (powerWatts ?? 0));
  const shares = new Map<PodPower, number>();
  for (const pod of pods) {
    const [idleWatts, activeWatts] = [idleOf.get(pod.node) ?? null, activeOf.get(pod.node) ?? 0];
    if (pod.powerWatts === null || idleWatts === null || activeWatts <= 0) continue;
    shares.set(pod, (idleWatts * pod.powerWatts) / activeWatts);
  }
  return shares;
}

/** Power and energy of a pod with its share of idle. A model, not a measurement: the grade says so. */
function carrying(pod: PodPower, idleWatts: number | undefined): PodPower {
  if (idleWatts === undefined || !pod.powerWatts) return pod;
  const ratio = (pod.powerWatts + idleWatts) / pod.powerWatts;
  const intervals = pod.intervals.map((interval) => ({ ...interval, joules: interval.joules * ratio }));
  return { ...pod, powerWatts: pod.powerWatts + idleWatts, intervals, grade: 'estimated' };
}

/** All of a node's idle power is shared or none of it, so what is left is exactly 0. */
function withoutIdle(node: NodePower, sharedWatts: number): NodePower {
  if (sharedWatts === 0) return node;
  return { ...node, idleWatts: 0, attributedWatts: node.attributedWatts + sharedWatts };
}

function sharedWarning(sharedOn: ReadonlyMap<string, number>): Diagnostic {
  const idleWatts = [...sharedOn.values()].reduce((sum, watts) => sum + watts, 0);
  const message = `${Number(idleWatts.toPrecision(4))} W of idle power are spread over the pods in proportion to their active power; this is a convention, not a measurement`;
  return { code: 'IDLE_SHARED', level: 'info', message, figures: { idleWatts } };
}

export interface SharedIdle {
  readonly measurement: Measurement;
  /** Watts of idle power each pod of `measurement` carries. */
  readonly idleWattsOf: (pod: PodPower) => number | null;
}

/** The same measurement with idle power in the pods; node totals stay what they were. */
export function shareIdle(measurement: Measurement): SharedIdle {
  const shares = idleShares(measurement.nodes, measurement.pods);
  const carried = new Map<PodPower, number>();
  const sharedOn = new Map<string, number>();
  const pods = measurement.pods.map((pod) => {
    const idleWatts = shares.get(pod);
    const next = carrying(pod, idleWatts);
    if (next !== pod) {
      carried.set(next, idleWatts ?? 0);
      sharedOn.set(pod.node, (sharedOn.get(pod.node) ?? 0) + (idleWatts ?? 0));
    }
    return next;
  });
  const nodes = measurement.nodes.map((node) => withoutIdle(node, sharedOn.get(node.node) ?? 0));
  const warnings = measurement.warnings
    .filter(({ code }) => code !== 'IDLE_POWER')
    .concat(sharedWarning(sharedOn));
  return {
    measurement: { ...measurement, nodes, pods, warnings },
    idleWattsOf: (pod) => carried.get(pod) ?? null,
  };
}
