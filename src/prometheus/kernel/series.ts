/**
 * The series already seen, exactly (no fingerprints: a collision would lose a reading). A series is a sample and its label
 * values by column; an empty value at the end is the same as none, so it is cut off. Samples of one level (joules, watts)
 * have the same label values in the same order, so these are kept once, with a bit for each sample that had them.
 *
 *     entry      group of 64 samples and number of values, the entry that followed it last, samples of the group, values
 */

import { copyWords, lowBytes, mixed, sameBytes } from './bytes.ts';
import { take } from './layout.ts';
import { doubled, FIRST_SLOTS, newSlots, slotAt } from './table.ts';

const HEAD: usize = 16;
/** The number of values takes the low bits of the first word. */
const LENGTH_BITS: u32 = 9;
const SAMPLES_BITS: u32 = 6;

let size: u32 = 0;
let slots: usize = 0;
let count: u32 = 0;
/** The entry that was asked for last, or 0. */
let last: usize = 0;

export function emptySeries(): void {
  size = FIRST_SLOTS;
  slots = newSlots(size);
  count = 0;
  last = 0;
}

/** False when it was there already. */
export function addSeries(sample: u32, values: usize, columns: u32): bool {
  const entry = entryOf(sample >> SAMPLES_BITS, values, columns);
  const bit = (<u64>1) << (sample & ((1 << SAMPLES_BITS) - 1));
  const seen = load<u64>(entry, 8);
  store<u64>(entry, seen | bit, 8);
  return !(seen & bit);
}

/** Guesses first, since what followed in the last family follows in this one. */
function entryOf(group: u32, values: usize, columns: u32): usize {
  let length = columns;
  while (length && !load<u32>(values + ((<usize>(length - 1)) << 2))) length -= 1;
  const head = (group << LENGTH_BITS) | length;
  const bytes = (<usize>length) << 2;
  const guess = last ? <usize>load<u32>(last, 4) : 0;
  const entry = guess && holds(guess, head, values, bytes) ? guess : found(head, values, bytes);
  if (last) store<u32>(last, entry, 4);
  last = entry;
  return entry;
}

function found(head: u32, values: usize, bytes: usize): usize {
  const hash = hashOfSeries(head, values, bytes);
  const mask = size - 1;
  let slot = hash & mask;
  while (true) {
    const at = slotAt(slots, slot);
    const entry = load<u32>(at, 4);
    if (!entry) return add(at, hash, head, values, bytes);
    if (load<u32>(at) === hash && holds(entry, head, values, bytes)) return entry;
    slot = (slot + 1) & mask;
  }
}

function hashOfSeries(head: u32, values: usize, bytes: usize): u32 {
  let hash: u64 = head;
  let left = bytes;
  let at = values;
  for (; left > 8; left -= 8, at += 8) hash = mixed(hash, load<u64>(at));
  return <u32>mixed(hash, lowBytes(load<u64>(at), left));
}

function holds(entry: usize, head: u32, values: usize, bytes: usize): bool {
  return load<u32>(entry) === head && sameBytes(entry + HEAD, values, bytes);
}

function add(slot: usize, hash: u32, head: u32, values: usize, bytes: usize): usize {
  const entry = take(HEAD + bytes);
  store<u32>(entry, head);
  store<u32>(entry, 0, 4);
  store<u64>(entry, 0, 8);
  copyWords(entry + HEAD, values, bytes);
  store<u32>(slot, hash);
  store<u32>(slot, entry, 4);
  count += 1;
  if (count * 3 > size * 2) {
    slots = doubled(slots, size);
    size *= 2;
  }
  return entry;
}
