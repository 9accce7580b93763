/** How far the length of a window may be from what the clock says: an endpoint forms its page at some moment before it answers. */

/** Above this share the energy is divided by a time that is too wrong; the gauge of Kepler has an error of the same order. */
export const MOST_DOUBT_RATIO = 0.05;

export interface Reading {
  readonly atMs: number;
  /** It may have been so much earlier or later; absent: the time was given. */
  readonly doubtMs?: number;
}

/** Longest error in ms: the readings at both ends may be off in opposite directions. */
export const windowDoubtMs = (first: Reading, last: Reading): number =>
  (first.doubtMs ?? 0) + (last.doubtMs ?? 0);

/** The same as a share of the window. */
export const windowDoubtRatio = (first: Reading, last: Reading): number =>
  windowDoubtMs(first, last) / (last.atMs - first.atMs);
