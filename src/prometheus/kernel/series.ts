/**
 * The series already seen, exactly (no fingerprints: a collision would lose a reading). A series is a sample and
 * its label values by column; an empty value at the end is the same as none, so it is cut off.
 */

import { copyWords, lowBytes, mixed, sameBytes } from './bytes.ts';
import { take } from './layout.ts';
import { doubled, newSlots, slotAt } from './table.ts';

/** The header of an entry is sample × 512 + number of columns. */
const MAX_COLUMNS_LOG: u32 = 9;

let size: u32 = 1024;
let slots: usize = newSlots(size);
let count: u32 = 0;

/** False when it was there already. */
export function addSeries(sample: u32, values: usize, columns: u32): bool {
  let length = columns;
  while (length && !load<u32>(values + ((<usize>(length - 1)) << 2))) length -= 1;
  const header = (sample << MAX_COLUMNS_LOG) | length;
  const hash = hashOfSeries(header, values, length);
  const mask = size - 1;
  let slot = hash & mask;
  while (true) {
    const at = slotAt(slots, slot);
    const entry = load<u32>(at, 4);
    if (!entry) return add(at, hash, header, values, length);
    if (load<u32>(at) === hash && holds(entry, header, values, length)) return false;
    slot = (slot + 1) & mask;
  }
}

function hashOfSeries(header: u32, values: usize, length: u32): u32 {
  let hash: u64 = header;
  let left = (<usize>length) << 2;
  let at = values;
  for (; left > 8; left -= 8, at += 8) hash = mixed(hash, load<u64>(at));
  return <u32>mixed(hash, lowBytes(load<u64>(at), left));
}

function holds(entry: usize, header: u32, values: usize, length: u32): bool {
  return load<u32>(entry) === header && sameBytes(entry + 4, values, (<usize>length) << 2);
}

function add(slot: usize, hash: u32, header: u32, values: usize, length: u32): bool {
  const bytes = (<usize>length) << 2;
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
  return true;
}
