/** From line end to line end: most lines are skipped by a few bytes, wanted ones read by layout, odd ones left to the caller. */

import { copyValues, LF, lowBytes } from './bytes.ts';
import { saysNothing } from './comment.ts';
import { at as behind, decimal, readDecimal, writePowers } from './decimal.ts';
import { CHUNK, emptyTables, MAX_LINE_BYTES, ROWS, ROWS_BYTES } from './layout.ts';
import { learn } from './learn.ts';
import { beginEnds, cursor, limit, lookAhead, moveTo } from './line-ends.ts';
import { lastPlace, lastRow, rejects, sampleAt, shortestLine } from './names.ts';
import { hasPlainLabels, isPlain, nameLength, textEnd, writeKinds } from './plain.ts';
import { emptyPool } from './pool.ts';
import { columnsOf, MAX_COLUMNS, valuesOf, wantedOf } from './samples.ts';
import { addSeries, emptySeries } from './series.ts';
import { firstShape, forgetShapes, match, nextShape, sampleOf } from './shape.ts';

/** A line is read or need not be. */
const DONE = 0;
/** Why `scan` came back: what follows has no line end yet. */
export const REST = 6;
/** The line needs the grammar. */
export const ODD = 1;
/** The line does not begin like the ones before. */
export const UNFAMILIAR = 2;
/** The labels are read, what follows from `tail` on is not a plain number. */
export const TAIL = 3;
/** The rows are full. */
export const FULL = 4;
/** The first series that was there already. */
export const DUPLICATE = 5;

/** Sample, nothing, the number; then the wanted labels. */
const ROW_HEAD: usize = 16;
const LARGEST_ROW: usize = ROW_HEAD + (MAX_COLUMNS << 2);

export let lines: u32 = 0;
export let duplicates: u32 = 0;
/** The line at hand: its start, the position of its end, and where the next one begins. */
export let start: usize = 0;
export let end: usize = 0;
export let tail: usize = 0;
/** Where the next row goes. */
export let rowsEnd: usize = 0;
/** Sample of the line that matched last. */
export let sample: u32 = 0;

let next: usize = 0;
let stop: usize = 0;
let shape: usize = 0;
/** Start of the last line that matched `shape` in the text at hand, or 0. */
let before: usize = 0;
let shortest: usize = 0;

/** How familiar lines begin. */
let first: u64 = 1;
let firstMask: u64 = 0;

/** Forgets the text before and all that was known of it. */
export function open(): void {
  emptyTables();
  emptyPool();
  emptySeries();
  forgetShapes();
  writePowers();
  writeKinds();
  forgetLine();
  forgetBeginning();
  lines = 0;
  duplicates = 0;
  rowsEnd = ROWS;
}

/** Other bytes than before, from `from` up to `to`; a line end is written behind it. */
export function begin(from: usize, to: usize): void {
  next = from;
  stop = to;
  before = 0;
  shortest = shortestLine();
  store<u8>(to, LF);
  // What was carried has no line end, or there would be nothing to carry.
  beginEnds(max(from, CHUNK), to);
}

/** Where the text begins that has no line end yet. */
export function rest(): usize {
  return next;
}

/** The values of a sample were changed, or its shapes. */
export function forgetLine(): void {
  before = 0;
  shape = 0;
}

/** Lines that begin like this one, its first `_` included, may be skipped unread. One too long for a word is not remembered. */
export function learnBeginning(length: u32): void {
  if (length > 8) return;
  firstMask = lowBytes(-1, length);
  first = load<u64>(start) & firstMask;
}

export function forgetBeginning(): void {
  firstMask = 0;
  first = 1;
}

/** Reads lines from the next one on, until there is something to do for the caller. */
export function scan(): i32 {
  while (true) {
    skip();
    if (cursor === limit) {
      lookAhead(stop);
      continue;
    }
    const reason = line();
    if (reason === REST || reason === FULL) return reason;
    next = end + 1;
    moveTo(cursor + 4);
    lines += 1;
    if (reason) return reason;
  }
}

