/** Bytes compared and found sixteen at a time. All of these may read beyond the end of what they look at. */

export const LF: u8 = 10;
export const CR: u8 = 13;
export const QUOTE: u8 = 34;
export const BACKSLASH: u8 = 92;

/** The next line end at or behind `at`: there is always one, the sentinel behind the text. */
export function lineEnd(at: usize): usize {
  const end = i8x16.splat(LF);
  let p = at;
  while (true) {
    const a = i8x16.eq(v128.load(p), end);
    const b = i8x16.eq(v128.load(p, 16), end);
    const c = i8x16.eq(v128.load(p, 32), end);
    const d = i8x16.eq(v128.load(p, 48), end);
    if (v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) {
      const low = <u64>(i8x16.bitmask(a) | (i8x16.bitmask(b) << 16));
      const high = <u64>(i8x16.bitmask(c) | (i8x16.bitmask(d) << 16));
      return p + <usize>ctz((low & 0xffffffff) | (high << 32));
    }
    p += 64;
  }
}

/** The next quote, backslash or line end. */
export function valueEnd(at: usize): usize {
  const quote = i8x16.splat(QUOTE);
  const backslash = i8x16.splat(BACKSLASH);
  const end = i8x16.splat(LF);
  let p = at;
  while (true) {
    const bytes = v128.load(p);
    const found = v128.or(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)), i8x16.eq(bytes, end));
    const mask = i8x16.bitmask(found);
    if (mask) return p + ctz(mask);
    p += 16;
  }
}

/** How many bytes two texts share from their starts; may say `limit` or more where they share so many. */
export function commonPrefix(a: usize, b: usize, limit: usize): usize {
  let same: usize = 0;
  for (; same < limit; same += 16) {
    const mask = i8x16.bitmask(i8x16.ne(v128.load(a + same), v128.load(b + same)));
    if (mask) return same + ctz(mask);
  }
  return same;
}

/** The low bytes of a word: 0 to 8 of them. */
export function lowBytes(word: u64, count: usize): u64 {
  return count >= 8 ? word : word & (((<u64>1) << ((<u64>count) << 3)) - 1);
}

export function sameBytes(a: usize, b: usize, length: usize): bool {
  let left = length;
  let p = a;
  let q = b;
  for (; left > 8; left -= 8, p += 8, q += 8) if (load<u64>(p) !== load<u64>(q)) return false;
  return lowBytes(load<u64>(p) ^ load<u64>(q), left) === 0;
}

/** Whole words, the last one to its end: for a few bytes that is quicker than the general copy. */
export function copyWords(to: usize, from: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 8) store<u64>(to + at, load<u64>(from + at));
}

/** The odd part of 2^64 divided by the golden ratio (Knuth 1973, volume 3, section 6.4). */
const MULTIPLIER: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;

export function mixed(hash: u64, word: u64): u64 {
  const product = (hash ^ word) * MULTIPLIER;
  return product ^ (product >> 32);
}

export function hashOf(from: usize, length: usize): u32 {
  let hash: u64 = length;
  let left = length;
  let p = from;
  for (; left > 8; left -= 8, p += 8) hash = mixed(hash, load<u64>(p));
  return <u32>mixed(hash, lowBytes(load<u64>(p), left));
}
