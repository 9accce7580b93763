/** Workloads summed by namespace. */

import type { Totals, WorkloadAssessment } from '../audit/report.ts';
import { totalsOf } from '../audit/totals.ts';

export interface NamespaceSummary extends Totals {
  readonly namespace: string;
}

/** Largest power first. */
export function namespaceSummaries(workloads: readonly WorkloadAssessment[]): readonly NamespaceSummary[] {
  const groups = new Map<string, WorkloadAssessment[]>();
  for (const workload of workloads) {
    const { namespace } = workload.workload;
    const group = groups.get(namespace);
    if (group) group.push(workload);
    else groups.set(namespace, [workload]);
  }
  const summaries = [...groups].map(([namespace, group]) => ({ namespace, ...totalsOf(group) }));
  return summaries.sort((a, b) => (b.powerWatts ?? -1) - (a.powerWatts ?? -1));
}
