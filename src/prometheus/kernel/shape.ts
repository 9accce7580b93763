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
import { keepAfter } from './pool.ts';
import { columnsOf, openSample } from './samples.ts';

const LABELS: usize = 20;
const LABEL_BYTES: usize = 16;

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
  const count = load<u32>(shape, 8);
  const values = <usize>load<u32>(shape, 12);
  let at = line;
  let label = shape + LABELS;
  const last = label + <usize>count * LABEL_BYTES;
  if (before && count) {
    const same = commonPrefix(before, line, load<u32>(last - LABEL_BYTES, 12) + 1);
    // The quote behind a value must be part of what is common.
    for (; label < last && <usize>load<u32>(label, 12) < same; label += LABEL_BYTES)
      at = line + load<u32>(label, 12);
  } else if (!before) memory.fill(values, 0, (<usize>columnsOf(sampleOf(shape))) << 2);
  for (; label < last; label += LABEL_BYTES) {
    const length = <usize>load<u32>(label, 4);
    if (!sameBytes(at, load<u32>(label), length)) return 0;
    const from = at + length;
    at = valueEnd(from);
    if (load<u8>(at) !== QUOTE) return 0;
    const column = values + load<u32>(label, 8);
    const value = keepAfter(load<u32>(column), from, <u32>(at - from));
    if (value < 0) return 0;
    store<u32>(column, value);
    store<u32>(label, <u32>(at - line), 12);
  }
  const length = <usize>load<u32>(last, 4);
  return sameBytes(at, load<u32>(last), length) ? at + length : 0;
}
