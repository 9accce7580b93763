/** Chunks to whole lines: what a chunk leaves unfinished is carried to the next, at most one line's worth. */

import { bytesOfText, LF, newBuffer } from './bytes.ts';
import { MAX_LINE_BYTES, type Scanner } from './scanner.ts';
import type { Tally } from './tally.ts';

const LINE_END = bytesOfText('\n');

export class Lines {
  readonly #scanner: Scanner;
  readonly #tally: Tally;
  #carry = newBuffer(4096);
  #carried = 0;
  /** Inside a line that was already counted as too long. */
  #skipping = false;

  constructor(scanner: Scanner, tally: Tally) {
    this.#scanner = scanner;
    this.#tally = tally;
  }

  push(chunk: Buffer): void {
    const rest = this.#carried > 0 || this.#skipping ? this.#finishLine(chunk) : chunk;
    if (rest.length === 0) return;
    this.#keep(rest.subarray(this.#scanner.scan(rest)));
  }

  /** Reads the last line if it has no end of its own; true when there was one. */
  end(): boolean {
    const open = this.#carried > 0 || this.#skipping;
    if (this.#carried > 0) this.#finishLine(LINE_END);
    return open;
  }

  /** Returns what follows the line that was open. */
  #finishLine(chunk: Buffer): Buffer {
    const end = chunk.indexOf(LF);
    this.#keep(end < 0 ? chunk : chunk.subarray(0, end));
    if (end < 0) return chunk.subarray(chunk.length);
    if (!this.#skipping) this.#scanCarried();
    this.#skipping = false;
    this.#carried = 0;
    return chunk.subarray(end + 1);
  }

  #scanCarried(): void {
    this.#reserve(this.#carried + 1);
    this.#carry[this.#carried] = LF;
    this.#scanner.scan(this.#carry.subarray(0, this.#carried + 1));
  }

  #keep(fragment: Buffer): void {
    if (this.#skipping || fragment.length === 0) return;
    if (this.#carried + fragment.length > MAX_LINE_BYTES) this.#giveUp();
    else this.#append(fragment);
  }

  #append(fragment: Buffer): void {
    this.#reserve(this.#carried + fragment.length);
    fragment.copy(this.#carry, this.#carried);
    this.#carried += fragment.length;
  }

  #giveUp(): void {
    this.#tally.lines += 1;
    this.#scanner.overlong();
    this.#skipping = true;
    this.#carried = 0;
  }

  #reserve(size: number): void {
    if (size <= this.#carry.length) return;
    const longer = newBuffer(Math.max(size, 2 * this.#carry.length));
    this.#carry.copy(longer, 0, 0, this.#carried);
    this.#carry = longer;
  }
}
