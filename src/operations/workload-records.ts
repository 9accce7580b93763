/** Workloads as flat rows for csv. Column names carry units and are stable within a major version. */

import type { Assessment } from '../audit/report.ts';
import type { Records } from '../view.ts';

const COLUMNS = [
  'namespace',
  'kind',
  'name',
  'verdict',
  'power_watts',
  'energy_kwh',
  'intensity_gco2eq_per_kwh',
  'pue_ratio',
  'it_gco2eq_per_hour',
  'facility_gco2eq_per_hour',
  'projected_kgco2eq_per_month',
  'evidence',
  'region',
] as const;

export function workloadRecords({ workloads, site }: Pick<Assessment, 'workloads' | 'site'>): Records {
  return {
    columns: COLUMNS,
    rows: workloads.map((row) => [
      row.workload.namespace,
      row.workload.kind,
      row.workload.name,
      row.verdict,
      row.powerWatts,
      row.energyKwh,
      row.effectiveIntensity?.value ?? null,
      site.pue.value,
      row.emissions?.itGco2eqPerHour ?? null,
      row.emissions?.facilityGco2eqPerHour ?? null,
      row.emissions?.projectedKgco2eqPerMonth ?? null,
      row.grade,
      site.region.code,
    ]),
  };
}
