/** The reference data an audit rests on, read once and handed down. */

import type { Evidence } from '../evidence.ts';
import type { DayProfile, RegionIntensity } from '../grid/region.ts';
import type { Regions } from '../grid/regions.ts';
import type { Standard } from '../standards/standard.ts';

export interface Catalogue {
  readonly version: string;
  readonly standards: readonly Standard[];
  readonly regions: Regions;
  /** By grid zone. */
  readonly profiles: ReadonlyMap<string, DayProfile>;
  /** Fleet-wide PUE by provider, where one is published. */
  readonly fleetPue: ReadonlyMap<string, { readonly ratio: number; readonly evidence: Evidence }>;
  /** By grid zone: figures of other publishers or bases. Shown beside the yearly average, never mixed with it. */
  readonly alternatives?: ReadonlyMap<string, readonly AlternativeIntensity[]>;
}

export interface AlternativeIntensity extends RegionIntensity {
  readonly label: string;
}
