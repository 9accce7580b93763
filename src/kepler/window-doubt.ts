/** How far the length of a window may be from what the clock says: an endpoint forms its page at some moment before it answers. */

/** Above this share the energy is divided by a time that is too wrong; the gauge of Kepler has an error of the same order. */
export const MOST_DOUBT_RATIO = 0.05;

export interface Reading {
  readonly atMs: number;
  /** It may have been so much earlier or later; absent: the time was given. */
  readonly doubtMs?: number;
  readonly steadyMs?: number;
}

/**
 * How far the clock of the day was set between two readings, or how long the machine slept, when the steady clock stands
 * still: which of the two clocks is right, nobody can tell.
 */
export const clockStepMs = (first: Reading, last: Reading): number =>
  first.steadyMs === undefined || last.steadyMs === undefined
    ? 0
    : Math.abs(last.atMs - first.atMs - (last.steadyMs - first.steadyMs));

/** More than a clock that is slewed gains in a quarter of an hour (500 ppm at most, adjtimex(2)), less than matters to 10 s. */
const MAX_CLOCK_STEP_MS = 500;

export const wasClockSet = (first: Reading, last: Reading): boolean =>
  clockStepMs(first, last) > MAX_CLOCK_STEP_MS;

/** Longest error in ms: the readings at both ends may be off in opposite directions. */
export const windowDoubtMs = (first: Reading, last: Reading): number =>
  (first.doubtMs ?? 0) + (last.doubtMs ?? 0);

/** The same as a share of the window. */
export const windowDoubtRatio = (first: Reading, last: Reading): number =>
  windowDoubtMs(first, last) / (last.atMs - first.atMs);
