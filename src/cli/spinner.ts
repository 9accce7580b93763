/** A sign of life on standard error while sources are read; gone before the result is printed. */

import { clean } from '../render/clean.ts';
import type { Environment } from './colour.ts';
import type { OutputStream } from './terminal.ts';

/** Time as a port, so that tests need not wait. */
export interface SpinnerClock {
  readonly every: (milliseconds: number, tick: () => void) => () => void;
}

export interface SpinnerFlags {
  readonly quiet?: boolean;
  /** false for --no-progress. */
  readonly progress?: boolean;
}

const FRAMES = ['|', '/', '-', '\\'];
const FRAME_MS = 100;
/** Shorter waits need no sign. */
const FRAMES_BEFORE_SHOWN = 4;
const ERASE_LINE = '\r\u001b[K';

/** An unref'd interval: a spinner never keeps the process alive. */
const CLOCK: SpinnerClock = {
  every: (milliseconds, tick) => {
    const timer = setInterval(tick, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

/** Whether anyone would see it: a TTY that can erase a line, outside CI, without -q. */
export function isSpinning(
  stderr: Pick<OutputStream, 'isTTY'>,
  env: Environment,
  flags: SpinnerFlags,
): boolean {
  const isCi = Boolean(env.CI) && env.CI !== 'false' && env.CI !== '0';
  const isWanted = env.TERM !== 'dumb' && !isCi && flags.quiet !== true && flags.progress !== false;
  return isWanted && stderr.isTTY === true;
}

/** Returns what stops and erases it; calling that twice does no harm. */
export function startSpinner(stderr: OutputStream, text: string, clock: SpinnerClock = CLOCK): () => void {
  let frame = 0;
  const stopTicking = clock.every(FRAME_MS, () => {
    frame += 1;
    if (frame >= FRAMES_BEFORE_SHOWN)
      stderr.write(`${ERASE_LINE}${FRAMES[frame % FRAMES.length]} ${clean(text)}`);
  });
  return () => {
    stopTicking();
    if (frame >= FRAMES_BEFORE_SHOWN) stderr.write(ERASE_LINE);
    frame = 0;
  };
}
