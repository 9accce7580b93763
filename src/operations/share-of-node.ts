/** What part of the power of its nodes a workload has. */

import type { Assessment, WorkloadAssessment } from '../audit/report.ts';

type Drawing = Pick<WorkloadAssessment, 'powerWatts' | 'nodes'>;

/** 0–1; null where the power of the workload or of its nodes is unknown. */
export function shareOfNode(all: Assessment['nodes']): (workload: Drawing) => number | null {
  const placeOf = new Map(all.map(({ node }, place) => [node, place]));
  const totalAt = (place: number | undefined): number =>
    (place === undefined ? null : all[place]?.totalWatts) ?? Number.NaN;
  // In the order of the report, so that the sum is the same in whatever order pods come.
  const totalOf = (nodes: readonly string[]): number =>
    nodes
      .map((node) => placeOf.get(node) ?? -1)
      .sort((a, b) => a - b)
      .reduce((sum, place) => sum + totalAt(place), 0);
  return ({ powerWatts, nodes }) => {
    if (powerWatts === null) return null;
    const total = nodes.length === 1 ? totalAt(placeOf.get(nodes[0] as string)) : totalOf(nodes);
    return total > 0 ? powerWatts / total : null;
  };
}
