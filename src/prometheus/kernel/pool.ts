/**
 * Label values, each kept once: equal bytes, equal place. Where a value lies is its number; 0 is the empty value, which is
 * the same as no label.
 *
 *     value      how many there were before it, its length, the value that followed it last, its bytes
 */

import { hashOf, sameBytes } from './bytes.ts';
import { take } from './layout.ts';
import { doubled, FIRST_SLOTS, newSlots, slotAt } from './table.ts';
import { isUtf8 } from './utf8.ts';

const HEAD: usize = 12;

let size: u32 = 0;
let slots: usize = 0;
let count: u32 = 0;

export function emptyPool(): void {
  size = FIRST_SLOTS;
  slots = newSlots(size);
  count = 0;
}

/** Where the value lies; -1 when the bytes are not UTF-8. They hold the value itself, escapes already undone. */
export function keep(from: usize, length: u32): i32 {
  if (!length) return 0;
  const hash = hashOf(from, length);
  const mask = size - 1;
  let slot = hash & mask;
  while (true) {
    const at = slotAt(slots, slot);
    const value = load<u32>(at, 4);
    if (!value) return add(from, length, hash, at);
    if (load<u32>(at) === hash && isValue(value, from, length)) return value;
    slot = (slot + 1) & mask;
  }
}

/**
 * The same, guessing first: exporters sort, so what stood behind a value in the last family stands behind it in this one, and
 * lies near it in memory. `last` is the value in the same place of the line before, 0 where there was none.
 */
export function keepAfter(last: u32, from: usize, length: u32): i32 {
  if (!last) return keep(from, length);
  if (isValue(last, from, length)) return last;
  const guess = load<u32>(last, 8);
  if (guess && isValue(guess, from, length)) return guess;
  const value = keep(from, length);
  if (value > 0) store<u32>(last, value, 8);
  return value;
}

function isValue(value: usize, from: usize, length: u32): bool {
  return load<u32>(value, 4) === length && sameBytes(value + HEAD, from, length);
}

function add(from: usize, length: u32, hash: u32, slot: usize): i32 {
  if (!isUtf8(from, length)) return -1;
  const value = take(HEAD + length);
  // The copy comes first: what was borrowed may lie in this very room.
  memory.copy(value + HEAD, from, length);
  store<u32>(value, count++);
  store<u32>(value, length, 4);
  store<u32>(value, 0, 8);
  store<u32>(slot, hash);
  store<u32>(slot, value, 4);
  if (count * 3 > size * 2) {
    slots = doubled(slots, size);
    size *= 2;
  }
  return <i32>value;
}
