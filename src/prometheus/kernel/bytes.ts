/** Bytes compared and found sixteen at a time. All of these may read beyond the end of what they look at. */

export const LF: u8 = 10;
export const CR: u8 = 13;
export const QUOTE: u8 = 34;
export const BACKSLASH: u8 = 92;

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
  for (; same < limit; same += 32) {
    const mask = differences(a + same, b + same) | (differences(a + same + 16, b + same + 16) << 16);
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
  for (; left > 16; left -= 16, p += 16, q += 16) if (differences(p, q)) return false;
  return !(differences(p, q) & ((1 << (<u32>left)) - 1));
}

/** A bit for each of sixteen bytes. */
function differences(a: usize, b: usize): u32 {
  return i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b))) ^ 0xffff;
}

/** As they were written, four bytes at a time: a longer word of them would have to wait until they are all in the cache. */
export function copyValues(to: usize, from: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 4) store<u32>(to + at, load<u32>(from + at));
}

/** The odd part of 2^64 divided by the golden ratio (Knuth 1973, volume 3, section 6.4). */
const MULTIPLIER: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;

export function mixed(hash: u64, word: u64): u64 {
  const product = (hash ^ word) * MULTIPLIER;
  return product ^ (product >> 32);
}

/** In two rows, so that one product need not wait for the other. */
export function hashOf(from: usize, length: usize): u32 {
  let hash: u64 = length;
  let other: u64 = 0;
  let left = length;
  let p = from;
  for (; left > 16; left -= 16, p += 16) {
    hash = mixed(hash, load<u64>(p));
    other = mixed(other, load<u64>(p, 8));
  }
  if (left > 8) {
    other = mixed(other, load<u64>(p));
    left -= 8;
    p += 8;
  }
  return <u32>mixed(hash + other, lowBytes(load<u64>(p), left));
}

/** Sixteen bytes at a time, from the end, since the room of a copy may begin in what it is made of. It may write beyond the end. */
export function copyBytes(to: usize, from: usize, length: usize): void {
  for (let left = (length + 15) & ~15; left; left -= 16)
    v128.store(to + left - 16, v128.load(from + left - 16));
}
