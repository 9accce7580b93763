/** Layouts of lines whose labels are spelled as usual, taken from the line itself. */

import { labelAt, labels, lengthOf, nameLength, value } from './plain.ts';
import { keep } from './pool.ts';
import { columnOf, columnsOf, countShape, MAX_COLUMNS, shapesOf } from './samples.ts';
import { defineSeparator, newShape } from './shape.ts';

const SHAPES_KEPT: u32 = 8;
/** `="` */
const BEHIND_NAME: u32 = 2;
/** `",` */
const BEFORE_NAME: usize = 2;
/** `"} ` */
const LAST_SEPARATOR: u32 = 3;

/** Of the line that `hasPlainLabels` looked at last. False when a sample has enough layouts, or not enough columns. */
export function learn(sample: u32, line: usize): bool {
  if (shapesOf(sample) === SHAPES_KEPT || columnsOf(sample) + labels > <u32>MAX_COLUMNS) return false;
  countShape(sample);
  const shape = newShape(sample, labels);
  for (let label: u32 = 0; label < labels; label++) {
    const name = labelAt(label);
    const separator = label ? name - BEFORE_NAME : line;
    const length = <u32>(name - separator) + lengthOf(label) + BEHIND_NAME;
    defineSeparator(shape, label, separator, length, columnOf(sample, keep(name, lengthOf(label))));
  }
  const length = labels ? LAST_SEPARATOR : nameLength + 1;
  defineSeparator(shape, labels, value - length, length, 0);
  return true;
}
