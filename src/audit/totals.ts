/** Sums over the assessed workloads. Unmeasured ones are counted, not added as zero. */

import type { Judged } from './judged.ts';
import type { Totals } from './report.ts';

type Sums = { -readonly [Key in keyof Totals]: Totals[Key] };
type Summand = Pick<Judged, 'verdict' | 'workload' | 'emissions'>;

export const noTotals = (): Sums => ({
  workloads: 0,
  compliant: 0,
  nonCompliant: 0,
  inconclusive: 0,
  powerWatts: null,
  itGco2eqPerHour: null,
  facilityGco2eqPerHour: null,
  projectedKgco2eqPerMonth: null,
});

/** null as long as no part is known. */
const plus = (sum: number | null, value: number | null): number | null =>
  value === null ? sum : (sum ?? 0) + value;

export function addTo(sums: Sums, { verdict, workload, emissions }: Summand): void {
  sums.workloads += 1;
  if (verdict === 'COMPLIANT') sums.compliant += 1;
  if (verdict === 'NON_COMPLIANT') sums.nonCompliant += 1;
  if (verdict === 'INCONCLUSIVE') sums.inconclusive += 1;
  sums.powerWatts = plus(sums.powerWatts, workload.powerWatts);
  if (emissions === null) return;
  sums.itGco2eqPerHour = plus(sums.itGco2eqPerHour, emissions.itGco2eqPerHour);
  sums.facilityGco2eqPerHour = plus(sums.facilityGco2eqPerHour, emissions.facilityGco2eqPerHour);
  sums.projectedKgco2eqPerMonth = plus(sums.projectedKgco2eqPerMonth, emissions.projectedKgco2eqPerMonth);
}

export function totalsOf(workloads: Iterable<Summand>): Totals {
  const sums = noTotals();
  for (const workload of workloads) addTo(sums, workload);
  return sums;
}
