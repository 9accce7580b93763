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
  /** Of other places of that catalogue; one for each year that stands in for the one that was measured. */
  readonly remarksOn: (places: readonly Region[]) => readonly Diagnostic[];
}

export function inYearOf(catalogue: Catalogue, usual: Region, time: MeasuredTime): InYear {
  const yearAt = (atMs: number): number => Number(localDay(atMs, usual.timeZone).slice(0, 4));
  const [first, last] = [yearAt(time.firstMs), yearAt(time.lastMs)];
  const regions = catalogue.regions.inYear(last);
  const isUsual = regions === catalogue.regions;
  const region = isUsual ? usual : sameIn(regions, usual);
  const years = time.isDated ? [...new Set([first, last])] : [last];
  const isByOther = (place: Region): boolean =>
    years.some(isOtherThan(place, isUsual ? place : sameIn(catalogue.regions, place)));
  const remarksOn = (places: readonly Region[]) => otherYears(places.filter(isByOther), years);
  const inYear = isUsual ? catalogue : { ...catalogue, regions };
  return { catalogue: inYear, region, remarks: remarksOn([region]), remarksOn };
}

const sameIn = (regions: Iterable<Region>, { provider, code }: Region): Region =>
  regionOf(regions, `${provider}:${code}`);

/**
 * A year has its average when it is over, so the year after the newest average has none yet. What is published of a year to come
 * is none of now.
 */
function isOtherThan({ intensity }: Region, usual: Region) {
  const used = intensity?.evidence.year ?? null;
  const newest = usual.intensity?.evidence.year ?? null;
  return (year: number): boolean => used !== null && year !== used && !(year === used + 1 && newest === used);
}

const yearOf = ({ intensity }: Region): number => intensity?.evidence.year ?? 0;

const otherYears = (places: readonly Region[], years: readonly number[]): readonly Diagnostic[] =>
  [...new Set(places.map(yearOf))].map((averageOf) =>
    otherYear(
      places.filter((place) => yearOf(place) === averageOf) as [Region, ...Region[]],
      averageOf,
      years,
    ),
  );

const NAMED = 3;

function otherYear(
  places: readonly [Region, ...Region[]],
  averageOf: number,
  years: readonly number[],
): Diagnostic {
  const named = places.slice(0, NAMED).map(({ code }) => code);
  const more = places.length > NAMED ? ` and ${places.length - NAMED} more` : '';
  const measured = years.join(' and ');
  return {
    code: 'AVERAGE_OF_OTHER_YEAR',
    level: 'warning',
    message: `The grid intensity of ${named.join(', ')}${more} is by the yearly average of ${averageOf}, and what was measured is of ${measured}`,
    subject: places[0].code,
    figures: { averageOf, measured },
  };
}
