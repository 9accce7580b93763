/** Figures of a region when the operator states none. */

import type { Region, RegionPue } from '../grid/region.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * The default of the former system, which is the 2012 boundary for full PUE points of the Korean Green Data Centre
 * certificate. Nothing measured stands behind it, so it counts as assumed.
 */
const ASSUMED_PUE: RegionPue = {
  ratio: 1.4,
  evidence: {
    grade: 'assumed',
    source: 'reference PUE 1.4: boundary for full points of the Korean Green Data Centre certificate',
    year: 2012,
    note: 'the provider publishes no PUE; nothing is known of this site',
  },
};

/** Published for the region → fleet average of the provider (`estimated`) → 1.4 (`assumed`). */
export function pueOf(catalogue: Catalogue, region: Region): RegionPue {
  return region.pue ?? catalogue.fleetPue.get(region.provider) ?? ASSUMED_PUE;
}
