/** Wanted lines become rows: labels to ids, the number to a double, and each series once. */

import { CR } from './bytes.ts';
import type { Dialect } from './dialect.ts';
import { EMPTY, LabelPool } from './label-pool.ts';
import type { NameFilter } from './name-filter.ts';
import { plainDecimal } from './plain-decimal.ts';
import type { ReaderOptions, Row } from './reader.ts';
import { readTail, type SampleLine, type Tail } from './sample-line.ts';
import { SeriesSet } from './series-set.ts';
import type { Shape } from './shape.ts';
import type { Tally } from './tally.ts';
import { WantedSample } from './wanted-sample.ts';

export interface RowParts {
  readonly options: ReaderOptions;
  readonly filter: NameFilter;
  readonly dialect: Dialect;
  readonly tally: Tally;
}

/** The one row there is, filled again for each line. */
class CurrentRow implements Row {
  sample = 0;
  value = 0;
  timestampMs: number | null = null;
  values: Int32Array = new Int32Array(0);
  readonly #pool: LabelPool;

  constructor(pool: LabelPool) {
    this.#pool = pool;
  }

  label(index: number): string {
    return this.#pool.textOf(this.values[index] ?? EMPTY);
  }
}

export class Rows {
  readonly #parts: RowParts;
  readonly #pool = new LabelPool();
  readonly #seen = new SeriesSet();
  readonly #samples: readonly WantedSample[];
  readonly #byName: ReadonlyMap<string, WantedSample>;
  readonly #row = new CurrentRow(this.#pool);
  #sample: WantedSample | null = null;
  #shape: Shape | null = null;
  /** Start of the last line that matched `#shape` in the bytes at hand, or -1. */
  #before = -1;

  constructor(parts: RowParts) {
    this.#parts = parts;
    this.#samples = parts.options.wanted.map((wanted, index) => new WantedSample(wanted, index));
    this.#byName = new Map(
      parts.options.wanted.map(({ name }, i) => [name, this.#samples[i] as WantedSample]),
    );
  }

  /** Other bytes than before: positions in the old ones mean nothing now. */
  moved(): void {
    this.#before = -1;
  }

  /** Reads a line in the layout of the line before. False: it is another. */
  readAlike(bytes: Buffer, view: DataView, start: number, end: number): boolean {
    if (this.#shape === null) return false;
    const at = this.#shape.match(bytes, view, start, this.#before, this.#pool);
    this.#before = at < 0 ? -1 : start;
    return at >= 0 && this.#readNumber(bytes, at, end);
  }

  /** Reads a line in any layout already met, or leaves one alone that is not wanted. False: it needs the grammar. */
  read(bytes: Buffer, view: DataView, start: number, end: number): boolean {
    const index = this.#parts.filter.sampleAt(bytes, start);
    if (index < 0) return true;
    const at = this.#otherShape(this.#samples[index] as WantedSample, bytes, view, start);
    this.#before = at < 0 ? -1 : start;
    return at >= 0 && this.#readNumber(bytes, at, end);
  }

  /** A line that went through the grammar; names that are not wanted are left alone. */
  take(line: SampleLine, tail: Tail): void {
    this.#before = -1;
    const sample = this.#byName.get(line.name);
    if (sample === undefined) return;
    if (!sample.load(line.labels, this.#pool)) {
      this.#parts.tally.bad(`${line.name} has too many different label names`);
      return;
    }
    this.#sample = sample;
    this.#shape = sample.shapes.at(-1) ?? null;
    this.#acceptTail(sample, tail);
  }

  #otherShape(sample: WantedSample, bytes: Buffer, view: DataView, start: number): number {
    for (const shape of sample.shapes) {
      const at = shape.match(bytes, view, start, -1, this.#pool);
      if (at < 0) continue;
      this.#sample = sample;
      this.#shape = shape;
      return at;
    }
    return -1;
  }

  #readNumber(bytes: Buffer, at: number, end: number): boolean {
    const stop = bytes[end - 1] === CR ? end - 1 : end;
    const value = plainDecimal(bytes, at, stop);
    if (Number.isNaN(value)) return this.#readTail(bytes, at, stop);
    this.#accept(this.#sample as WantedSample, value, null);
    return true;
  }

  /** False where it makes no sense: `m {a="b"} 1` begins like a line without labels, only the grammar can tell. */
  #readTail(bytes: Buffer, at: number, stop: number): boolean {
    const tail = readTail(bytes.toString('utf8', at, stop));
    if (typeof tail === 'string') return false;
    this.#acceptTail(this.#sample as WantedSample, tail);
    return true;
  }

  #acceptTail(sample: WantedSample, tail: Tail): void {
    const { dialect } = this.#parts;
    if (tail.hasExemplar) dialect.exemplar();
    this.#accept(sample, tail.value, tail.timestamp === null ? null : dialect.timestampMs(tail.timestamp));
  }

  #accept(sample: WantedSample, value: number, timestampMs: number | null): void {
    const { tally, options } = this.#parts;
    if (!this.#seen.add(sample.index, sample.values)) {
      tally.duplicate(() => sample.describe(this.#pool));
      return;
    }
    tally.rows += 1;
    const row = this.#row;
    row.sample = sample.index;
    row.value = value;
    row.timestampMs = timestampMs;
    row.values = sample.values;
    options.onRow(row);
  }
}
