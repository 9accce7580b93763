/** Drives the kernel: it skips and reads lines by layout and comes back for the odd ones, which are read by grammar. */

import { asciiOf, CR, textOf } from './bytes.ts';
import { readComment } from './comment-line.ts';
import type { Dialect } from './dialect.ts';
import { type Kernel, STOP } from './kernel.ts';
import { type RowParts, Rows } from './rows.ts';
import { readSampleLine, readTail } from './sample-line.ts';
import type { Tally } from './tally.ts';

const LONGEST_PREFIX = 64;

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
    if (stop === STOP.unfamiliar && this.#isIdle()) return calls.scan();
    if (stop === STOP.duplicate) this.#rows.duplicate(calls.sample.value);
    else if (stop !== STOP.full && !(stop === STOP.tail && this.#rows.readTail())) this.#odd();
    return calls.scan();
  }

  /**
   * Whether the kernel may read a line that begins unlike the one before: a name with the same beginning up to its first `_` was
   * seen in a sample, or the whole line is a sample in the usual spelling.
   */
  #isKnown(): boolean {
    const { bytes, calls } = this.#kernel;
    const start = calls.start.value;
    const length = prefixLength(bytes, start);
    const isSeen = length > 0 && this.#tally.knows(asciiOf(bytes, start, start + length));
    if ((!isSeen || this.#dialect.isCurious) && !this.#isPlain(start)) return false;
    if (length > 0) calls.learnBeginning(length + 1);
    return true;
  }

  #isPlain(start: number): boolean {
    const { bytes, calls } = this.#kernel;
    const length = calls.plainName();
    if (length > 0) this.#see(asciiOf(bytes, start, start + length));
    return length > 0;
  }

  /** Whether the line is a comment that changes nothing. */
  #isIdle(): boolean {
    if (this.#dialect.isCurious || this.#kernel.calls.isIdle() === 0) return false;
    this.#tally.comments += 1;
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
    const line = text === null ? undefined : withoutIndent(text);
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
    this.#see(line.name);
    this.#rows.take(line, tail);
  }

  #see(name: string): void {
    this.#dialect.sample(name);
    this.#tally.family(prefixOf(name));
  }
}

/** A byte order mark stands at the start of a file, also of each file in a concatenation. */
function withoutIndent(text: string): string {
  const line = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return line.startsWith(' ') || line.startsWith('\t') ? line.replace(/^[ \t]+/, '') : line;
}

/** What stands before the first `_` of a name, as far as it is kept. */
function prefixOf(name: string): string {
  const end = name.indexOf('_');
  return end === 0 ? '_' : name.slice(0, end < 0 ? LONGEST_PREFIX : Math.min(end, LONGEST_PREFIX));
}

/** Bytes before the first `_` of a name at the very start of the line; 0 where there is no such thing. */
function prefixLength(bytes: Uint8Array, start: number): number {
  for (let length = 0; length < LONGEST_PREFIX; length++) {
    const byte = bytes[start + length] as number;
    if (byte === 95) return length;
    const letter = byte | 32;
    if (!((letter >= 97 && letter <= 122) || (byte >= 48 && byte <= 58))) return 0;
  }
  return 0;
}
