/** Bytes of a Kepler scrape in, readings out. */

import { expositionReader } from '../prometheus/exposition.ts';
import { rowHandler } from './collect.ts';
import { newScrapeDraft } from './draft.ts';
import { FAMILIES } from './families.ts';
import { finishNodes } from './finish.ts';
import { endsWithKepler } from './gpu-lost.ts';
import { inputWarnings } from './input-warnings.ts';
import { refuse } from './refusals.ts';
import type { Readings } from './scrape.ts';
import { joined, type Stamps } from './stamps.ts';

export interface KeplerReader {
  /** Memory to read the next chunk into, good until that is pushed: from its start on, it is not copied. */
  room(): Uint8Array;
  push(chunk: Uint8Array): void;
  /** Throws AuditError NO_KEPLER_METRICS, KEPLER_TOO_OLD or FAKE_METER, and what the exposition reader throws. */
  end(): Readings;
}

/** Reads one scrape. `origin` is named in errors and warnings. Memory grows with distinct pods, not with lines. */
export function keplerReader(origin: string): KeplerReader {
  const draft = newScrapeDraft();
  const reader = expositionReader({ origin, wanted: FAMILIES, onRow: rowHandler(draft) });
  return {
    room: () => reader.room(),
    push: (chunk) => reader.push(chunk),
    end: () => {
      const report = reader.end();
      refuse(draft, report, origin);
      const nodes = finishNodes(draft, {
        origin,
        isIncomplete: report.badLines > 0 || report.truncated,
        endsWithKepler: endsWithKepler(report),
      });
      return {
        nodes: new Map(nodes.map((node) => [node.node, node])),
        stamps: nodes.reduce<Stamps | null>((all, node) => joined(all, node.stamps ?? null), null),
        warnings: inputWarnings(draft, report, origin),
      };
    },
  };
}