/** Passes over lines that are familiar and cannot be wanted for the reason the last one could not. All it compares is in locals. */
function skip(): void {
  const over = stop;
  const least = shortest;
  const mask = firstMask;
  const beginning = first;
  const row = lastRow;
  const byte = lastPlace;
  const last = limit;
  let at = next;
  let place = cursor;
  for (; place < last; place += 4) {
    const to = <usize>load<u32>(place);
    if (to >= over || to - at - least > MAX_LINE_BYTES - least || (load<u64>(at) & mask) !== beginning) break;
    if (load<u8>(row + load<u8>(at + byte))) break;
    at = to + 1;
  }
  lines += <u32>((place - cursor) >> 2);
  next = at;
  moveTo(place);
}

function line(): i32 {
  start = next;
  end = load<u32>(cursor);
  if (end >= stop) return REST;
  if (!isLineLength(end - start)) return isShortOfOthers() ? DONE : ODD;
  if (isFamiliar(start)) return read();
  return firstMask && saysNothing(start, end) ? DONE : UNFAMILIAR;
}

/** Whether a line that is too short to be wanted is a usual one of a family that was seen. */
function isShortOfOthers(): bool {
  return end - start < shortest && isFamiliar(start) && isPlain(start, end);
}

/** One compare for both bounds. */
function isLineLength(length: usize): bool {
  return length - shortest <= MAX_LINE_BYTES - shortest;
}

function isFamiliar(line: usize): bool {
  return (load<u64>(line) & firstMask) === first;
}

/** Reads the line at hand whatever its beginning. After FULL it is to be read again. */
export function read(): i32 {
  let at: usize = shape ? match(shape, start, before) : 0;
  if (!at) {
    before = 0;
    if (rejects(start)) return DONE;
    at = otherShape();
    if (!at) {
      const wanted = sampleAt(start);
      if (wanted < 0) return DONE;
      at = newLayout(wanted);
      if (!at) return ODD;
    }
  }
  before = start;
  if (readDecimal(at) && behind === textEnd(end)) return keepRow();
  tail = at;
  return TAIL;
}

/** Where the number begins in a wanted line with a layout of its own, 0 when it is not spelled as usual. */
function newLayout(wanted: u32): usize {
  return isPlain(start, end) && learn(wanted, start) ? otherShape() : 0;
}

/** Remembers the layout of the line at hand, which the grammar has read, where it is a usual one. */
export function learnLayout(wanted: u32): void {
  if (!otherShape() && hasPlainLabels(start)) learn(wanted, start);
}

/** Length of the name of the line at hand when all of it is spelled as usual, else 0. */
export function plainName(): u32 {
  return isPlain(start, end) ? nameLength : 0;
}

/** Whether the line at hand is a comment that changes nothing. */
export function isIdle(): bool {
  return saysNothing(start, end);
}

function otherShape(): usize {
  for (let other = firstShape(); other; other = nextShape(other)) {
    const at = match(other, start, 0);
    if (!at) continue;
    shape = other;
    sample = sampleOf(other);
    return at;
  }
  return 0;
}

function keepRow(): i32 {
  if (rowsEnd + LARGEST_ROW > ROWS + ROWS_BYTES) return FULL;
  const values = valuesOf(sample);
  if (!addSeries(sample, values, columnsOf(sample))) return duplicates++ ? DONE : DUPLICATE;
  store<u32>(rowsEnd, sample);
  store<f64>(rowsEnd, decimal, 8);
  const wanted = (<usize>wantedOf(sample)) << 2;
  copyValues(rowsEnd + ROW_HEAD, values, wanted);
  rowsEnd += (ROW_HEAD + wanted + 7) & ~7;
  return DONE;
}

/** The series whose labels are in the values of its sample; false when it was there already. */
export function accept(which: u32): bool {
  if (addSeries(which, valuesOf(which), columnsOf(which))) return true;
  duplicates += 1;
  return false;
}

export function takeRows(): void {
  rowsEnd = ROWS;
}

/** Counts a line that was too long to be kept. */
export function countLine(): void {
  lines += 1;
}
