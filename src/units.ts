/** Conversions and physical constants; every other file multiplies only what is already in the same unit. */

export const MS_PER_SECOND = 1000;
export const SECONDS_PER_HOUR = 3600;
export const MS_PER_HOUR = MS_PER_SECOND * SECONDS_PER_HOUR;
export const JOULES_PER_KWH = 3_600_000;
export const WATTS_PER_KW = 1000;
export const GRAMS_PER_KG = 1000;

/** Mean month and common year used for projections: 8760 h = 365 d, 730 h = 8760 / 12. */
export const HOURS_PER_MONTH = 730;
export const HOURS_PER_YEAR = 8760;

export const kwhOfJoules = (joules: number): number => joules / JOULES_PER_KWH;

/** Energy of a constant power over a time. */
export const kwhOfWatts = (powerWatts: number, hours: number): number => (powerWatts * hours) / WATTS_PER_KW;

/** Operational emissions, Scope 2 location-based: IT energy × PUE × grid intensity (GHG Protocol Scope 2 Guidance, 2015). */
export function emissionsGco2eq(of: { itEnergyKwh: number; pue: number; gridGco2eqPerKwh: number }): number {
  return of.itEnergyKwh * of.pue * of.gridGco2eqPerKwh;
}
