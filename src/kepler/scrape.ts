/** One reading of one Kepler endpoint, still in Kepler's own figures. */

import type { Diagnostic } from '../diagnostics.ts';
import type { NodeFigures, PodFigures } from './figures.ts';
import type { Stamps } from './stamps.ts';

export interface ReadTime {
  /** The middle between the request and the headers of its answer; Kepler forms the page in between. */
  readonly atMs: number;
  /** Half of the time between them: it may have been so much earlier or later. */
  readonly doubtMs: number;
  /** The same moment by a clock that nobody sets, with a zero of its own; absent: only the clock of the day was read. */
  readonly steadyMs?: number;
}

export interface Scrape {
  /** Path, URL or "standard input", for messages. */
  readonly origin: string;
  /** When it was read: given with `FILE@TIME`, or the clock for a live endpoint read twice. null: unknown. */
  readonly takenAtMs: number | null;
  /** Of a live endpoint: by its own request and answer, however late its neighbours answered. */
  readonly readTime?: ReadTime;
  /** Of the decoded text. */
  readonly sha256: string;
  readonly bytes: number;
  readonly readings: Readings;
}

/** Everything the mapping keeps of the text. */
export interface Readings {
  readonly nodes: ReadonlyMap<string, NodeReadings>;
  /** null: the samples carry no times of their own, as those of Kepler itself. */
  readonly stamps?: Stamps | null;
  readonly warnings: readonly Diagnostic[];
}

/** Shape is the mapping's own business; other floors only carry it from the reader to `measure`. */
export interface NodeReadings {
  readonly node: string;
  readonly generation: 'rewrite' | 'legacy';
  readonly keplerVersion: string | null;
  /** Lines of the scrape could not be read or its end is missing: what is not in it may still have been there. */
  readonly isIncomplete?: boolean;
  /** The text has nothing behind Kepler's own families, so nothing shows that it is whole; see gpu-lost.ts. */
  readonly endsWithKepler?: boolean;
  /** Times that its samples carry; null: none do. */
  readonly stamps?: Stamps | null;
  /** Zone names by number, as `PodFigures` counts them. */
  readonly zones: readonly string[];
  /** Key: zone and path (legacy: component and socket). */
  readonly zoneFigures: ReadonlyMap<string, ZonePath>;
  readonly gpus: ReadonlyMap<string, NodeFigures>;
  readonly pods: ReadonlyMap<string, PodFigures>;
  /** Share of CPU time that was not idle, 0 to 1; null where not exported. */
  readonly usageRatio: number | null;
  /** Processor sockets, at least 1. */
  readonly sockets: number;
  /** Power of virtual machines in package and dram zones; null where none is exported. */
  readonly vmWatts: number | null;
  /** Redfish power of the whole machine by kind of source; another boundary, never added. */
  readonly platformWatts: ReadonlyMap<string, number>;
  /** Legacy: what Kepler read its figures from, e.g. "rapl-sysfs". */
  readonly sources: ReadonlySet<string>;
}

export interface ZonePath {
  readonly zone: string;
  readonly path: string;
  readonly figures: NodeFigures;
}
