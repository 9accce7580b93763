/** The intensity of the energy a workload really used: Σ(E_t · I_t) / ΣE_t, of pods together Σ(P · I) / ΣP. Without a window, the yearly average. */

import type { Quantity } from '../evidence.ts';
import { addSpan, meanIntensity } from '../grid/mean-intensity.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { WeightedMean } from '../grid/weighted-mean.ts';
import type { EnergyInterval, PodPower } from '../kepler/measurement.ts';
import { INTENSITY_UNIT, type Site } from './site.ts';
import type { Workload } from './workload.ts';

const first = (intervals: readonly EnergyInterval[]): number =>
  intervals.reduce((min, interval) => Math.min(min, interval.fromMs), Number.POSITIVE_INFINITY);

const last = (intervals: readonly EnergyInterval[]): number =>
  intervals.reduce((max, interval) => Math.max(max, interval.toMs), Number.NEGATIVE_INFINITY);

/** Watts for each joule of a pod: energy counts by the power it makes, since windows of nodes differ in length. */
const wattsPerJoule = ({ powerWatts, intervals }: PodPower): number =>
  (powerWatts ?? 0) / intervals.reduce((sum, { joules }) => sum + joules, 0);

type Used = Pick<Workload, 'pods' | 'intervals'>;

/** By power; a workload that used nothing is weighted by time, the limit of ever smaller flat use. */
function weightedMean({ pods, intervals }: Used, series: IntensitySeries): number | null {
  const anyEnergy = intervals.some((interval) => interval.joules > 0);
  const mean = new WeightedMean();
  for (const pod of pods) {
    const perJoule = wattsPerJoule(pod);
    for (const interval of pod.intervals) {
      const weight = anyEnergy ? interval.joules && interval.joules * perJoule : lengthOf(interval);
      if (weight > 0 && !addSpan(mean, series, interval, weight)) return null;
    }
  }
  return mean.value(series.scaledTo);
}

const lengthOf = ({ fromMs, toMs }: EnergyInterval): number => toMs - fromMs;

/** Some of its pods have hours and others only a moment: no one figure is the intensity of both. */
export const hasUnlikeTimes = ({ pods, intervals }: Used): boolean =>
  intervals.length > 0 && pods.some((pod) => pod.intervals.length === 0 && pod.powerWatts !== null);

/** null: the grid has no figure for this place, the series has a gap where energy was used, or the pods have unlike times. */
export function effectiveIntensity(used: Used, site: Site): Quantity | null {
  const { intervals } = used;
  if (intervals.length === 0 || site.seriesOver === null) return site.intensity;
  if (hasUnlikeTimes(used)) return null;
  const series = site.seriesOver(first(intervals), last(intervals));
  const value = weightedMean(used, series);
  if (value === null) return null;
  const { signal, basis } = series;
  return { value, unit: INTENSITY_UNIT, evidence: { ...series.evidence, signal, basis } };
}

/**
 * Between what the intensity lies where a restart took energy along: with ever more of it `counted` comes ever nearer to the
 * mean of the interval in which it was lost. Without end both ways where the series has a gap there. null: nothing was lost.
 */
export function intensityRange(
  counted: number,
  intervals: readonly EnergyInterval[],
  { seriesOver }: Pick<Site, 'seriesOver'>,
): { readonly least: number; readonly greatest: number } | null {
  const lost = intervals.filter(({ isBound }) => isBound);
  if (lost.length === 0 || seriesOver === null) return null;
  const series = seriesOver(first(intervals), last(intervals));
  const range = { least: counted, greatest: counted };
  for (const { fromMs, toMs } of lost) {
    const mean = meanIntensity(series, fromMs, toMs);
    if (mean === null) return { least: Number.NEGATIVE_INFINITY, greatest: Number.POSITIVE_INFINITY };
    range.least = Math.min(range.least, mean);
    range.greatest = Math.max(range.greatest, mean);
  }
  return range;
}
