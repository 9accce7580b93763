/** Sums over the assessed workloads. Unmeasured ones are counted, not added as zero. */

import type { Totals, WorkloadAssessment } from './report.ts';

/** null when no part is known. */
function sumOf(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value): value is number => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

export function totalsOf(workloads: readonly WorkloadAssessment[]): Totals {
  const count = (verdict: string): number =>
    workloads.filter((workload) => workload.verdict === verdict).length;
  return {
    workloads: workloads.length,
    compliant: count('COMPLIANT'),
    nonCompliant: count('NON_COMPLIANT'),
    inconclusive: count('INCONCLUSIVE'),
    powerWatts: sumOf(workloads.map(({ powerWatts }) => powerWatts)),
    itGco2eqPerHour: sumOf(workloads.map(({ emissions }) => emissions?.itGco2eqPerHour)),
    facilityGco2eqPerHour: sumOf(workloads.map(({ emissions }) => emissions?.facilityGco2eqPerHour)),
    projectedKgco2eqPerMonth: sumOf(workloads.map(({ emissions }) => emissions?.projectedKgco2eqPerMonth)),
  };
}
