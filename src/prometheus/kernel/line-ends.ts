/**
 * Where lines end, looked up ahead for a piece of the text at a time. Lines are longer than a few vectors and of no
 * regular length, so a branch for each would be guessed wrong: first comes a list of the blocks that have a line end, made
 * without one, then what is in these blocks.
 */

import { LF } from './bytes.ts';
import { BLOCKS, ENDS, PIECE_BYTES } from './layout.ts';

const BLOCK_BYTES: usize = 64;

/** The end of the line at hand and the end of the list, in the list. */
export let cursor: usize = ENDS;
export let limit: usize = ENDS;
let ahead: usize = 0;

/** Begins a text in which no line ends before `from`; at `last` there must be a line end. */
export function beginEnds(from: usize, last: usize): void {
  ahead = from;
  lookAhead(last);
}

/** Goes on to another place in the list, at most `limit`. */
export function moveTo(place: usize): void {
  cursor = place;
}

/** The ends of the next piece, in place of those of the last; none is needed behind `last`. */
export function lookAhead(last: usize): void {
  const to = min(ahead + PIECE_BYTES, last + 1);
  const over = listBlocks(ahead, to);
  let out = ENDS;
  for (let block = BLOCKS; block < over; block += 4) {
    const at = load<u32>(block);
    for (let ends = endsAt(at); ends; ends &= ends - 1) {
      store<u32>(out, at + <u32>ctz(ends));
      out += 4;
    }
  }
  ahead = to;
  cursor = ENDS;
  limit = out;
}

/** Every block is written down, and overwritten by the next one when no line ends in it. Returns the end of the list. */
function listBlocks(from: usize, to: usize): usize {
  let out = BLOCKS;
  for (let at = from; at < to; at += BLOCK_BYTES) {
    store<u32>(out, <u32>at);
    const first = v128.or(equal(at), equal(at + 16));
    const second = v128.or(equal(at + 32), equal(at + 48));
    out += i8x16.bitmask(v128.or(first, second)) ? 4 : 0;
  }
  return out;
}

/** A bit for each line end in a block. */
function endsAt(at: usize): u64 {
  const low = i8x16.bitmask(equal(at)) | (i8x16.bitmask(equal(at + 16)) << 16);
  const high = i8x16.bitmask(equal(at + 32)) | (i8x16.bitmask(equal(at + 48)) << 16);
  return <u64>(<u32>low) | ((<u64>(<u32>high)) << 32);
}

function equal(at: usize): v128 {
  return i8x16.eq(v128.load(at), i8x16.splat(LF));
}
