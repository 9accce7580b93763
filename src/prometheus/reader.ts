/**
 * The door of the exposition reader: bytes in, wanted rows out. It knows the format and no metric by name.
 * Rows are handed over one by one in an object that is reused: copy what you keep.
 */

/** A sample name that is wanted, with the labels to hand over; everything else is skipped unread. */
export interface WantedSamples {
  /** The full sample name as it stands on the line, e.g. `kepler_pod_cpu_joules_total`. */
  readonly name: string;
  /** Label names; `row.label(i)` is the value of the i-th, '' where the line has none. */
  readonly labels: readonly string[];
}

export interface Row {
  /** Index into the wanted samples. */
  readonly sample: number;
  /** NaN and infinities arrive as they are; the caller decides. */
  readonly value: number;
  readonly timestampMs: number | null;
  label(index: number): string;
}

export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

/** What the whole text was like. Counts cover every line that was looked at. */
export interface ScrapeReport {
  readonly format: 'text' | 'openmetrics';
  readonly bytes: number;
  readonly lines: number;
  /** Wanted rows handed over (duplicates not counted). */
  readonly rows: number;
  readonly badLines: number;
  /** The first few bad lines, in order. */
  readonly firstBadLines: readonly BadLine[];
  /** Identical series seen again; the first one counted. */
  readonly duplicates: number;
  readonly firstDuplicate: string | null;
  /** The last line had no end, or OpenMetrics had no `# EOF`. */
  readonly truncated: boolean;
  /** Every distinct sample-name prefix up to the first `_`, to say what the text was instead. Bounded. */
  readonly families: readonly string[];
}

export interface ExpositionReader {
  /** Memory to read the next chunk into, good until that is pushed: from its start on, it is not copied. */
  room(): Uint8Array;
  /** Any split of the bytes gives the same rows. Throws AuditError SCRAPE_NOT_METRICS for HTML or binary. */
  push(chunk: Uint8Array): void;
  /** Ends the text. Throws AuditError SCRAPE_EMPTY when nothing but blank space came. */
  end(): ScrapeReport;
}

export interface ReaderOptions {
  /** Named in error messages: a path or URL. */
  readonly origin: string;
  readonly wanted: readonly WantedSamples[];
  readonly onRow: (row: Row) => void;
}
