/** Whether a scrape proves that a pod which is not in it did not run. */

import { figureOf, SLOT } from './figures.ts';
import type { NodeReadings } from './scrape.ts';

/**
 * By visit. Kepler writes families in the order of their names, watts after joules: without watts of pods, where others of
 * the same node have them, a scrape was cut between lines.
 */
export function wholeVisits(visits: readonly NodeReadings[]): readonly boolean[] {
  const withWatts = visits.map(hasPodWatts);
  const someHaveWatts = withWatts.includes(true);
  return visits.map(
    ({ isIncomplete, pods }, visit) =>
      isIncomplete !== true && pods.size > 0 && (withWatts[visit] === true || !someHaveWatts),
  );
}

export function hasPodWatts({ pods, zones }: NodeReadings): boolean {
  for (const pod of pods.values())
    if (zones.some((_, zone) => !Number.isNaN(figureOf(pod, zone, SLOT.runningWatts)))) return true;
  return false;
}
