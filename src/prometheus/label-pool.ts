/** Label values as small numbers: equal bytes, equal id, and at most one string ever made for each. */

import { bytesOfText, newBuffer, textOf, viewOf } from './bytes.ts';

/** The id of the empty value, which Prometheus does not tell from a missing label. */
export const EMPTY = 0;

export class LabelPool {
  // Open addressing, a (hash, id + 1) pair a slot: it starts small because big sparse tables miss the cache.
  #slots: Int32Array = new Int32Array(2 * 1024);
  #starts = new Int32Array(256);
  #bytes: Buffer = newBuffer(8192);
  #view = viewOf(this.#bytes);
  #count = 0;
  readonly #texts: (string | undefined)[] = [];

  constructor() {
    this.idOfText('');
  }

  /** -1 when the bytes are not UTF-8. They hold the value itself, escapes already undone. */
  idOf(bytes: Buffer, view: DataView, from: number, to: number): number {
    const hash = hashOf(bytes, view, from, to);
    const slots = this.#slots;
    const mask = slots.length - 2;
    let slot = hash << 1;
    for (; ; slot += 2) {
      slot &= mask;
      const id = (slots[slot + 1] as number) - 1;
      if (id < 0) return this.#add(bytes, from, to, hash, slot);
      if (slots[slot] === hash && this.#equals(id, view, from, to)) return id;
    }
  }

  idOfText(text: string): number {
    const bytes = bytesOfText(text);
    return this.idOf(bytes, viewOf(bytes), 0, bytes.length);
  }

  textOf(id: number): string {
    const text = this.#texts[id];
    if (text !== undefined) return text;
    const made = this.#bytes.toString('utf8', this.#starts[id] as number, this.#starts[id + 1] as number);
    this.#texts[id] = made;
    return made;
  }

  #equals(id: number, view: DataView, from: number, to: number): boolean {
    const start = this.#starts[id] as number;
    const length = to - from;
    if ((this.#starts[id + 1] as number) - start !== length) return false;
    const own = this.#view;
    let k = 0;
    for (const last = length - 4; k <= last; k += 4) {
      if (own.getInt32(start + k, true) !== view.getInt32(from + k, true)) return false;
    }
    for (; k < length; k++) if (own.getUint8(start + k) !== view.getUint8(from + k)) return false;
    return true;
  }

  #add(bytes: Buffer, from: number, to: number, hash: number, slot: number): number {
    const id = this.#count;
    const start = this.#starts[id] as number;
    this.#reserve(id, start + to - from);
    const own = this.#bytes;
    let high = 0;
    for (let at = from, k = start; at < to; at++, k++) high |= own[k] = bytes[at] as number;
    if (high > 127 && textOf(bytes, from, to) === null) return -1;
    this.#count += 1;
    this.#starts[id + 1] = start + to - from;
    this.#texts.push(undefined);
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = id + 1;
    if (this.#count * 4 > this.#slots.length) this.#slots = doubled(this.#slots);
    return id;
  }

  #reserve(id: number, end: number): void {
    if (id + 2 > this.#starts.length) {
      const wider = new Int32Array(this.#starts.length * 2);
      wider.set(this.#starts);
      this.#starts = wider;
    }
    if (end <= this.#bytes.length) return;
    const longer = newBuffer(Math.max(end, this.#bytes.length * 2));
    this.#bytes.copy(longer);
    this.#bytes = longer;
    this.#view = viewOf(longer);
  }
}

/** Multiply and fold, four bytes at a time; the fold brings the high bytes down to where the slot is chosen. */
function hashOf(bytes: Buffer, view: DataView, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (const last = to - 4; at <= last; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

function doubled(slots: Int32Array): Int32Array {
  const wider = new Int32Array(slots.length * 2);
  const mask = wider.length - 2;
  for (let old = 0; old < slots.length; old += 2) {
    if (slots[old + 1] === 0) continue;
    const hash = slots[old] as number;
    let slot = (hash << 1) & mask;
    while (wider[slot + 1] !== 0) slot = (slot + 2) & mask;
    wider[slot] = hash;
    wider[slot + 1] = slots[old + 1] as number;
  }
  return wider;
}
