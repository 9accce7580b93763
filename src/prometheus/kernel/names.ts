/** Which lines may be wanted: told by one byte for most lines, by the whole name for the rest. */

import { sameBytes } from './bytes.ts';
import { take } from './layout.ts';

const BLANK: u8 = 32;
const TAB: u8 = 9;
const BRACE: u8 = 123;
const MAX_PLACES: u32 = 64;

let names: u32 = 0;
/** By sample: where its name lies and how long it is. */
let list: usize = 0;
/** 1 where some wanted name has that byte at that place (place × 256 + byte). */
let possible: usize = 0;
let places: u32 = 0;
/** The row of `possible` that rejected last, and its place: in sorted scrapes it rejects the next line too. */
let lastRow: usize = 0;
let lastPlace: usize = 0;

/** Begins the table; `shortest` is the length of the shortest name. */
export function defineNames(count: u32, shortest: u32): void {
  names = count;
  list = take((<usize>count) << 3);
  // Behind the end of the shortest name everything is possible.
  places = 1 + min(MAX_PLACES, shortest);
  possible = take((<usize>places) << 8);
  memory.fill(possible, 0, (<usize>places) << 8);
  lastRow = possible;
  lastPlace = 0;
}

export function defineName(sample: u32, from: usize, length: u32): void {
  const name = take(length);
  memory.copy(name, from, length);
  store<u32>(list + ((<usize>sample) << 3), name);
  store<u32>(list + ((<usize>sample) << 3), length, 4);
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

/** One look: true when the line cannot be wanted for the same reason as the last one that was not. */
export function rejectsAgain(line: usize): bool {
  return !load<u8>(lastRow + load<u8>(line + lastPlace));
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

/** Whether the name that begins the line is exactly a wanted one. */
export function isWanted(line: usize): bool {
  for (let sample: u32 = 0; sample < names; sample++) {
    const at = list + ((<usize>sample) << 3);
    const length = load<u32>(at, 4);
    if (sameBytes(line, load<u32>(at), length) && !isNameByte(load<u8>(line + length))) return true;
  }
  return false;
}

function isNameByte(byte: u8): bool {
  const letter = byte | 32;
  return (letter >= 97 && letter <= 122) || (byte >= 48 && byte <= 58) || byte === 95;
}
