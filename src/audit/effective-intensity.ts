/** The intensity of the energy a workload really used: Σ(E_t · I_t) / ΣE_t. Without a window, the yearly average. */

import type { Quantity } from '../evidence.ts';
import { addSpan, meanIntensity } from '../grid/mean-intensity.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { WeightedMean } from '../grid/weighted-mean.ts';
import type { EnergyInterval } from '../kepler/measurement.ts';
import { INTENSITY_UNIT, type Site } from './site.ts';

const first = (intervals: readonly EnergyInterval[]): number =>
  intervals.reduce((min, interval) => Math.min(min, interval.fromMs), Number.POSITIVE_INFINITY);

const last = (intervals: readonly EnergyInterval[]): number =>
  intervals.reduce((max, interval) => Math.max(max, interval.toMs), Number.NEGATIVE_INFINITY);

/** Energy-weighted; a workload that used nothing is weighted by time, the limit of ever smaller flat use. */
function weightedMean(intervals: readonly EnergyInterval[], series: IntensitySeries): number | null {
  const anyEnergy = intervals.some((interval) => interval.joules > 0);
  const mean = new WeightedMean();
  for (const interval of intervals) {
    const weight = anyEnergy ? interval.joules : interval.toMs - interval.fromMs;
    if (weight > 0 && !addSpan(mean, series, interval, weight)) return null;
  }
  return mean.value(series.scaledTo);
}

/** null: the grid has no figure for this place, or the series has a gap where energy was used. */
export function effectiveIntensity(intervals: readonly EnergyInterval[], site: Site): Quantity | null {
  if (intervals.length === 0 || site.seriesOver === null) return site.intensity;
  const series = site.seriesOver(first(intervals), last(intervals));
  const value = weightedMean(intervals, series);
  if (value === null) return null;
  const { signal, basis } = series;
  return { value, unit: INTENSITY_UNIT, evidence: { ...series.evidence, signal, basis } };
}

/**
 * The least and the greatest mean of an interval: between them lies the intensity, however the energy is shared out.
 * Without end both where the series has a gap, in which all of what was not counted may have been used. null: without a window.
 */
export function intensityRange(
  intervals: readonly EnergyInterval[],
  { seriesOver }: Pick<Site, 'seriesOver'>,
): { readonly least: number; readonly greatest: number } | null {
  if (intervals.length === 0 || seriesOver === null) return null;
  const series = seriesOver(first(intervals), last(intervals));
  const range = { least: Number.POSITIVE_INFINITY, greatest: Number.NEGATIVE_INFINITY };
  for (const { fromMs, toMs } of intervals) {
    const mean = meanIntensity(series, fromMs, toMs);
    if (mean === null) return { least: Number.NEGATIVE_INFINITY, greatest: Number.POSITIVE_INFINITY };
    range.least = Math.min(range.least, mean);
    range.greatest = Math.max(range.greatest, mean);
  }
  return range;
}
