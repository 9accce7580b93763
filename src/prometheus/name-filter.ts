/** Which lines may be wanted: told by one byte for most lines, by the whole name for the rest. */

import { bytesOfText } from './bytes.ts';
import type { WantedSamples } from './reader.ts';

const BLANK = 32;
const TAB = 9;
const BRACE = 123;
const MAX_PLACES = 64;

export class NameFilter {
  /** 1 where some wanted name has that byte at that place (place × 256 + byte). */
  readonly #possible: Uint8Array;
  readonly #places: number;
  readonly #names: readonly Buffer[];
  /** The place that rejected last: in sorted scrapes it rejects the next line too. */
  #place = 0;

  constructor(wanted: readonly WantedSamples[]) {
    this.#names = wanted.map((one) => bytesOfText(one.name));
    // Behind the end of the shortest name everything is possible.
    this.#places = 1 + Math.min(MAX_PLACES, ...this.#names.map((name) => name.length));
    this.#possible = new Uint8Array(256 * this.#places);
    for (const name of this.#names) this.#allow(name);
  }

  /** No wanted line is shorter: a name, a blank and a digit. */
  get shortestLine(): number {
    return this.#places + 1;
  }

  /** One look: true when the line cannot be wanted for the same reason as the last one that was not. */
  rejectsAgain(bytes: Buffer, start: number): boolean {
    const place = this.#place;
    return this.#possible[place * 256 + (bytes[start + place] as number)] === 0;
  }

  /** True only when no wanted name begins the line, which must have `shortestLine` bytes and no blanks in front. */
  rejects(bytes: Buffer, start: number): boolean {
    for (let place = 0; place < this.#places; place++) {
      if (this.#possible[place * 256 + (bytes[start + place] as number)] !== 0) continue;
      this.#place = place;
      return true;
    }
    return false;
  }

  /** Index of the wanted sample whose name is exactly these bytes, or -1. */
  sampleAt(bytes: Buffer, start: number): number {
    return this.#names.findIndex((name) => beginsWith(bytes, start, name));
  }

  #allow(name: Buffer): void {
    for (let place = 0; place < this.#places; place++) {
      if (place < name.length) this.#possible[place * 256 + (name[place] as number)] = 1;
      else for (const end of [BLANK, TAB, BRACE]) this.#possible[place * 256 + end] = 1;
    }
  }
}

function beginsWith(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let k = 0; k < name.length; k++) if (bytes[start + k] !== name[k]) return false;
  return !isNameByte(bytes[start + name.length] as number);
}

function isNameByte(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 58) || byte === 95
  );
}
