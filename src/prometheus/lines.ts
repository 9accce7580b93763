/** Chunks to whole lines: what a chunk leaves unfinished is carried in front of the next, at most one line's worth. */

import { indexOfByte, LF } from './bytes.ts';
import type { Kernel } from './kernel.ts';
import type { Scanner } from './scanner.ts';

const LINE_END = Uint8Array.of(LF);

export class Lines {
  readonly #kernel: Kernel;
  readonly #scanner: Scanner;
  /** Where a chunk goes in the kernel's memory; what is carried ends there. */
  readonly #chunk: number;
  readonly #chunkBytes: number;
  readonly #longest: number;
  #carried = 0;
  /** Inside a line that was already counted as too long. */
  #skipping = false;

  constructor(kernel: Kernel, scanner: Scanner) {
    this.#kernel = kernel;
    this.#scanner = scanner;
    this.#chunk = kernel.calls.CHUNK.value;
    this.#chunkBytes = kernel.calls.CHUNK_BYTES.value;
    this.#longest = kernel.calls.MAX_LINE_BYTES.value;
  }

  /** Memory for the next chunk, good until that is pushed: what is read into it needs no copy. */
  room(): Uint8Array {
    return this.#kernel.bytes.subarray(this.#chunk, this.#chunk + this.#chunkBytes);
  }

  push(chunk: Uint8Array): void {
    if (chunk.length <= this.#chunkBytes) this.#read(chunk);
    else this.#pushParts(chunk);
  }

  #pushParts(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += this.#chunkBytes)
      this.#read(chunk.subarray(at, at + this.#chunkBytes));
  }

  /** Reads the last line if it has no end of its own; true when there was one. */
  end(): boolean {
    const open = this.#carried > 0 || this.#skipping;
    if (this.#carried > 0) this.#read(LINE_END);
    return open;
  }

  #read(part: Uint8Array): void {
    const { bytes } = this.#kernel;
    if (part.buffer !== bytes.buffer || part.byteOffset !== this.#chunk) bytes.set(part, this.#chunk);
    const to = this.#chunk + part.length;
    const from = this.#skipping ? this.#behindLine(part) : this.#chunk - this.#carried;
    if (from < 0) return;
    const rest = this.#scanner.scan(from, to);
    this.#carried = to - rest;
    if (this.#carried > this.#longest) this.#giveUp();
    else this.#kernel.bytes.copyWithin(this.#chunk - this.#carried, rest, to);
  }

  /** Where the text goes on behind the line that is too long, or -1. */
  #behindLine(part: Uint8Array): number {
    const end = indexOfByte(part, LF);
    if (end < 0) return -1;
    this.#skipping = false;
    return this.#chunk + end + 1;
  }

  #giveUp(): void {
    this.#scanner.giveUpLine();
    this.#skipping = true;
    this.#carried = 0;
  }
}
