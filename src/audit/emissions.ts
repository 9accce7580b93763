/** Emissions of a workload as rates and projections: IT energy, and facility energy = IT × PUE. */

import type { Grade } from '../evidence.ts';
import { type Quantity, weakest } from '../evidence.ts';
import { emissionsGco2eq, GRAMS_PER_KG, HOURS_PER_MONTH, HOURS_PER_YEAR, kwhOfWatts } from '../units.ts';
import type { Emissions } from './report.ts';

export interface EmissionsInput {
  readonly powerWatts: number | null;
  readonly powerGrade: Grade;
  readonly intensity: Quantity | null;
  readonly pue: Quantity;
}

/** null as soon as power or intensity is unknown. */
export function emissionsOf({ powerWatts, powerGrade, intensity, pue }: EmissionsInput): Emissions | null {
  if (powerWatts === null || intensity === null) return null;
  const itEnergyKwh = kwhOfWatts(powerWatts, 1);
  const gridGco2eqPerKwh = intensity.value;
  const facilityGco2eqPerHour = emissionsGco2eq({ itEnergyKwh, gridGco2eqPerKwh, pue: pue.value });
  return {
    itGco2eqPerHour: emissionsGco2eq({ itEnergyKwh, gridGco2eqPerKwh, pue: 1 }),
    facilityGco2eqPerHour,
    projectedKgco2eqPerMonth: (facilityGco2eqPerHour * HOURS_PER_MONTH) / GRAMS_PER_KG,
    projectedKgco2eqPerYear: (facilityGco2eqPerHour * HOURS_PER_YEAR) / GRAMS_PER_KG,
    grade: weakest(powerGrade, intensity.evidence.grade, pue.evidence.grade),
  };
}
