/**
 * The layout of a line: a sample name and its label names in the order and spelling seen, kept as the bytes that stand
 * between the values (`name{a="`, `",b="`, `"} `). Later lines are compared with all of these bytes; whatever
 * differs in any byte is no match and goes to the grammar of `sample-line.ts`. Nothing is taken on trust.
 */

import { BACKSLASH, LF, QUOTE } from './bytes.ts';
import { EMPTY, type LabelPool } from './label-pool.ts';
import { Separator } from './separator.ts';

interface Layout {
  readonly key: string;
  readonly separators: readonly string[];
  /** Where the value of each label goes in `values`. */
  readonly columns: readonly number[];
  readonly values: Int32Array;
}

export class Shape {
  readonly key: string;
  readonly #separators: readonly Separator[];
  readonly #columns: Int32Array;
  readonly #values: Int32Array;
  /** Where each value ended, counted from the start of the last line that matched. */
  readonly #ends: Int32Array;

  constructor(layout: Layout) {
    this.key = layout.key;
    this.#separators = layout.separators.map((text) => new Separator(text));
    this.#columns = Int32Array.from(layout.columns);
    this.#values = layout.values;
    this.#ends = new Int32Array(layout.columns.length);
  }

  /**
   * Where the number begins, or -1; the label ids are then in the sample's values. `before` is the start of the line
   * before in the same bytes when it matched this shape, else -1: exporters sort, so neighbours share most labels,
   * and the ids of all that end inside the common beginning are still right.
   */
  match(bytes: Buffer, view: DataView, start: number, before: number, pool: LabelPool): number {
    const ends = this.#ends;
    const count = ends.length;
    let label = before < 0 || count === 0 ? this.#none() : this.#unchanged(view, before, start);
    let at = label === 0 ? start : start + (ends[label - 1] as number);
    for (; label < count; label++) {
      at = (this.#separators[label] as Separator).past(bytes, view, at);
      if (at < 0) return -1;
      const from = at;
      at = quoteAfter(bytes, view, from);
      const id = at < 0 ? -1 : pool.idOf(bytes, view, from, at);
      if (id < 0) return -1;
      this.#values[this.#columns[label] as number] = id;
      ends[label] = at - start;
    }
    return (this.#separators[count] as Separator).past(bytes, view, at);
  }

  /** How many labels from the left are those of the line before. */
  #unchanged(view: DataView, before: number, start: number): number {
    const ends = this.#ends;
    const same = commonPrefix(view, before, start, ends[ends.length - 1] as number);
    let label = 0;
    while (label < ends.length && (ends[label] as number) < same) label += 1;
    return label;
  }

  #none(): number {
    this.#values.fill(EMPTY);
    return 0;
  }
}

/**
 * The closing quote of a value, or -1 at a backslash or the end of the line. Four bytes at a time: a byte of the word is
 * zero after the exclusive or where the sign stands, and `(x - 1) & ~x & 0x80` shows zero bytes.
 */
function quoteAfter(bytes: Buffer, view: DataView, from: number): number {
  let at = from;
  for (const last = view.byteLength - 4; at <= last; at += 4) {
    const word = view.getInt32(at, true);
    const quote = word ^ 0x22222222;
    const backslash = word ^ 0x5c5c5c5c;
    const lineEnd = word ^ 0x0a0a0a0a;
    const zeros =
      ((quote - 0x01010101) & ~quote) |
      ((backslash - 0x01010101) & ~backslash) |
      ((lineEnd - 0x01010101) & ~lineEnd);
    if ((zeros & 0x80808080) !== 0) break;
  }
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH || byte === LF) return -1;
  }
  return -1;
}

/** Bytes two lines share from their starts, rounded down to four, looked for up to the end of the last value. */
function commonPrefix(view: DataView, before: number, start: number, last: number): number {
  const limit = Math.min(last + 1, view.byteLength - start) - 3;
  let same = 0;
  while (same < limit && view.getInt32(before + same, true) === view.getInt32(start + same, true)) same += 4;
  return same;
}
