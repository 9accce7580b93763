/**
 * Where things lie in the kernel's memory: rows on their way out, then the text at hand, then the tables.
 * The unfinished line of the chunk before lies right in front of the chunk, so that a line is always in one piece.
 */

/** A longer line is no metric: Prometheus itself writes label values of a few kilobytes at most. */
export const MAX_LINE_BYTES: usize = 1 << 20;
export const CHUNK_BYTES: usize = 256 << 10;
/** Reads go up to four vectors beyond the byte they look for. */
const PADDING: usize = 128;
const PAGE: usize = 4096;

export const ROWS: usize = (__heap_base + PAGE - 1) & ~(PAGE - 1);
export const ROWS_BYTES: usize = 64 << 10;
/** Text that is looked through ahead: small enough to stay in the innermost cache until it is read. */
export const PIECE_BYTES: usize = 16 << 10;
/** Where its lines end, at most one at each byte. */
export const ENDS: usize = ROWS + ROWS_BYTES;
const ENDS_BYTES: usize = PIECE_BYTES << 2;
/** The blocks of the piece in which lines end: 256 at most and room for one more, in a page. */
export const BLOCKS: usize = ENDS + ENDS_BYTES;
/** At the start of a page: the system copies a file into aligned memory several times faster. */
export const CHUNK: usize = BLOCKS + PAGE + MAX_LINE_BYTES + PAGE;
export const TABLES: usize = CHUNK + CHUNK_BYTES + PAGE;

const WASM_PAGE_BITS: usize = 16;
const GROWTH_PAGES: usize = 8;

/** Two places to take room from: what was never used, and what an outgrown table left. */
let fresh: usize = 0;
let spare: usize = 0;
let spareEnd: usize = 0;

/** Forgets everything that was taken. */
export function emptyTables(): void {
  fresh = TABLES;
  spare = 0;
  spareEnd = 0;
}

/** Room for as long as the text is read, in whole words, with padding to read beyond its end. Traps when there is no memory left. */
export function take(size: usize): usize {
  const whole = (size + 7) & ~7;
  if (spare + whole + PADDING <= spareEnd) {
    spare += whole;
    return spare - whole;
  }
  return takeLast(whole);
}

/** The same, at a higher place than all that was taken before. */
export function takeLast(size: usize): usize {
  const whole = (size + 7) & ~7;
  ensure(fresh + whole);
  fresh += whole;
  return fresh - whole;
}

/** Room until the next `take`. */
export function borrow(size: usize): usize {
  ensure(fresh + size);
  return fresh;
}

/** Gives back what a table no longer needs. The larger piece is kept, the smaller one is lost. */
export function leave(from: usize, size: usize): void {
  if (size <= spareEnd - spare) return;
  spare = from;
  spareEnd = from + size;
}

function ensure(end: usize): void {
  const pages = (end + PADDING + (1 << WASM_PAGE_BITS) - 1) >> WASM_PAGE_BITS;
  const missing = <i32>pages - memory.size();
  if (missing <= 0) return;
  if (memory.grow(max(missing, <i32>GROWTH_PAGES)) < 0 && memory.grow(missing) < 0) unreachable();
}
