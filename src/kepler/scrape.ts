/** One reading of one Kepler endpoint, still in Kepler's own figures. */

import type { Diagnostic } from '../diagnostics.ts';

export interface Scrape {
  /** Path, URL or "standard input", for messages. */
  readonly origin: string;
  /** When it was read: given with `FILE@TIME`, or the clock for a live endpoint read twice. null: unknown. */
  readonly takenAtMs: number | null;
  /** Of the decoded text. */
  readonly sha256: string;
  readonly bytes: number;
  readonly readings: Readings;
}

/** Everything the mapping keeps of the text. */
export interface Readings {
  readonly nodes: ReadonlyMap<string, NodeReadings>;
  readonly warnings: readonly Diagnostic[];
}

/** Shape is the mapping's own business; other floors only carry it from the reader to `measure`. */
export interface NodeReadings {
  readonly node: string;
  readonly generation: 'rewrite' | 'legacy';
  readonly keplerVersion: string | null;
}
