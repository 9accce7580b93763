/** Where a node's power went: assessed + other pods + outside pods + idle = node. Nothing is lost and nothing counted twice. */

import type { NodePower, PodPower } from '../kepler/measurement.ts';
import type { NodeSummary } from './report.ts';

export function nodeSummaries(
  nodes: readonly NodePower[],
  assessed: readonly PodPower[],
): readonly NodeSummary[] {
  const assessedWatts = new Map<string, number>();
  for (const pod of assessed) {
    assessedWatts.set(pod.node, (assessedWatts.get(pod.node) ?? 0) + (pod.powerWatts ?? 0));
  }
  return nodes.map((node) => {
    const own = assessedWatts.get(node.node) ?? 0;
    return {
      node: node.node,
      keplerVersion: node.keplerVersion,
      powerMethod: node.method,
      zones: node.zones,
      totalWatts: node.totalWatts,
      assessedWatts: own,
      otherPodsWatts: Math.max(0, node.attributedWatts - own),
      outsidePodsWatts: node.outsidePodsWatts,
      idleWatts: node.idleWatts,
    };
  });
}
