/** Slots of (hash, entry) with open addressing. It starts small: a big sparse table misses the cache. */

import { leave, take } from './layout.ts';

const SLOT_BYTES_LOG: usize = 3;

export const FIRST_SLOTS: u32 = 1024;

/** Zeroed room for so many slots, a power of two. */
export function newSlots(count: u32): usize {
  const size = (<usize>count) << SLOT_BYTES_LOG;
  const slots = take(size);
  memory.fill(slots, 0, size);
  return slots;
}

export function slotAt(slots: usize, index: u32): usize {
  return slots + ((<usize>index) << SLOT_BYTES_LOG);
}

/** Twice as many slots with the same entries; the old ones are left. */
export function doubled(slots: usize, count: u32): usize {
  const wider = newSlots(count * 2);
  for (let old: u32 = 0; old < count; old++) {
    const from = slotAt(slots, old);
    const entry = load<u32>(from, 4);
    if (entry) putInto(wider, count * 2, load<u32>(from), entry);
  }
  leave(slots, (<usize>count) << SLOT_BYTES_LOG);
  return wider;
}

/** Into the first empty slot for its hash. */
export function putInto(slots: usize, count: u32, hash: u32, entry: usize): void {
  let slot = hash & (count - 1);
  while (load<u32>(slotAt(slots, slot), 4)) slot = (slot + 1) & (count - 1);
  store<u32>(slotAt(slots, slot), hash);
  store<u32>(slotAt(slots, slot), entry, 4);
}
