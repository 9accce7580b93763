/** Reads scrape files in chunks. */

import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { fileFailure } from './file-failure.ts';
import { type Intake, openIntake, type TextReader, type UndatedScrape } from './intake.ts';
import type { Interruption } from './interruption.ts';
import { untilAborted } from './until-aborted.ts';
import { unreadable } from './zip-failure.ts';

// One buffer used again and again is about three times as fast as a stream that allocates each chunk (Node 20).
const CHUNK_BYTES = 256 * 1024;
/** Between so many chunks signals get their turn; 16 MiB take some 10 ms. */
const CHUNKS_PER_TURN = 64;

/** Not from node:timers/promises: that is loaded for nothing where a file is small. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface FileToRead {
  readonly path: string;
  readonly reader: TextReader;
  readonly interruption: Interruption;
}

/** Reads a plain or gzip file, pipe or device. Throws SOURCE_UNREACHABLE with a sentence, or what the reader throws. */
export async function readScrapeFile({ path, reader, interruption }: FileToRead): Promise<UndatedScrape> {
  const intake = openIntake({ origin: path, reader });
  try {
    if (statSync(path).isFile()) await pushFile(path, intake, interruption);
    else await pushDevice(path, intake, interruption.signal);
    return await intake.end();
  } catch (error) {
    interruption.throwIfAborted();
    throw isSystemError(error) ? fileFailure(path, error) : unreadable(path, error);
  }
}

/** Pushes what an async source gives, chunk by chunk; a source that waits for ever ends with the signal. */
export async function pushStream(
  chunks: AsyncIterable<Uint8Array>,
  intake: Intake,
  signal: AbortSignal,
): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await untilAborted(iterator.next(), signal);
    if (done) return;
    const pending = intake.push(value);
    if (pending) await pending;
  }
}

const pushDevice = (path: string, intake: Intake, signal: AbortSignal): Promise<void> =>
  pushStream(createReadStream(path, { highWaterMark: CHUNK_BYTES, signal }), intake, signal);

async function pushFile(path: string, intake: Intake, interruption: Interruption): Promise<void> {
  const descriptor = openSync(path, 'r');
  let own = new Uint8Array(0);
  const ownRoom = (): Uint8Array => {
    if (own.length === 0) own = new Uint8Array(CHUNK_BYTES);
    return own;
  };
  try {
    for (let chunks = 1; ; chunks++) {
      const buffer = intake.room() ?? ownRoom();
      const length = readSync(descriptor, buffer, 0, buffer.length, null);
      if (length === 0) return;
      const pending = intake.push(buffer.subarray(0, length));
      if (pending) await pending;
      if (chunks % CHUNKS_PER_TURN === 0) await nextTurn();
      interruption.throwIfAborted();
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Node sets `syscall` on what the operating system refused; anything else came from the text or is our own bug. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
