/** From line end to line end: most lines are skipped by a few bytes, wanted ones read by layout, odd ones by grammar. */

import { CR, LF, textOf, viewOf } from './bytes.ts';
import { readComment } from './comment-line.ts';
import type { Dialect } from './dialect.ts';
import { FamilyMemo } from './family-memo.ts';
import type { NameFilter } from './name-filter.ts';
import { type RowParts, Rows } from './rows.ts';
import { readSampleLine, readTail } from './sample-line.ts';
import type { Tally } from './tally.ts';

/** A longer line is no metric: Prometheus itself writes label values of a few kilobytes at most. */
export const MAX_LINE_BYTES = 1 << 20;
const LONGEST_PREFIX = 64;
const PREFIX = /^[^_]{1,64}/;

export class Scanner {
  readonly #filter: NameFilter;
  readonly #dialect: Dialect;
  readonly #tally: Tally;
  readonly #rows: Rows;
  readonly #memo = new FamilyMemo();
  readonly #shortest: number;

  constructor(parts: RowParts) {
    this.#filter = parts.filter;
    this.#dialect = parts.dialect;
    this.#tally = parts.tally;
    this.#rows = new Rows(parts);
    this.#shortest = Math.max(8, parts.filter.shortestLine);
  }

  /** Reads every line that has its end in these bytes; returns where the rest begins. */
  scan(bytes: Buffer): number {
    const view = viewOf(bytes);
    this.#rows.moved();
    let start = 0;
    for (let end = bytes.indexOf(LF, 0); end >= 0; end = bytes.indexOf(LF, start)) {
      this.#tally.lines += 1;
      const length = end - start;
      if (length < this.#shortest || length > MAX_LINE_BYTES) this.#odd(bytes, start, end);
      else if (this.#memo.fits(view, start) || this.#isKnown(bytes, view, start))
        this.#likely(bytes, view, start, end);
      else this.#odd(bytes, start, end);
      start = end + 1;
    }
    return start;
  }

  overlong(): void {
    this.#tally.bad('longer than 1 MiB');
  }

  #likely(bytes: Buffer, view: DataView, start: number, end: number): void {
    if (this.#filter.rejectsAgain(bytes, start) || this.#rows.readAlike(bytes, view, start, end)) return;
    if (this.#filter.rejects(bytes, start) || this.#rows.read(bytes, view, start, end)) return;
    this.#odd(bytes, start, end);
  }

  /** Whether a line before was a sample whose name has the same beginning up to its first `_`. */
  #isKnown(bytes: Buffer, view: DataView, start: number): boolean {
    if (this.#dialect.isCurious) return false;
    const length = prefixLength(bytes, start);
    if (length === 0 || !this.#tally.knows(bytes.toString('latin1', start, start + length))) return false;
    this.#memo.learn(view, start, length + 1);
    return true;
  }

  #odd(bytes: Buffer, start: number, end: number): void {
    if (end - start > MAX_LINE_BYTES) this.overlong();
    else this.#oddLine(bytes, start, end);
  }

  #oddLine(bytes: Buffer, start: number, end: number): void {
    const text = textOf(bytes, start, bytes[end - 1] === CR ? end - 1 : end);
    // A byte order mark stands at the start of a file, also of each file in a concatenation.
    const line = text?.replace(/^\uFEFF/, '').replace(/^[ \t]+/, '');
    if (line === undefined) this.#tally.bad('not UTF-8');
    else if (line.startsWith('#')) this.#comment(line);
    else if (line !== '') this.#sample(line);
  }

  #comment(line: string): void {
    this.#tally.comments += 1;
    const comment = readComment(line);
    if (comment.kind === 'bad') this.#tally.bad(comment.reason);
    this.#dialect.comment(comment);
    if (this.#dialect.isCurious) this.#memo.forget();
  }

  #sample(text: string): void {
    const line = readSampleLine(text);
    const tail = typeof line === 'string' ? line : readTail(line.tail);
    if (typeof line === 'string' || typeof tail === 'string') {
      this.#tally.bad(tail as string);
      return;
    }
    this.#dialect.sample(line.name);
    this.#tally.family((PREFIX.exec(line.name) ?? ['_'])[0]);
    this.#rows.take(line, tail);
  }
}

/** Bytes before the first `_` of a name at the very start of the line; 0 where there is no such thing. */
function prefixLength(bytes: Buffer, start: number): number {
  for (let length = 0; length < LONGEST_PREFIX; length++) {
    const byte = bytes[start + length] as number;
    if (byte === 95) return length;
    const letter = byte | 32;
    if (!((letter >= 97 && letter <= 122) || (byte >= 48 && byte <= 58))) return 0;
  }
  return 0;
}
