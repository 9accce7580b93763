/** What part of the power of its nodes a workload has. */

import type { Assessment, WorkloadAssessment } from '../audit/report.ts';

type Drawing = Pick<WorkloadAssessment, 'powerWatts' | 'nodes'>;

/** 0–1; null where the power of the workload or of its nodes is unknown. */
export function shareOfNode(all: Assessment['nodes']): (workload: Drawing) => number | null {
  const placeOf = new Map(all.map(({ node }, place) => [node, place]));
  return ({ powerWatts, nodes }) => {
    const places = nodes.flatMap((node) => placeOf.get(node) ?? []).sort((a, b) => a - b);
    const total = places.reduce((sum, place) => sum + (all[place]?.totalWatts ?? 0), 0);
    return powerWatts === null || total <= 0 ? null : powerWatts / total;
  };
}
