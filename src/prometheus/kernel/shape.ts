/**
 * The layout of a line: a sample name and its label names in the order and spelling seen, kept as the bytes that stand
 * between the values (`name{a="`, `",b="`, `"} `). Later lines are compared with all of these bytes; whatever
 * differs in any byte is no match and goes to the grammar. Nothing is taken on trust.
 *
 *     shape      next, sample, labels, columns of the sample, values of the sample, then labels + 1 times:
 *     label      where the separator in front lies, its length, column of the value, where the value ended in the last line
 */

import { commonPrefix, QUOTE, sameBytes, valueEnd } from './bytes.ts';
import { take } from './layout.ts';
import { endOf, follower, keepAfter, newest } from './pool.ts';
import { columnsOf, openSample } from './samples.ts';
import { foresee, foreseen, foreseenBytes, greet } from './series.ts';

const LABELS: usize = 20;
const LABEL_BYTES: usize = 16;
const GUESSES: i32 = 3;

let shapes: usize = 0;

export function forgetShapes(): void {
  shapes = 0;
}

export function newShape(sample: u32, labels: u32): usize {
  const values = openSample(sample);
  const shape = take(LABELS + (<usize>labels + 1) * LABEL_BYTES);
  store<u32>(shape, shapes);
  store<u32>(shape, sample, 4);
  store<u32>(shape, labels, 8);
  store<u32>(shape, values, 12);
  shapes = shape;
  return shape;
}

/** The bytes in front of a label, and where its value goes; behind the last label come those in front of the number. */
export function defineSeparator(shape: usize, label: u32, from: usize, length: u32, column: u32): void {
  const separator = take(length);
  memory.copy(separator, from, length);
  const at = labelAt(shape, label);
  store<u32>(at, separator);
  store<u32>(at, length, 4);
  store<u32>(at, column << 2, 8);
}

function labelAt(shape: usize, label: u32): usize {
  return shape + LABELS + <usize>label * LABEL_BYTES;
}

export function firstShape(): usize {
  return shapes;
}

export function nextShape(shape: usize): usize {
  return load<u32>(shape);
}

export function sampleOf(shape: usize): u32 {
  return load<u32>(shape, 4);
}

/**
 * Where the number begins, or 0; the label values are then in those of the sample. `before` is the start of
 * the line before when it matched this shape, else 0: exporters sort, so neighbours share most labels, and what
 * was found for all that end inside the common beginning is still right.
 */
export function match(shape: usize, line: usize, before: usize): usize {
  const first = labelAt(shape, 0);
  const last = labelAt(shape, load<u32>(shape, 8));
  const columns = columnsOf(sampleOf(shape));
  let label = first;
  if (before) label = firstOther(shape, line, before);
  else memory.fill(load<u32>(shape, 12), 0, (<usize>columns) << 2);
  let at = label === first ? line : line + load<u32>(label - LABEL_BYTES, 12);
  if (label < last) foresee(sampleOf(shape), columns);
  for (; label < last; label += LABEL_BYTES) {
    at = readLabel(label, at, load<u32>(shape, 12));
    if (!at) return 0;
    store<u32>(label, <u32>(at - line), 12);
  }
  const length = <usize>load<u32>(last, 4);
  return sameBytes(at, load<u32>(last), length) ? at + length : 0;
}

/** The first label whose value may be another one than in the line before; the quote behind a value must be the same, too. */
function firstOther(shape: usize, line: usize, before: usize): usize {
  const last = labelAt(shape, load<u32>(shape, 8));
  let label = labelAt(shape, 0);
  if (label === last) return label;
  const same = commonPrefix(before, line, load<u32>(last - LABEL_BYTES, 12) + 1);
  while (label < last && <usize>load<u32>(label, 12) < same) label += LABEL_BYTES;
  return label;
}

/** Where the value ends, or 0. */
function readLabel(label: usize, at: usize, values: usize): usize {
  const length = <usize>load<u32>(label, 4);
  if (!sameBytes(at, load<u32>(label), length)) return 0;
  const column = <usize>load<u32>(label, 8);
  const last = <usize>load<u32>(values + column);
  let value: usize = column < foreseenBytes ? <usize>load<u32>(foreseen + column) : last;
  // It is the value foreseen, or that of the line before, or the one that followed that, or any other.
  for (let guess = 0; guess < GUESSES; guess++) {
    const to = endOf(value, at + length);
    if (to) {
      store<u32>(values + column, value);
      return to;
    }
    value = guess ? follower(last) : last;
  }
  return readValue(values, column, at + length);
}

/** Where a value ends that was not guessed, or 0. */
function readValue(values: usize, column: usize, from: usize): usize {
  const to = valueEnd(from);
  const known = newest;
  const value = load<u8>(to) === QUOTE ? keepAfter(load<u32>(values + column), from, <u32>(to - from)) : -1;
  if (value < 0) return 0;
  if (newest !== known) greet(value, column);
  store<u32>(values + column, value);
  return to;
}
