/** A limit of one country, judged in another: a yardstick there, and no law. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Region } from '../grid/region.ts';
import { isForeign } from '../standards/jurisdiction.ts';
import type { Standard } from '../standards/standard.ts';

export function foreignNote(standards: readonly Standard[], region: Region): readonly Diagnostic[] {
  const foreign = standards.filter(
    ({ jurisdiction, unmeasurable }) => unmeasurable === null && isForeign(jurisdiction, region.country),
  );
  if (foreign.length === 0) return [];
  const named = foreign.map(({ code, jurisdiction }) => `${code} (made for ${jurisdiction})`);
  const message = `${named.join(' and ')} ${named.length === 1 ? 'is' : 'are'} only a yardstick in ${region.code} (${region.country})`;
  return [
    {
      code: 'FOREIGN_STANDARD',
      level: 'info',
      message,
      subject: region.code,
      figures: { standards: foreign.length },
    },
  ];
}
