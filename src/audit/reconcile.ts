/** Where a node's power went: assessed + other pods + outside pods + idle = node. Nothing is lost and nothing counted twice. */

import type { NodePower, PodPower } from '../kepler/measurement.ts';
import type { NodeSummary } from './report.ts';

/** Measured parts of a sum; null where there are parts and none is measured. */
function measuredSum(pods: readonly PodPower[]): number | null {
  const known = pods.map((pod) => pod.powerWatts).filter((watts) => watts !== null);
  if (known.length === 0 && pods.length > 0) return null;
  return known.reduce((sum, watts) => sum + watts, 0);
}

function byNode(pods: readonly PodPower[]): ReadonlyMap<string, PodPower[]> {
  const groups = new Map<string, PodPower[]>();
  for (const pod of pods) {
    const group = groups.get(pod.node);
    if (group) group.push(pod);
    else groups.set(pod.node, [pod]);
  }
  return groups;
}

export interface Reconciled {
  readonly nodes: readonly NodePower[];
  readonly pods: readonly PodPower[];
  readonly assessed: readonly PodPower[];
}

export function nodeSummaries({ nodes, pods, assessed }: Reconciled): readonly NodeSummary[] {
  const chosen = new Set(assessed);
  const own = byNode(assessed);
  const others = byNode(pods.filter((pod) => !chosen.has(pod)));
  return nodes.map((node) => ({
    node: node.node,
    keplerVersion: node.keplerVersion,
    powerMethod: node.method,
    zones: node.zones,
    totalWatts: node.totalWatts,
    assessedWatts: measuredSum(own.get(node.node) ?? []),
    otherPodsWatts: measuredSum(others.get(node.node) ?? []),
    outsidePodsWatts: node.outsidePodsWatts,
    idleWatts: node.idleWatts,
  }));
}
