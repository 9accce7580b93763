/** Layouts of lines whose labels are spelled as usual, taken from the line itself. */

import { valueEnd } from './bytes.ts';
import { labels, nameEnd, nameLength } from './plain.ts';
import { keep } from './pool.ts';
import { columnOf, columnsOf, countShape, MAX_COLUMNS, shapesOf } from './samples.ts';
import { defineSeparator, newShape } from './shape.ts';

const SHAPES_KEPT: u32 = 8;
/** `"} ` */
const LAST_SEPARATOR: u32 = 3;

/** Of the line that `behindLabels` looked at last. False when a sample has enough layouts, or not enough columns. */
export function learn(sample: u32, line: usize): bool {
  if (shapesOf(sample) === SHAPES_KEPT || columnsOf(sample) + labels > <u32>MAX_COLUMNS) return false;
  countShape(sample);
  const shape = newShape(sample, labels);
  let separator = line;
  let at = line + nameLength + 1;
  for (let label: u32 = 0; label < labels; label++) {
    const end = nameEnd(at, false);
    const column = columnOf(sample, keep(at, <u32>(end - at)));
    defineSeparator(shape, label, separator, <u32>(end + 2 - separator), column);
    separator = valueEnd(end + 2);
    at = separator + 2;
  }
  defineSeparator(shape, labels, separator, labels ? LAST_SEPARATOR : nameLength + 1, 0);
  return true;
}
