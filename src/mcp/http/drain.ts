/** Streams of sessions, of the old transport and of the newer revision carry answers: they stay open while some are due. */

import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 20;

/** Resolves when nothing is open, or after `mostMs`; a round later, so that the last answer has been written. */
export async function drained(open: () => number, mostMs: number): Promise<void> {
  for (let waitedMs = 0; open() > 0 && waitedMs < mostMs; waitedMs += LOOK_MS) await delay(LOOK_MS);
  await delay(0);
}
