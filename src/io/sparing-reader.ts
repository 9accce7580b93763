/** Keeps the heap small where much is read. V8 sizes it for speed, and a large cluster is read once and then written out. */

import type { TextReader } from './intake.ts';

type OpenReader = (origin: string) => TextReader;

/** A node gives about 1 MB: below this nothing is gained. */
const LARGE_BYTES = 16 * 1024 * 1024;

/**
 * While much survives, V8 lets its young generation grow to 2 × 16 MB and the old one to four times what lives in it.
 * 1 GB with 43 000 pods (Node 20.20, medians of 5 interleaved runs): peak 106 MB with these flags and 161 MB without, CPU
 * 4.8 s with both. Node 22.23 and 24.21 know them too and gain as much. Compiled code of bundles that are loaded later is
 * not used, since its flags were others: some 10 ms, once.
 */
const FLAGS = ['--semi-space-growth-factor=1', '--heap-growing-percent=50'];

async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  for (const flag of FLAGS) setFlagsFromString(flag);
}

/** The same readers; when all of them together have seen much, the heap is kept small from then on. */
export function sparing(openReader: OpenReader, keepSmall = keepHeapSmall): OpenReader {
  let bytes = 0;
  const count = (length: number): void => {
    const isMuch = bytes < LARGE_BYTES && bytes + length >= LARGE_BYTES;
    bytes += length;
    if (isMuch) void keepSmall();
  };
  return (origin) => {
    const reader = openReader(origin);
    return {
      room: () => reader.room?.(),
      push: (chunk) => {
        count(chunk.length);
        reader.push(chunk);
      },
      end: () => reader.end(),
    };
  };
}
