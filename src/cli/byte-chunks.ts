/** Printed text as bytes of a size that is worth a write. */

import { type Printed, piecesOf } from '../render/printed.ts';

/** As much as a Linux pipe holds: a reader that left is noticed early. */
export const CHUNK_BYTES = 65_536;

const ENCODER = new TextEncoder();

/** Pieces become bytes as they are made, so that none of them waits in memory as text. */
export function* byteChunks(printed: Printed): Generator<Uint8Array, void, undefined> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  for (const piece of piecesOf(printed)) {
    for (let from = 0; from < piece.length; ) {
      const rest = from === 0 ? piece : piece.slice(from);
      const { read, written } = ENCODER.encodeInto(rest, chunk.subarray(filled));
      from += read;
      filled += written;
      if (from === piece.length) break;
      yield chunk.subarray(0, filled);
      chunk = new Uint8Array(CHUNK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
