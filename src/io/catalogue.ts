/** Reads the reference data: ours, or files of a directory in place of ours. */

import type { Catalogue } from '../audit/catalogue.ts';
import { assembleCatalogue } from './catalogue-assemble.ts';
import { BUNDLED } from './catalogue-bundled.ts';

/**
 * Without a directory, the catalogue that ships. With one, each file in it (standards.json, regions.json, …) replaces ours.
 * Throws CONFIG with file, path inside it and reason. The validator is loaded only for a directory.
 */
export async function loadCatalogue(directory?: string): Promise<Catalogue> {
  if (directory === undefined) return assembleCatalogue(BUNDLED);
  const { readCatalogueFiles } = await import('./catalogue-directory.ts');
  return assembleCatalogue(await readCatalogueFiles(directory, BUNDLED));
}
