/** The catalogue that ships, inlined by the bundler. A test validates these files, so nothing is validated here. */

import gridAlternatives from '../../config/grid-alternatives.json' with { type: 'json' };
import gridAverages from '../../config/grid-averages.json' with { type: 'json' };
import hourlyProfiles from '../../config/hourly-profiles.json' with { type: 'json' };
import providers from '../../config/providers.json' with { type: 'json' };
import regions from '../../config/regions.json' with { type: 'json' };
import sources from '../../config/sources.json' with { type: 'json' };
import standards from '../../config/standards.json' with { type: 'json' };
import type { CatalogueFiles } from './catalogue-schema.ts';

/** TypeScript reads "aws" in JSON as any string; the schema test says it is one of ours. */
export const BUNDLED = {
  standards,
  regions,
  'grid-averages': gridAverages,
  'grid-alternatives': gridAlternatives,
  'hourly-profiles': hourlyProfiles,
  providers,
  sources,
} as unknown as CatalogueFiles;
