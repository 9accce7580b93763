/** What the kernel shows: everything else stays inside. Compiled by AssemblyScript, a subset of TypeScript. */

export { at as decimalEnd, decimal, readDecimal } from './decimal.ts';
export { borrow, CHUNK, CHUNK_BYTES, MAX_LINE_BYTES, ROWS } from './layout.ts';
export { defineName, defineNames } from './names.ts';
export { keep } from './pool.ts';
export {
  accept,
  begin,
  countLine,
  duplicates,
  end,
  forgetBeginning,
  forgetLine,
  learnBeginning,
  lines,
  open,
  read,
  rest,
  rowsEnd,
  sample,
  scan,
  start,
  tail,
  takeRows,
} from './scan.ts';
export { defineColumns, defineSamples, defineSeparator, newShape, valuesOf } from './shape.ts';
