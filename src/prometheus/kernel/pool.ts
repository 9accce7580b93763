/**
 * Label values, each kept once: equal bytes, equal place. Where a value lies is its number; 0 is the empty value, which is
 * the same as no label.
 *
 *     value      how many there were before it, its length, the value that followed it last, its bytes, and behind them a
 *                quote when it stood in a line as it is, else a line end, which stands behind no value
 */

import { copyBytes, hashOf, LF, QUOTE, sameBytes } from './bytes.ts';
import { take } from './layout.ts';
import { doubled, FIRST_SLOTS, newSlots, slotAt } from './table.ts';
import { isUtf8 } from './utf8.ts';

const HEAD: usize = 12;

let size: u32 = 0;
let slots: usize = 0;
let count: u32 = 0;
/** The value that was kept last for the first time. */
export let newest: usize = 0;

export function emptyPool(): void {
  size = FIRST_SLOTS;
  slots = newSlots(size);
  count = 0;
  newest = 0;
  // The empty value is one like others, and nothing has followed it yet.
  store<u32>(0, 0, 8);
  store<u8>(HEAD, QUOTE);
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

/** Where the value ends if it is the one that stands here, else 0. Only values without quotes and backslashes are known. */
export function endOf(value: usize, from: usize): usize {
  const length = <usize>load<u32>(value, 4);
  return sameBytes(value + HEAD, from, length + 1) ? from + length : 0;
}

/** The value that followed this one last. */
export function follower(value: usize): usize {
  return load<u32>(value, 8);
}

/** The same as `keep` for bytes without quotes and backslashes. `last` is the value in the same place of the line before. */
export function keepAfter(last: usize, from: usize, length: u32): i32 {
  const value = keep(from, length);
  if (value <= 0) return value;
  store<u8>(<usize>value + HEAD + length, QUOTE);
  store<u32>(last, value, 8);
  return value;
}

function isValue(value: usize, from: usize, length: u32): bool {
  return load<u32>(value, 4) === length && sameBytes(value + HEAD, from, length);
}

function add(from: usize, length: u32, hash: u32, slot: usize): i32 {
  if (!isUtf8(from, length)) return -1;
  const value = take(HEAD + length + 1);
  // The copy comes first: what was borrowed may lie in this very room.
  copyBytes(value + HEAD, from, length);
  store<u8>(value + HEAD + length, LF);
  store<u32>(value, count++);
  store<u32>(value, length, 4);
  store<u32>(value, 0, 8);
  store<u32>(slot, hash);
  store<u32>(slot, value, 4);
  if (count * 3 > size * 2) {
    slots = doubled(slots, size);
    size *= 2;
  }
  newest = value;
  return <i32>value;
}
