/** Standard output where it is a file: written as it is, without the stream that Node takes milliseconds to make. */

import { fstatSync, type Stats, statSync, writeSync } from 'node:fs';
import type { ResultStream } from './terminal.ts';

const NULL_DEVICE = '/dev/null';

/** A file takes what it is given, and so does the device that keeps nothing; a pipe or a terminal may let us wait. */
function takesAll(stats: Stats): boolean {
  return stats.isFile() || (stats.isCharacterDevice() && stats.rdev === statSync(NULL_DEVICE).rdev);
}

function isFile(descriptor: number): boolean {
  try {
    return takesAll(fstatSync(descriptor));
  } catch {
    // Closed, or a system without such things: the stream of the process knows what to do.
    return false;
  }
}

function writeAll(descriptor: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
}

/** null where the descriptor is no file. */
export function fileOutput(descriptor: number): ResultStream | null {
  if (!isFile(descriptor)) return null;
  return {
    // Every failure is told to the one who writes.
    on: () => undefined,
    write: (chunk, done) => {
      try {
        writeAll(descriptor, chunk);
        done(null);
      } catch (failure) {
        done(failure as Error);
      }
    },
  };
}
