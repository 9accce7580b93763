/** A verdict that turned with the hours or years alone says nothing of the workload: the limit, its power and its PUE are as before. */

import type { Side } from './report-side.ts';
import type { SavedCheck } from './saved-report.ts';
import { TIE_RATIO } from './saving.ts';
import { type HoursApart, MEASURE_ALIKE } from './used-hours.ts';

const isLike = (one: SavedCheck, other: SavedCheck): boolean =>
  one.standard === other.standard && one.limit?.value === other.limit?.value;

/** Missed for nothing but the intensity. */
function isOfHours(check: SavedCheck, before: Side, after: Side): boolean {
  const wasMet = before.checks.some((one) => isLike(one, check) && one.verdict === 'COMPLIANT');
  if (!wasMet) return false;
  if (check.metric === 'carbon-intensity') return true;
  const [one, other] = [before.facilityWatts, after.facilityWatts];
  return check.metric === 'emissions' && one !== null && other !== null && other <= one * (1 + TIE_RATIO);
}

/** Where an early version does not say what was missed, that is not known to be its own doing either. */
export function turnedWithHours(before: Side, after: Side, areHoursApart: HoursApart): boolean {
  if (before.verdict === 'NON_COMPLIANT' || after.verdict !== 'NON_COMPLIANT') return false;
  if (!areHoursApart(before, after)) return false;
  return after.checks
    .filter(({ verdict }) => verdict === 'NON_COMPLIANT')
    .every((check) => isOfHours(check, before, after));
}

/** Why a verdict proves nothing. */
export const TURNED_WITH_HOURS = `verdict turned with the intensity alone: ${MEASURE_ALIKE}`;
