/** Which checks give every workload here the same answer, and therefore stand once, at the site. */

import type { PodPower } from '../kepler/measurement.ts';
import type { Standard } from '../standards/standard.ts';
import type { Site } from './site.ts';

/**
 * Workloads differ in intensity only if they used energy at different times: with one scrape or one common window they
 * cannot. A node with one scrape beside a node with a window has the figure of the year, and no window.
 */
export function intensityIsShared(pods: readonly PodPower[]): boolean {
  const times = new Set<string>();
  for (const pod of pods) {
    if (pod.intervals.length > 1) return false;
    if (pod.intervals.length === 0 && pod.powerWatts !== null) times.add('no window');
    for (const interval of pod.intervals) times.add(`${interval.fromMs} ${interval.toMs}`);
  }
  return times.size <= 1;
}

export interface ScopedStandards {
  readonly site: readonly Standard[];
  readonly workload: readonly Standard[];
}

/** One figure for the place, without an intensity by time, is the same for every workload whatever its window. */
export function scopedStandards(
  standards: readonly Standard[],
  pods: readonly PodPower[],
  { seriesOver }: Pick<Site, 'seriesOver'>,
): ScopedStandards {
  const shared = seriesOver === null || intensityIsShared(pods);
  const isSiteWide = (standard: Standard): boolean =>
    standard.scope === 'site' ||
    standard.unmeasurable !== null ||
    standard.metric === 'pue' ||
    (standard.metric === 'carbon-intensity' && shared);
  return {
    site: standards.filter(isSiteWide),
    workload: standards.filter((standard) => !isSiteWide(standard)),
  };
}
