/** Where the workloads run: the grid that supplies them and the facility around them. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Quantity } from '../evidence.ts';
import { profileSeries } from '../grid/profile-series.ts';
import type { DayProfile, Region } from '../grid/region.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { UNIT_OF } from '../standards/standard.ts';
import type { Catalogue } from './catalogue.ts';
import { pueOf } from './catalogue-lookup.ts';
import { type SingleScrape, statedSeries } from './stated-series.ts';

export const INTENSITY_UNIT = UNIT_OF['carbon-intensity'];

export interface Site {
  readonly region: Region;
  readonly regionIsDefault: boolean;
  /** The figure used where there is no window; null: `noIntensity` says why, or nobody publishes one for this region. */
  readonly intensity: Quantity | null;
  readonly noIntensity?: string;
  /** The operator gave the intensity: it is that of the grid zone, not of the region alone. */
  readonly isIntensityStated?: boolean;
  /** What a reader must know of the intensity that is used. */
  readonly remarks?: readonly Diagnostic[];
  /** Intensity by time, for windows and schedules; null: only the yearly figure is known. */
  readonly seriesOver: ((fromMs: number, toMs: number) => IntensitySeries) | null;
  readonly pue: Quantity;
}

/** What the operator states; each replaces the catalogue's figure. */
export interface Stated {
  readonly pue?: number | undefined;
  readonly intensity?: number | IntensitySeries | undefined;
}

/** Source of a figure that stands for all hours. A series of hours has the name of its file. */
export const STATED = 'stated by the operator';

const declared = (value: number, unit: string): Quantity => ({
  value,
  unit,
  evidence: { grade: 'declared', source: STATED, year: null },
});

function sitePue(catalogue: Catalogue, region: Region, stated: number | undefined): Quantity {
  if (stated !== undefined) return declared(stated, 'ratio');
  const { ratio, evidence } = pueOf(catalogue, region);
  return { value: ratio, unit: 'ratio', evidence };
}

function statedIntensity(stated: number): Pick<Site, 'intensity' | 'seriesOver'> {
  return { intensity: declared(stated, INTENSITY_UNIT), seriesOver: null };
}

/** null: nobody publishes one. */
export const publishedQuantity = ({ intensity }: Region): Quantity | null =>
  intensity && { value: intensity.gco2eqPerKwh, unit: INTENSITY_UNIT, evidence: intensity.evidence };

function publishedIntensity(catalogue: Catalogue, region: Region): Pick<Site, 'intensity' | 'seriesOver'> {
  const yearly = region.intensity;
  if (yearly === null) return { intensity: null, seriesOver: null };
  const { profiles } = catalogue;
  const zone = region.gridZone;
  return {
    intensity: publishedQuantity(region),
    // The hours are looked up when a series is asked for: a ranking of all regions asks for none.
    seriesOver:
      zone !== null && profiles.has(zone)
        ? (fromMs, toMs) => profileSeries({ profile: profiles.get(zone) as DayProfile, yearly, fromMs, toMs })
        : null,
  };
}

/** Order of intensity: stated value or series, then the hourly profile for windows, then the yearly average. */
function siteIntensity({ catalogue, region, stated, singles = [] }: Place) {
  const intensity = stated?.intensity;
  if (typeof intensity === 'number') return statedIntensity(intensity);
  return intensity === undefined ? publishedIntensity(catalogue, region) : statedSeries(intensity, singles);
}

interface Place {
  readonly catalogue: Catalogue;
  readonly region: Region;
  readonly regionIsDefault?: boolean;
  readonly stated?: Stated;
  /** Of the nodes that have no window. */
  readonly singles?: readonly SingleScrape[];
}

/** PUE order: stated → published for the region → fleet of the provider (estimated) → 1.4 (assumed). */
export function siteOf(place: Place): Site {
  const { catalogue, region, stated = {} } = place;
  return {
    region,
    regionIsDefault: place.regionIsDefault ?? false,
    ...siteIntensity(place),
    isIntensityStated: stated.intensity !== undefined,
    pue: sitePue(catalogue, region, stated.pue),
  };
}

/**
 * The place as the first of `known` that is there has it, with what was stated for it; otherwise by the catalogue, with the
 * intensity that was stated for its grid.
 */
export function siteKnown(region: Region, known: readonly Site[], catalogue: Catalogue): Site {
  const here = known.find((site) => site.region.code === region.code);
  if (here !== undefined) return here;
  const site = siteOf({ catalogue, region });
  const onGrid = known.find((other) => isStatedFor(other, region));
  return onGrid === undefined ? site : { ...site, ...statedFor(onGrid) };
}

/** Whether what was stated there is of this region's grid. */
export const isStatedFor = (
  { isIntensityStated, region: { gridZone } }: Site,
  other: Pick<Region, 'gridZone'>,
): boolean => isIntensityStated === true && gridZone !== null && gridZone === other.gridZone;

/** Remarks stay behind: they are told once. */
const statedFor = ({ intensity, noIntensity, seriesOver }: Site) => ({
  intensity,
  seriesOver,
  isIntensityStated: true,
  ...(noIntensity === undefined ? {} : { noIntensity }),
});
