/** Workloads summed by namespace. */

import type { Judged } from '../audit/judged.ts';
import type { Totals } from '../audit/report.ts';
import { addTo, noTotals } from '../audit/totals.ts';

export interface NamespaceSummary extends Totals {
  readonly namespace: string;
}

/** Largest power first. */
export function namespaceSummaries(judged: Iterable<Judged>): readonly NamespaceSummary[] {
  const sumsOf = new Map<string, ReturnType<typeof noTotals>>();
  for (const one of judged) {
    const { namespace } = one.workload.name;
    const sums = sumsOf.get(namespace) ?? noTotals();
    sumsOf.set(namespace, sums);
    addTo(sums, one);
  }
  const summaries = [...sumsOf].map(([namespace, sums]) => ({ namespace, ...sums }));
  return summaries.sort((a, b) => (b.powerWatts ?? -1) - (a.powerWatts ?? -1));
}
