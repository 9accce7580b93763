/**
 * The series already seen, exactly (no fingerprints: a collision would lose a reading). A series is a sample and its label
 * values by column; an empty value at the end is the same as none, so it is cut off. Samples of one level (joules, watts)
 * have the same label values in the same order, so these are kept once, with a bit for each sample that had them.
 *
 *     entry      group of 64 samples and number of values, the entry that followed it last, samples of the group,
 *                the entry made before it with as many values, values
 *
 * Few have to be searched for. What followed in the last family follows in this one; and what was never seen mostly has a
 * value that was never seen, a pod or a container, or shares it with the lines right before: only a series made since then
 * can be the same. Slots are filled when one is searched for.
 */

import { copyValues, mixed } from './bytes.ts';
import { take, takeLast } from './layout.ts';
import { doubled, FIRST_SLOTS, newSlots, putInto, slotAt } from './table.ts';

const HEAD: usize = 20;
/** The number of values takes the low bits of the first word. */
const LENGTH_BITS: u32 = 9;
const SAMPLES_BITS: u32 = 6;
/** So many made last are compared before the slots are asked: the zones of one pod, for example. */
const RECENT: u32 = 8;

let size: u32 = 0;
let slots: usize = 0;
let count: u32 = 0;
/** The entry that was asked for last, or 0, and the sample. */
let last: usize = 0;
let lastSample: u32 = 0;
const NO_COLUMN: usize = 0xffffffff;

/** A value that was read for the first time, its place in the values, and the entry that was made last before. */
let fresh: usize = 0;
let freshColumn: usize = NO_COLUMN;
let freshAfter: usize = 0;
let newest: usize = 0;

/** By number of values, of which some bits count: the entry made last, the last one with a slot, the first one of a family. */
let kinds: usize = 0;
const LAST_KIND: u32 = 15;
const KINDS_BYTES: usize = (<usize>LAST_KIND + 1) << 4;

export function emptySeries(): void {
  size = 0;
  count = 0;
  last = 0;
  freshColumn = NO_COLUMN;
  newest = 0;
  kinds = take(KINDS_BYTES);
  memory.fill(kinds, 0, KINDS_BYTES);
}

/** False when it was there already. */
export function addSeries(sample: u32, values: usize, columns: u32): bool {
  let length = columns;
  while (length && !load<u32>(values + ((<usize>(length - 1)) << 2))) length -= 1;
  const head = ((sample >> SAMPLES_BITS) << LENGTH_BITS) | length;
  const guess = expected(sample, length);
  const entry = guess && holds(guess, head, values) ? guess : found(head, values);
  follow(sample, entry, length);
  const bit = (<u64>1) << (sample & ((1 << SAMPLES_BITS) - 1));
  const seen = load<u64>(entry, 8);
  store<u64>(entry, seen | bit, 8);
  return !(seen & bit);
}

/** Values that the next series of the sample may have, and how many bytes they take. */
export let foreseen: usize = 0;
export let foreseenBytes: usize = 0;

export function foresee(sample: u32, columns: u32): void {
  const entry = expected(sample, columns);
  foreseen = entry + HEAD;
  foreseenBytes = entry ? bytesOf(load<u32>(entry)) : 0;
}

/** A value was read for the first time: no series that has it was made before. */
export function greet(value: usize, column: usize): void {
  fresh = value;
  freshColumn = column;
  freshAfter = newest;
}

function kindOf(length: u32): usize {
  return kinds + ((<usize>(length & LAST_KIND)) << 4);
}

/** The entry behind the last one, or the first one when a family begins; or 0. */
function expected(sample: u32, length: u32): usize {
  if (!last) return 0;
  return sample === lastSample ? load<u32>(last, 4) : load<u32>(kindOf(length), 8);
}

function follow(sample: u32, entry: usize, length: u32): void {
  if (last && sample === lastSample) store<u32>(last, <u32>entry, 4);
  else store<u32>(kindOf(length), <u32>entry, 8);
  last = entry;
  lastSample = sample;
}

function bytesOf(head: u32): usize {
  return (<usize>(head & ((1 << LENGTH_BITS) - 1))) << 2;
}

function found(head: u32, values: usize): usize {
  const kind = kindOf(head);
  if (freshColumn < bytesOf(head) && <usize>load<u32>(values + freshColumn) === fresh) {
    let entry = <usize>load<u32>(kind);
    for (let k: u32 = 0; k < RECENT; k++) {
      if (entry <= freshAfter) return add(kind, head, values);
      if (holds(entry, head, values)) return entry;
      entry = madeBefore(entry);
    }
  }
  placeAll(kind);
  return searched(head, values) || add(kind, head, values);
}

function madeBefore(entry: usize): usize {
  return load<u32>(entry, 16);
}

function searched(head: u32, values: usize): usize {
  const hash = hashOfSeries(head, values);
  const mask = size - 1;
  let slot = hash & mask;
  while (true) {
    const at = slotAt(slots, slot);
    const entry = <usize>load<u32>(at, 4);
    if (!entry || (load<u32>(at) === hash && holds(entry, head, values))) return entry;
    slot = (slot + 1) & mask;
  }
}

/** Gives a slot to all of a kind that have none. */
function placeAll(kind: usize): void {
  if (!size) {
    size = FIRST_SLOTS;
    slots = newSlots(size);
  }
  const placed = <usize>load<u32>(kind, 4);
  for (let entry = <usize>load<u32>(kind); entry !== placed; entry = madeBefore(entry)) place(entry);
  store<u32>(kind, load<u32>(kind), 4);
}

function place(entry: usize): void {
  putInto(slots, size, hashOfSeries(load<u32>(entry), entry + HEAD), entry);
  count += 1;
  if (count * 3 > size * 2) {
    slots = doubled(slots, size);
    size *= 2;
  }
}

function hashOfSeries(head: u32, values: usize): u32 {
  let hash: u64 = head;
  for (let at = values; at < values + bytesOf(head); at += 4) hash = mixed(hash, load<u32>(at));
  return <u32>hash;
}

function holds(entry: usize, head: u32, values: usize): bool {
  if (load<u32>(entry) !== head) return false;
  for (let at: usize = 0; at < bytesOf(head); at += 4)
    if (load<u32>(entry + HEAD + at) !== load<u32>(values + at)) return false;
  return true;
}

function add(kind: usize, head: u32, values: usize): usize {
  const bytes = bytesOf(head);
  const entry = takeLast(HEAD + bytes);
  store<u32>(entry, head);
  store<u32>(entry, 0, 4);
  store<u64>(entry, 0, 8);
  store<u32>(entry, load<u32>(kind), 16);
  copyValues(entry + HEAD, values, bytes);
  store<u32>(kind, <u32>entry);
  newest = entry;
  return entry;
}
