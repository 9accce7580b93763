/** Drives the kernel: it skips and reads lines by layout and comes back for the odd ones, which are read by grammar. */

import { CR, textOf } from './bytes.ts';
import { readComment } from './comment-line.ts';
import type { Dialect } from './dialect.ts';
import { type Kernel, STOP } from './kernel.ts';
import { type RowParts, Rows } from './rows.ts';
import { readSampleLine, readTail } from './sample-line.ts';
import type { Tally } from './tally.ts';

const LONGEST_PREFIX = 64;
const PREFIX = /^[^_]{1,64}/;

export class Scanner {
  readonly #kernel: Kernel;
  readonly #dialect: Dialect;
  readonly #tally: Tally;
  readonly #rows: Rows;
  readonly #longest: number;

  constructor(parts: RowParts) {
    this.#kernel = parts.kernel;
    this.#dialect = parts.dialect;
    this.#tally = parts.tally;
    this.#rows = new Rows(parts);
    this.#longest = parts.kernel.calls.MAX_LINE_BYTES.value;
  }

  /** Reads every line that has its end between these positions; returns where the rest begins. */
  scan(from: number, to: number): number {
    const { calls } = this.#kernel;
    calls.begin(from, to);
    let stop = calls.scan();
    while (this.#settled(stop) !== STOP.rest) stop = this.#goOn(stop);
    return calls.rest();
  }

  /** Counts a line that was too long to be kept. */
  giveUpLine(): void {
    this.#kernel.calls.countLine();
    this.#tally.lines = this.#kernel.calls.lines.value;
    this.#overlong();
  }

  /** Rows come before whatever the stop is about. */
  #settled(stop: number): number {
    this.#rows.drain();
    this.#tally.lines = this.#kernel.calls.lines.value;
    return stop;
  }

  #goOn(stop: number): number {
    const { calls } = this.#kernel;
    if (stop === STOP.unfamiliar && this.#isKnown()) return calls.read() || calls.scan();
    if (stop === STOP.duplicate) this.#rows.duplicate(calls.sample.value);
    else if (stop !== STOP.full && !(stop === STOP.tail && this.#rows.readTail())) this.#odd();
    return calls.scan();
  }

  /** Whether a line before was a sample whose name has the same beginning up to its first `_`. */
  #isKnown(): boolean {
    if (this.#dialect.isCurious) return false;
    const { bytes, calls } = this.#kernel;
    const start = calls.start.value;
    const length = prefixLength(bytes, start);
    if (length === 0 || !this.#tally.knows(bytes.toString('latin1', start, start + length))) return false;
    calls.learnBeginning(length + 1);
    return true;
  }

  #odd(): void {
    const { bytes, calls } = this.#kernel;
    const [start, end] = [calls.start.value, calls.end.value];
    if (end - start > this.#longest) this.#overlong();
    else this.#oddLine(textOf(bytes, start, bytes[end - 1] === CR ? end - 1 : end));
  }

  #overlong(): void {
    this.#tally.bad('longer than 1 MiB');
  }

  #oddLine(text: string | null): void {
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
    if (this.#dialect.isCurious) this.#kernel.calls.forgetBeginning();
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
