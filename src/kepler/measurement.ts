/** What Kepler measured, per node and per pod: the only thing the floors above know of a scrape. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Grade } from '../evidence.ts';

/** Energy of one pod between two scrapes; power inside is taken as constant. */
export interface EnergyInterval {
  readonly fromMs: number;
  readonly toMs: number;
  readonly joules: number;
  /** More may have been used in it: a restart took along what nobody counted. */
  readonly isBound: boolean;
}

/** `gauge`: Kepler's own watts over its last 0.5–5 s. `counter`: Δjoules/Δt between scrapes. */
export type PowerMethod = 'gauge' | 'counter';

export type PodFlag =
  | 'counter-reset' // the counter fell: exact where Kepler listed the end, else also `lower-bound`
  | 'lower-bound' // some of its energy was not counted: a reset without its end, or zones that hold only a part
  | 'partial' // appeared inside the window
  | 'gone' // vanished inside the window without a final value
  | 'terminated' // ended inside the window, final value known
  | 'short-lived'; // came and ended between two scrapes: not measured

export interface PodPower {
  readonly node: string;
  readonly podId: string;
  readonly namespace: string;
  readonly name: string;
  /** Power of package + dram + GPU; over the whole window with `counter`. null: not measured, `unmeasured` says why. */
  readonly powerWatts: number | null;
  readonly packageWatts: number | null;
  /** null where the node has no dram zone: memory was not measured. */
  readonly dramWatts: number | null;
  /** null where no GPU is exported for the node. */
  readonly gpuWatts: number | null;
  readonly unmeasured: string | null;
  readonly method: PowerMethod;
  /** Empty with `gauge`. */
  readonly intervals: readonly EnergyInterval[];
  /** `measured`, or `estimated` where Kepler itself ran on a model. */
  readonly grade: Grade;
  readonly flags: readonly PodFlag[];
}

/** totalWatts = attributedWatts + outsidePodsWatts + idleWatts, wherever all four are known. */
export interface NodePower {
  readonly node: string;
  readonly generation: 'rewrite' | 'legacy';
  readonly keplerVersion: string | null;
  readonly method: PowerMethod;
  /** From its first scrape to its last; null with a single one. */
  readonly window: Window | null;
  /** Zones that were added up, e.g. ["package", "dram"]. */
  readonly zones: readonly string[];
  readonly hasMemory: boolean;
  readonly hasGpu: boolean;
  readonly totalWatts: number | null;
  readonly idleWatts: number | null;
  /** Σ of the pods of this node that were measured. */
  readonly attributedWatts: number;
  /** VMs, processes and containers outside pods: active power no pod has. */
  readonly outsidePodsWatts: number | null;
}

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Measurement {
  /** Around the windows of all nodes; null with a single scrape. */
  readonly window: Window | null;
  readonly nodes: readonly NodePower[];
  /** Running pods, and those that ended inside a window; sorted by namespace, name, node. */
  readonly pods: readonly PodPower[];
  readonly warnings: readonly Diagnostic[];
}
