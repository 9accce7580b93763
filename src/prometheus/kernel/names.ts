/** Which lines may be wanted: told by one byte for most lines, by the whole name for the rest. */

import { sameBytes } from './bytes.ts';
import { take } from './layout.ts';
import { isNameByte } from './plain.ts';
import { nameLengthOf, nameOf, samples } from './samples.ts';

const BLANK: u8 = 32;
const TAB: u8 = 9;
const BRACE: u8 = 123;
const MAX_PLACES: u32 = 64;

/** 1 where some wanted name has that byte at that place (place × 256 + byte). */
let possible: usize = 0;
let places: u32 = 0;
/** The row of `possible` that rejected last, and its place: in sorted scrapes one look at it rejects the next line, too. */
export let lastRow: usize = 0;
export let lastPlace: usize = 0;

/** Makes the table of the samples that were defined. */
export function defineNames(): void {
  let shortest: u32 = samples ? MAX_PLACES : 0;
  for (let sample: u32 = 0; sample < samples; sample++) shortest = min(shortest, nameLengthOf(sample));
  // Behind the end of the shortest name everything is possible.
  places = 1 + shortest;
  possible = take((<usize>places) << 8);
  memory.fill(possible, 0, (<usize>places) << 8);
  lastRow = possible;
  lastPlace = 0;
  for (let sample: u32 = 0; sample < samples; sample++) allow(nameOf(sample), nameLengthOf(sample));
}

function allow(name: usize, length: u32): void {
  for (let place: u32 = 0; place < places; place++) {
    const row = possible + ((<usize>place) << 8);
    if (place < length) store<u8>(row + load<u8>(name + place), 1);
    else allowEnds(row);
  }
}

function allowEnds(row: usize): void {
  store<u8>(row + BLANK, 1);
  store<u8>(row + TAB, 1);
  store<u8>(row + BRACE, 1);
}

/** No wanted line is shorter: a name, a blank and a digit. */
export function shortestLine(): u32 {
  return max(places + 1, 8);
}

/** True only when no wanted name begins the line, which must have `shortestLine` bytes and no blanks in front. */
export function rejects(line: usize): bool {
  for (let place: usize = 0; place < places; place++) {
    const row = possible + (place << 8);
    if (load<u8>(row + load<u8>(line + place))) continue;
    lastPlace = place;
    lastRow = row;
    return true;
  }
  return false;
}

/** The sample whose name is exactly the one that begins the line, -1 where none is. */
export function sampleAt(line: usize): i32 {
  for (let sample: u32 = 0; sample < samples; sample++) {
    const length = nameLengthOf(sample);
    if (sameBytes(line, nameOf(sample), length) && !isNameByte(load<u8>(line + length))) return <i32>sample;
  }
  return -1;
}
