/** The year whose average judges: that of what was measured, where the catalogue has it. */

import type { Diagnostic } from '../diagnostics.ts';
import { localDay } from '../grid/local-day.ts';
import type { Region } from '../grid/region.ts';
import { regionOf } from '../grid/region-lookup.ts';
import type { Catalogue } from './catalogue.ts';

/** Of what was measured. */
export interface MeasuredTime {
  readonly firstMs: number;
  /** The last moment it includes. */
  readonly lastMs: number;
  /** Somebody said when; else it is judged as of now. */
  readonly isDated: boolean;
}

export interface InYear {
  /** All regions with the averages of that year, so that what is moved is compared with its like. */
  readonly catalogue: Catalogue;
  readonly region: Region;
  readonly remarks: readonly Diagnostic[];
}

export function inYearOf(catalogue: Catalogue, usual: Region, time: MeasuredTime): InYear {
  const yearAt = (atMs: number): number => Number(localDay(atMs, usual.timeZone).slice(0, 4));
  const [first, last] = [yearAt(time.firstMs), yearAt(time.lastMs)];
  const regions = catalogue.regions.inYear(last);
  const isUsual = regions === catalogue.regions;
  const region = isUsual ? usual : regionOf(regions, `${usual.provider}:${usual.code}`);
  const years = time.isDated ? [...new Set([first, last])] : [last];
  const isOther = isOtherThan(region, usual);
  const remarks = years.some(isOther) ? [otherYear(region, years)] : [];
  return { catalogue: isUsual ? catalogue : { ...catalogue, regions }, region, remarks };
}

/**
 * A year has its average when it is over, so the year after the newest average has none yet. What is published of a year to come
 * is none of now.
 */
function isOtherThan({ intensity }: Region, usual: Region) {
  const used = intensity?.evidence.year ?? null;
  const newest = usual.intensity?.evidence.year ?? null;
  return (year: number): boolean => used !== null && year !== used && !(year === used + 1 && newest === used);
}

function otherYear({ code, intensity }: Region, years: readonly number[]): Diagnostic {
  const averageOf = intensity?.evidence.year ?? 0;
  const measured = years.join(' and ');
  return {
    code: 'AVERAGE_OF_OTHER_YEAR',
    level: 'warning',
    message: `The grid intensity of ${code} is by the yearly average of ${averageOf}, and what was measured is of ${measured}`,
    subject: code,
    figures: { averageOf, measured },
  };
}
