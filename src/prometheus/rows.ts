/** Wanted lines become rows: the kernel hands them over in batches, the grammar one by one; each series counts once. */

import { CR, looseTextOf } from './bytes.ts';
import type { Dialect } from './dialect.ts';
import type { Kernel } from './kernel.ts';
import type { ReaderOptions, Row } from './reader.ts';
import { readTail, type SampleLine, type Tail } from './sample-line.ts';
import type { Tally } from './tally.ts';
import { WantedSample } from './wanted-sample.ts';

export interface RowParts {
  readonly kernel: Kernel;
  readonly options: ReaderOptions;
  readonly dialect: Dialect;
  readonly tally: Tally;
}

/** A row of the kernel: sample, nothing, the number; then the labels. */
const ROW_HEAD_WORDS = 4;

/** Characters of a series in a message. */
const SERIES_SHOWN = 300;

/** The one row there is, filled again for each line. */
class CurrentRow implements Row {
  sample = 0;
  value = 0;
  timestampMs: number | null = null;
  /** Where the label values stand, in words. */
  labels = 0;
  words: Int32Array = new Int32Array(0);
  readonly #kernel: Kernel;
  readonly #texts: readonly (string | undefined)[];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#texts = kernel.texts;
  }

  label(index: number): string {
    const { words } = this;
    const value = words[this.labels + index] as number;
    // Nearly always the text is there: that is looked up without another call.
    return value === 0 ? '' : (this.#texts[words[value >>> 2] as number] ?? this.#kernel.textOf(value));
  }
}

export class Rows {
  readonly #parts: RowParts;
  /** Made when a line has to be read by grammar. */
  readonly #samples: (WantedSample | undefined)[] = [];
  #indexes: ReadonlyMap<string, number> | undefined;
  readonly #row: CurrentRow;
  /** Words from one row of a sample to the next. */
  readonly #strides: readonly number[];
  readonly #first: number;

  constructor(parts: RowParts) {
    const { wanted } = parts.options;
    this.#parts = parts;
    parts.kernel.define(wanted);
    this.#row = new CurrentRow(parts.kernel);
    this.#strides = wanted.map(({ labels }) => ROW_HEAD_WORDS + labels.length + (labels.length & 1));
    this.#first = parts.kernel.calls.ROWS.value >>> 2;
  }

  /** Hands over what the kernel has read. */
  drain(): void {
    const { calls, words, doubles } = this.#parts.kernel;
    const end = calls.rowsEnd.value >>> 2;
    if (end === this.#first) return;
    const { tally, options } = this.#parts;
    const row = this.#row;
    const strides = this.#strides;
    row.words = words;
    row.timestampMs = null;
    for (let at = this.#first; at < end; at += strides[row.sample] as number) {
      row.sample = words[at] as number;
      row.value = doubles[(at >>> 1) + 1] as number;
      row.labels = at + ROW_HEAD_WORDS;
      tally.rows += 1;
      options.onRow(row);
    }
    calls.takeRows();
  }

  /** Reads what follows the labels where the kernel could not. False where it makes no sense: `m {a="b"} 1` begins like a line without labels, only the grammar can tell. */
  readTail(): boolean {
    const { bytes, calls } = this.#parts.kernel;
    const end = calls.end.value;
    const tail = readTail(looseTextOf(bytes, calls.tail.value, bytes[end - 1] === CR ? end - 1 : end));
    if (typeof tail === 'string') return false;
    this.#accept(calls.sample.value, tail);
    return true;
  }

  /** A line that went through the grammar; names that are not wanted are left alone. */
  take(line: SampleLine, tail: Tail): void {
    const sample = this.#indexOf(line.name);
    if (sample === undefined) return;
    const isLoaded = this.#sampleOf(sample).load(line.labels);
    this.#parts.kernel.calls.forgetLine();
    if (isLoaded) this.#accept(sample, tail);
    else this.#parts.tally.bad(`${line.name} has too many different label names`);
  }

  /** Remembers the first series that was there already. */
  duplicate(sample: number): void {
    this.#parts.tally.firstDuplicate ??= this.#sampleOf(sample).describe().slice(0, SERIES_SHOWN);
  }

  #indexOf(name: string): number | undefined {
    this.#indexes ??= new Map(this.#parts.options.wanted.map((wanted, index) => [wanted.name, index]));
    return this.#indexes.get(name);
  }

  #sampleOf(index: number): WantedSample {
    const { kernel, options } = this.#parts;
    const name = options.wanted[index]?.name ?? '';
    this.#samples[index] ??= new WantedSample(kernel, name, index);
    return this.#samples[index];
  }

  #accept(sample: number, tail: Tail): void {
    const { dialect, kernel, tally, options } = this.#parts;
    if (tail.hasExemplar) dialect.exemplar();
    const timestampMs = tail.timestamp === null ? null : dialect.timestampMs(tail.timestamp);
    if (kernel.calls.accept(sample) === 0) {
      this.duplicate(sample);
      return;
    }
    tally.rows += 1;
    const row = this.#row;
    row.sample = sample;
    row.value = tail.value;
    row.timestampMs = timestampMs;
    row.words = kernel.words;
    row.labels = kernel.calls.openSample(sample) >>> 2;
    options.onRow(row);
  }
}
