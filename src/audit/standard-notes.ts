/** What a report says of the standards it used: who demands it, and with what standing. */

import type { Standard } from '../standards/standard.ts';
import type { StandardNote } from './report.ts';

export function standardNotes(standards: readonly Standard[]): readonly StandardNote[] {
  return standards.map(({ code, name, localName, jurisdiction, standing, standingNote, citation }) => ({
    code,
    name,
    localName,
    jurisdiction,
    standing,
    standingNote,
    citation,
  }));
}
