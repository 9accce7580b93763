/** What the kernel shows: everything else stays inside. Compiled by AssemblyScript, a subset of TypeScript. */

export { at as decimalEnd, decimal, readDecimal } from './decimal.ts';
export { borrow, CHUNK, CHUNK_BYTES, MAX_LINE_BYTES, ROWS } from './layout.ts';
export { defineNames } from './names.ts';
export { keep } from './pool.ts';
export { columnOf, columnsOf, defineSamples, labelOf, openSample } from './samples.ts';
export {
  accept,
  begin,
  countLine,
  duplicates,
  end,
  forgetBeginning,
  forgetLine,
  isIdle,
  learnBeginning,
  learnLayout,
  lines,
  open,
  plainName,
  read,
  rest,
  rowsEnd,
  sample,
  scan,
  start,
  tail,
  takeRows,
} from './scan.ts';
