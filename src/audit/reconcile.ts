/** Where a node's power went: assessed + other pods + outside pods + idle = node. Nothing is lost and nothing counted twice. */

import type { NodePower, PodPower } from '../kepler/measurement.ts';
import type { NodeSummary } from './report.ts';

/** Measured parts of a sum; null where there are parts and none is measured. */
interface PartialSum {
  parts: number;
  measured: number;
  watts: number;
}

const wattsOf = ({ parts, measured, watts }: PartialSum): number | null =>
  measured === 0 && parts > 0 ? null : watts;

class NodeSums {
  readonly #sums = new Map<string, PartialSum>();

  add({ node, powerWatts }: PodPower): void {
    const sum = this.of(node);
    sum.parts += 1;
    if (powerWatts === null) return;
    sum.measured += 1;
    sum.watts += powerWatts;
  }

  of(node: string): PartialSum {
    const known = this.#sums.get(node);
    if (known !== undefined) return known;
    const made = { parts: 0, measured: 0, watts: 0 };
    this.#sums.set(node, made);
    return made;
  }
}

export interface Reconciled {
  readonly nodes: readonly NodePower[];
  readonly pods: readonly PodPower[];
  /** Some of the pods, in their order. */
  readonly assessed: readonly PodPower[];
}

export function nodeSummaries({ nodes, pods, assessed }: Reconciled): readonly NodeSummary[] {
  const own = new NodeSums();
  const others = new NodeSums();
  let next = 0;
  for (const pod of pods) {
    const isAssessed = pod === assessed[next];
    if (isAssessed) next += 1;
    (isAssessed ? own : others).add(pod);
  }
  return nodes.map((node) => ({
    node: node.node,
    keplerVersion: node.keplerVersion,
    powerMethod: node.method,
    zones: node.zones,
    totalWatts: node.totalWatts,
    assessedWatts: wattsOf(own.of(node.node)),
    otherPodsWatts: wattsOf(others.of(node.node)),
    outsidePodsWatts: node.outsidePodsWatts,
    idleWatts: node.idleWatts,
  }));
}
