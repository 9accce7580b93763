/**
 * Reads the Prometheus text format 0.0.4 and OpenMetrics 1.0 in one pass and constant memory: it keeps a line at most,
 * the distinct label values of wanted samples, and which wanted series it has seen.
 *
 * Checked in full: every line of a wanted sample, the first line of every name prefix (up to the first `_`), every line
 * with an unknown prefix, every TYPE line, UTF-8 in all of these, and the length of every line. What fails is a bad line.
 *
 * Not checked: the rest of a line that is not wanted once its prefix is known (a broken `kepler_process…` line goes
 * unnoticed where pods are wanted); HELP texts; whether values fit their TYPE, families are contiguous, or headers are
 * repeated, because scrapes are often concatenated; whether an exemplar is allowed where it stands. Start times and
 * composite values of OpenMetrics 2.0 are bad lines. A repeated series is a duplicate whatever its timestamp: the first
 * one counts. A label with an empty value is the same as none.
 */

import { bare, joined } from './bytes.ts';
import { Dialect } from './dialect.ts';
import { Kernel } from './kernel.ts';
import { Lines } from './lines.ts';
import type { ExpositionReader, ReaderOptions, ScrapeReport } from './reader.ts';
import { empty, nonsense, OPENING_BYTES, refuseOpening } from './refusal.ts';
import { Scanner } from './scanner.ts';
import { Tally } from './tally.ts';

const NOTHING = new Uint8Array(0);

export function expositionReader(options: ReaderOptions): ExpositionReader {
  return new Exposition(options);
}

class Exposition implements ExpositionReader {
  readonly #origin: string;
  readonly #tally = new Tally();
  readonly #dialect = new Dialect();
  readonly #kernel: Kernel;
  readonly #lines: Lines;
  #bytes = 0;
  /** The first bytes, held back until there are enough of them to tell what this is. */
  #held: Uint8Array = NOTHING;
  #opening: Uint8Array | null = null;

  constructor(options: ReaderOptions) {
    this.#origin = options.origin;
    const kernel = new Kernel();
    const parts = { kernel, options, dialect: this.#dialect, tally: this.#tally };
    this.#kernel = kernel;
    this.#lines = new Lines(kernel, new Scanner(parts));
  }

  room(): Uint8Array {
    return this.#lines.room();
  }

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#opening === null) this.#hold(bare(chunk));
    else this.#lines.push(bare(chunk));
  }

  #hold(chunk: Uint8Array): void {
    // The usual first chunk is large and alone: no copy then.
    this.#held = this.#held.length === 0 ? chunk : joined(this.#held, chunk);
    if (this.#held.length >= OPENING_BYTES) this.#open();
    else this.#held = this.#held.slice(); // the caller may reuse its chunk
  }

  end(): ScrapeReport {
    if (this.#opening === null) this.#open();
    const unfinished = this.#lines.end();
    if (this.#tally.isEmpty) throw empty(this.#origin);
    if (this.#tally.isNonsense) throw this.#nonsense();
    const { format, endsWithEof } = this.#dialect;
    const { lines, rows, badLines, firstBadLines, firstDuplicate, families } = this.#tally;
    const duplicates = this.#kernel.calls.duplicates.value;
    this.#kernel.release();
    const truncated = format === 'openmetrics' ? !endsWithEof : unfinished;
    const counts = { lines, rows, badLines, firstBadLines, duplicates, firstDuplicate };
    return { format, bytes: this.#bytes, ...counts, truncated, families };
  }

  #open(): void {
    const held = this.#held;
    this.#held = NOTHING;
    this.#opening = held.slice(0, OPENING_BYTES);
    refuseOpening(this.#origin, this.#opening);
    this.#lines.push(held);
  }

  #nonsense(): Error {
    const first = this.#tally.firstBadLines[0];
    return nonsense(this.#origin, this.#opening ?? NOTHING, `line ${first?.line}: ${first?.reason}`);
  }
}
