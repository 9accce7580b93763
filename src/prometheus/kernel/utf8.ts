/** Whether bytes are UTF-8 (RFC 3629, 2003, section 4): no overlong forms, no surrogates, nothing above U+10FFFF. */

export function isUtf8(from: usize, length: usize): bool {
  const to = from + length;
  let at = from;
  // A bitmask has the highest bit of each byte.
  for (; at < to; at += 16) {
    const high = i8x16.bitmask(v128.load(at));
    if (high && at + <usize>ctz(high) < to) break;
  }
  while (at < to) {
    const step = lengthAt(at);
    if (!step || at + step > to || !continues(at, step)) return false;
    at += step;
  }
  return true;
}

/** Length of the sequence that begins with this byte, 0 where none can. */
function lengthAt(at: usize): usize {
  const first = load<u8>(at);
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

/** Whether what follows the first byte may follow it. */
function continues(at: usize, length: usize): bool {
  if (length === 1) return true;
  const first = load<u8>(at);
  const second = load<u8>(at, 1);
  if (second < leastSecond(first) || second > mostSecond(first)) return false;
  for (let k: usize = 2; k < length; k++) if ((load<u8>(at + k) & 0xc0) !== 0x80) return false;
  return true;
}

function leastSecond(first: u8): u8 {
  if (first === 0xe0) return 0xa0;
  return first === 0xf0 ? 0x90 : 0x80;
}

function mostSecond(first: u8): u8 {
  if (first === 0xed) return 0x9f;
  return first === 0xf4 ? 0x8f : 0xbf;
}
