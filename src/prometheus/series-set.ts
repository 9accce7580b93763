/**
 * The series already seen, exactly (no fingerprints: a collision would lose a reading). A series is a sample and
 * its label values by column; a trailing empty value is the same as none, so it is cut off.
 */

import { EMPTY } from './label-pool.ts';

const PAGE_BITS = 14;
const PAGE = 1 << PAGE_BITS;
/** Columns a sample may have; the header of an entry is sample × 512 + length. */
export const MAX_COLUMNS = 256;

export class SeriesSet {
  // A (hash, position + 1) pair a slot; entries lie one after the other in pages, so growing copies only the slots.
  #slots: Int32Array = new Int32Array(2 * 512);
  #page: Int32Array = new Int32Array(PAGE);
  readonly #pages: Int32Array[] = [this.#page];
  #used = 0;
  #count = 0;

  /** False when it was there already. */
  add(sample: number, values: Int32Array): boolean {
    let length = values.length;
    while (length > 0 && values[length - 1] === EMPTY) length -= 1;
    const header = sample * 512 + length;
    const hash = hashOf(header, values, length);
    const slots = this.#slots;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const position = (slots[slot + 1] as number) - 1;
      if (position < 0) {
        const position = this.#append(header, values, length);
        this.#fill(slot, hash, position);
        return true;
      }
      if (slots[slot] === hash && this.#equals(position, header, values, length)) return false;
    }
  }

  #equals(position: number, header: number, values: Int32Array, length: number): boolean {
    const page = this.#pages[position >>> PAGE_BITS] as Int32Array;
    const at = position & (PAGE - 1);
    if (page[at] !== header) return false;
    for (let i = 0; i < length; i++) if (page[at + 1 + i] !== values[i]) return false;
    return true;
  }

  #append(header: number, values: Int32Array, length: number): number {
    const position = this.#room(length + 1);
    const page = this.#page;
    let at = position & (PAGE - 1);
    page[at++] = header;
    for (let i = 0; i < length; i++) page[at++] = values[i] as number;
    return position;
  }

  #fill(slot: number, hash: number, position: number): void {
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = position + 1;
    this.#count += 1;
    if (this.#count * 3 > this.#slots.length) this.#slots = doubled(this.#slots);
  }

  /** An entry never straddles two pages. */
  #room(size: number): number {
    if ((this.#used & (PAGE - 1)) + size > PAGE || this.#used === this.#pages.length * PAGE) {
      this.#used = this.#pages.length * PAGE;
      this.#page = new Int32Array(PAGE);
      this.#pages.push(this.#page);
    }
    const position = this.#used;
    this.#used += size;
    return position;
  }
}

/** Multiply and rotate over the ids, then murmur3's finaliser, since only the low bits choose the slot. */
function hashOf(header: number, values: Int32Array, length: number): number {
  let hash = header;
  for (let i = 0; i < length; i++) {
    hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ (values[i] as number), 0x9e3779b1);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function doubled(slots: Int32Array): Int32Array {
  const wider = new Int32Array(slots.length * 2);
  const mask = wider.length - 2;
  for (let old = 0; old < slots.length; old += 2) {
    if (slots[old + 1] === 0) continue;
    let slot = ((slots[old] as number) << 1) & mask;
    while (wider[slot + 1] !== 0) slot = (slot + 2) & mask;
    wider[slot] = slots[old] as number;
    wider[slot + 1] = slots[old + 1] as number;
  }
  return wider;
}
