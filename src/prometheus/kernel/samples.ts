/**
 * What is wanted: sample names, and the column of each label. The labels asked for come first, in that order; others follow
 * because they tell series apart.
 *
 *     sample     where its name lies, its length, columns in use, columns asked for, where its values lie, shapes it has
 *     values     of the line at hand, by column; then the labels, by column, as the pool keeps them
 */

import { LF } from './bytes.ts';
import { take } from './layout.ts';
import { keep } from './pool.ts';

export const MAX_COLUMNS: usize = 256;
const SAMPLE_BYTES: usize = 24;
const VALUES_BYTES: usize = MAX_COLUMNS << 2;
const NUL: u8 = 0;

export let samples: u32 = 0;
let list: usize = 0;

/** The text has a line for each sample: its name, and each label behind a NUL. */
export function defineSamples(count: u32, from: usize, length: u32): void {
  list = take(<usize>count * SAMPLE_BYTES + length);
  let at = list + <usize>count * SAMPLE_BYTES;
  // The copy comes first: what was borrowed may lie in this very room.
  memory.copy(at, from, length);
  samples = count;
  for (let sample: u32 = 0; sample < count; sample++) at = defineSample(entryOf(sample), at);
}

/** Returns where the next one begins. */
function defineSample(entry: usize, name: usize): usize {
  let at = partEnd(name);
  let labels: u32 = 0;
  store<u32>(entry, name);
  store<u32>(entry, <u32>(at - name), 4);
  for (; load<u8>(at) !== LF; labels++) at = partEnd(at + 1);
  store<u32>(entry, labels, 8);
  store<u32>(entry, labels, 12);
  store<u64>(entry, 0, 16);
  return at + 1;
}

function partEnd(from: usize): usize {
  let at = from;
  while (load<u8>(at) !== NUL && load<u8>(at) !== LF) at += 1;
  return at;
}

function entryOf(sample: u32): usize {
  return list + <usize>sample * SAMPLE_BYTES;
}

export function nameOf(sample: u32): usize {
  return load<u32>(entryOf(sample));
}

export function nameLengthOf(sample: u32): u32 {
  return load<u32>(entryOf(sample), 4);
}

export function columnsOf(sample: u32): u32 {
  return load<u32>(entryOf(sample), 8);
}

export function wantedOf(sample: u32): u32 {
  return load<u32>(entryOf(sample), 12);
}

/** Of a sample that is open. */
export function valuesOf(sample: u32): usize {
  return load<u32>(entryOf(sample), 16);
}

export function shapesOf(sample: u32): u32 {
  return load<u32>(entryOf(sample), 20);
}

export function countShape(sample: u32): void {
  store<u32>(entryOf(sample), shapesOf(sample) + 1, 20);
}

/** Where its values lie: most samples that are wanted never come, so room is made when one does. */
export function openSample(sample: u32): usize {
  const entry = entryOf(sample);
  const open = load<u32>(entry, 16);
  if (open) return open;
  const values = take(2 * VALUES_BYTES);
  memory.fill(values, 0, VALUES_BYTES);
  store<u32>(entry, values, 16);
  let at = load<u32>(entry) + load<u32>(entry, 4);
  for (let column: u32 = 0; column < wantedOf(sample); column++) {
    const label = at + 1;
    at = <u32>partEnd(label);
    store<u32>(labelAt(sample, column), keep(label, at - label));
  }
  return values;
}

function labelAt(sample: u32, column: u32): usize {
  return valuesOf(sample) + VALUES_BYTES + ((<usize>column) << 2);
}

/** The label of a column of an open sample. */
export function labelOf(sample: u32, column: u32): u32 {
  return load<u32>(labelAt(sample, column));
}

/** The column of a label of an open sample: the next one when it is new. That there is one is for the caller to see. */
export function columnOf(sample: u32, label: u32): u32 {
  const columns = columnsOf(sample);
  for (let column: u32 = 0; column < columns; column++) if (labelOf(sample, column) === label) return column;
  store<u32>(labelAt(sample, columns), label);
  store<u32>(entryOf(sample), columns + 1, 8);
  return columns;
}
