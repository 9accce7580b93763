/** Workloads as flat rows for csv, and as names. Column names carry units and are stable within a major version. */

import type { Assessment, WorkloadAssessment } from '../audit/report.ts';
import { computedList } from '../computed-list.ts';
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

type Recorded = Pick<Assessment, 'workloads' | 'site'>;

/** Rows are made when they are looked at, as the workloads are. */
export function workloadRecords({ workloads, site }: Recorded): Records {
  const rowOf = (row: WorkloadAssessment) => [
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
  ];
  return {
    columns: COLUMNS,
    rows: computedList(workloads.length, (at) => rowOf(workloads[at] as WorkloadAssessment)),
  };
}

export const workloadNames = ({ workloads }: Pick<Assessment, 'workloads'>): readonly string[] =>
  computedList(workloads.length, (at) => {
    const { namespace, name } = (workloads[at] as WorkloadAssessment).workload;
    return `${namespace}/${name}`;
  });
