/** Grid carbon intensity over time: a step function. Holes stay holes and are never bridged. */

import type { Basis, Evidence, Signal } from '../evidence.ts';

export interface Segment {
  /** Half-open: [fromMs, toMs). */
  readonly fromMs: number;
  readonly toMs: number;
  readonly gco2eqPerKwh: number;
}

export interface IntensitySeries {
  /** Sorted, not overlapping; gaps allowed. */
  readonly segments: readonly Segment[];
  readonly signal: Signal;
  readonly basis: Basis;
  readonly evidence: Evidence;
  /** The grid zone a file names; absent: it names none. */
  readonly zone?: string;
  /** gCO2eq/kWh, of a series made to have this average over whole days: rounding in a mean of it ends here. */
  readonly scaledTo?: number;
}
