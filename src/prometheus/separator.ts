/** The bytes between two label values, compared four at a time; the last four overlap the ones before. */

import { bytesOfText, viewOf } from './bytes.ts';

export class Separator {
  readonly #bytes: Buffer;
  readonly #words: Int32Array;

  constructor(text: string) {
    this.#bytes = bytesOfText(text);
    const view = viewOf(this.#bytes);
    const last = view.byteLength - 4;
    const starts = Array.from({ length: Math.ceil(view.byteLength / 4) }, (_, i) => Math.min(4 * i, last));
    this.#words = Int32Array.from(last < 0 ? [] : starts, (at) => view.getInt32(at, true));
  }

  /** The position behind it when it stands at `at`, else -1. */
  past(bytes: Buffer, view: DataView, at: number): number {
    const words = this.#words;
    const end = at + this.#bytes.length;
    const last = words.length - 1;
    if (last < 0) return this.#pastShort(bytes, at);
    if (end > view.byteLength) return -1;
    for (let k = 0, from = at; k < last; k++, from += 4)
      if (view.getInt32(from, true) !== words[k]) return -1;
    return view.getInt32(end - 4, true) === words[last] ? end : -1;
  }

  #pastShort(bytes: Buffer, at: number): number {
    const own = this.#bytes;
    for (let k = 0; k < own.length; k++) if (bytes[at + k] !== own[k]) return -1;
    return at + own.length;
  }
}
