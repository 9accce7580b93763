/**
 * Reports of other hours: what a workload emits changes with the hour it is measured in, and that is none of its doing. Its power
 * with the PUE is what it would emit at any one intensity, so growth has to show there, and a saving in both.
 */

import type { SavedEvidence, SavedReport } from './saved-report.ts';
import { TIE_RATIO } from './saving.ts';
import { STATED } from './site.ts';

/** What a rate of emissions was made from. */
export interface Emitting {
  /** gCO2eq/h. */
  readonly rate: number | null;
  /** Power × PUE. */
  readonly facilityWatts: number | null;
}

export const facilityWattsOf = (powerWatts: number | null, { site }: SavedReport): number | null =>
  powerWatts === null ? null : powerWatts * (site.pue?.value ?? 1);

/** All whose emissions are known, together. */
export function emittingOf(report: SavedReport): Emitting {
  let [rate, facilityWatts] = [0, 0];
  for (const { emissions, powerWatts } of report.workloads) {
    if (emissions === null) continue;
    rate += emissions.facilityGco2eqPerHour;
    facilityWatts += facilityWattsOf(powerWatts, report) ?? 0;
  }
  return { rate, facilityWatts };
}

const SECONDS_PER_DAY = 86_400;
const WHOLE_DAY_RATIO = 0.01;

/** They hold all hours alike, so that with a typical day only the workload's own hours tell them apart. */
function isOfWholeDays({ window, site }: SavedReport): boolean {
  if (!window || site.intensity?.evidence.grade === 'declared') return false;
  const days = Math.round(window.seconds / SECONDS_PER_DAY);
  return days > 0 && Math.abs(window.seconds - days * SECONDS_PER_DAY) <= WHOLE_DAY_RATIO * SECONDS_PER_DAY;
}

/** Without a window both are of the year. An early version may not say. */
function haveLikeWindows(base: SavedReport, head: SavedReport): boolean {
  if (base.window === undefined || head.window === undefined) return true;
  if (base.window === null && head.window === null) return true;
  return isOfWholeDays(base) && isOfWholeDays(head);
}

/** gCO2eq/kWh; null where nothing was used. */
export const intensityOf = ({ rate, facilityWatts }: Emitting): number | null =>
  rate === null || !facilityWatts ? null : (rate / facilityWatts) * 1000;

const areSame = (one: number, other: number): boolean => Math.abs(one - other) <= TIE_RATIO * Math.abs(one);

/** Not the one figure that stands for the place at any time. */
const isByHours = (used: number, { site }: SavedReport): boolean =>
  site.intensity?.value === undefined || !areSame(used, site.intensity.value);

/** One figure that an operator states is meant, and no matter of hours. */
const isStated = ({ evidence }: { readonly evidence: SavedEvidence }): boolean =>
  evidence.grade === 'declared' && evidence.source === STATED;

/** Where work runs is a choice of its operator, and none of the hours. */
const isMove = (base: SavedReport, head: SavedReport): boolean =>
  base.site.region.code !== head.site.region.code;

/** Of one place another year, another edition of its data, or another hour of a series. */
function haveOtherAverages(base: SavedReport, head: SavedReport): boolean {
  const [one, other] = [base.site.intensity, head.site.intensity];
  if (isMove(base, head) || one?.value === undefined || other?.value === undefined) return false;
  return !isStated(one) && !isStated(other) && !areSame(one.value, other.value);
}

export type HoursApart = (before: Emitting, after: Emitting) => boolean;

/** Whether the two used energy of unlike intensity because they were measured in other hours or years, and for no move. */
export const hoursApart = (base: SavedReport, head: SavedReport): HoursApart =>
  isMove(base, head) ? () => false : wereOtherHours(base, head);

/** The same in any two places: to be told, while a move is judged as a move. */
export function wereOtherHours(base: SavedReport, head: SavedReport): HoursApart {
  const isOtherYear = haveOtherAverages(base, head);
  if (haveLikeWindows(base, head) && !isOtherYear) return () => false;
  return (before, after) => {
    const [one, other] = [intensityOf(before), intensityOf(after)];
    if (one === null || other === null || areSame(one, other)) return false;
    return isOtherYear || isByHours(one, base) || isByHours(other, head);
  };
}

/** What to do for an answer. */
export const MEASURE_ALIKE = 'measure the same hours for both, or state one --intensity for both';

/** Why emissions that grew prove nothing. */
export const GREW_WITH_HOURS = `emissions grew and the power × PUE did not, at another intensity: ${MEASURE_ALIKE}`;
