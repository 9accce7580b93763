/** Of which hours an intensity is. The figures before and after a step can be of different ones, and both are projected on a month. */

import type { Evaluation } from '../audit/evaluate.ts';
import type { Case } from '../audit/scenario.ts';
import type { Site } from '../audit/site.ts';
import { timeText } from '../audit/window-query.ts';
import type { Quantity } from '../evidence.ts';
import type { EnergyInterval } from '../kepler/measurement.ts';

function lengthText(intervals: readonly EnergyInterval[]): string {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { fromMs, toMs } of intervals) {
    first = Math.min(first, fromMs);
    last = Math.max(last, toMs);
  }
  return timeText(last - first);
}

/** null: one figure was stated for all hours. */
function hoursOf({ workload, site, shiftMs }: Case, { evidence }: Quantity): string | null {
  if (site.seriesOver !== null && shiftMs !== null)
    return `mean of the cleanest ${timeText(shiftMs)} begun in the 24 h that follow`;
  if (site.seriesOver !== null && workload.intervals.length > 0)
    return `of the energy used in the ${lengthText(workload.intervals)} that were measured`;
  return isYearly(site, evidence) ? 'yearly average' : null;
}

const isYearly = ({ region }: Site, { source }: Quantity['evidence']): boolean =>
  source === region.intensity?.evidence.source;

/** The intensity of a case, with its hours in the note. */
export function withHours(one: Case, { intensity }: Pick<Evaluation, 'intensity'>): Quantity | null {
  if (intensity === null) return null;
  const { evidence } = intensity;
  const note = [hoursOf(one, intensity), evidence.note].filter(Boolean).join('; ');
  return note === '' ? intensity : { ...intensity, evidence: { ...evidence, note } };
}
