/**
 * The series already seen, exactly (no fingerprints: a collision would lose a reading). A series is a sample and
 * its label values by column; an empty value at the end is the same as none, so it is cut off.
 */

import { copyWords, lowBytes, mixed, sameBytes } from './bytes.ts';
import { take } from './layout.ts';
import { doubled, FIRST_SLOTS, newSlots, slotAt } from './table.ts';

/** The header of an entry is sample × 512 + number of columns. */
const MAX_COLUMNS_LOG: u32 = 9;

let size: u32 = 0;
let slots: usize = 0;
let count: u32 = 0;

export function emptySeries(): void {
  size = FIRST_SLOTS;
  slots = newSlots(size);
  count = 0;
}

let header: u32 = 0;
let hash: u32 = 0;
let found: u32 = 0;

/**
 * Begins to look for a series. What is looked at lies far away in memory: it comes while the caller does something else.
 * `addSeries` must follow before any other series.
 */
export function findSeries(sample: u32, values: usize, columns: u32): void {
  let length = columns;
  while (length && !load<u32>(values + ((<usize>(length - 1)) << 2))) length -= 1;
  header = (sample << MAX_COLUMNS_LOG) | length;
  hash = hashOfSeries(header, values, length);
  found = load<u32>(slotAt(slots, hash & (size - 1)), 4);
}

/** Adds what was looked for; false when it was there already. */
export function addSeries(values: usize): bool {
  const mask = size - 1;
  let slot = hash & mask;
  let entry = found;
  while (entry) {
    if (load<u32>(slotAt(slots, slot)) === hash && holds(entry, values)) return false;
    slot = (slot + 1) & mask;
    entry = load<u32>(slotAt(slots, slot), 4);
  }
  add(slotAt(slots, slot), values);
  return true;
}

function lengthBytes(): usize {
  return (<usize>(header & ((1 << MAX_COLUMNS_LOG) - 1))) << 2;
}

function hashOfSeries(header: u32, values: usize, length: u32): u32 {
  let hash: u64 = header;
  let left = (<usize>length) << 2;
  let at = values;
  for (; left > 8; left -= 8, at += 8) hash = mixed(hash, load<u64>(at));
  return <u32>mixed(hash, lowBytes(load<u64>(at), left));
}

function holds(entry: usize, values: usize): bool {
  return load<u32>(entry) === header && sameBytes(entry + 4, values, lengthBytes());
}

function add(slot: usize, values: usize): void {
  const bytes = lengthBytes();
  const entry = take(4 + bytes);
  store<u32>(entry, header);
  copyWords(entry + 4, values, bytes);
  store<u32>(slot, hash);
  store<u32>(slot, entry, 4);
  count += 1;
  if (count * 3 > size * 2) {
    slots = doubled(slots, size);
    size *= 2;
  }
}
