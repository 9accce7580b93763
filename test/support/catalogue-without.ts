import type { Catalogue } from '../../src/audit/catalogue.ts';
import { Regions } from '../../src/grid/regions.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';

/** The bundled catalogue, with nothing known of the grid of these regions. */
export async function catalogueWithout(...unknown: string[]): Promise<Catalogue> {
  const catalogue = await loadCatalogue();
  const known = [...catalogue.regions].map((region) =>
    unknown.includes(region.code) ? { ...region, gridZone: null, intensity: null } : region,
  );
  const providers = [...new Set(known.map(({ provider }) => provider))];
  const makers = providers.map(
    (provider) => [provider, () => known.filter((region) => region.provider === provider)] as const,
  );
  return { ...catalogue, regions: new Regions(new Map(makers)) };
}
