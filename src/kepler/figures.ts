/** What is kept of a scrape: a few numbers per pod and node, never rows, so that a stream of any length fits. */

import type { Figure, Part } from './families.ts';
import type { PodColumns } from './pod-columns.ts';

/** GPU figures have no zone in Kepler; they are kept beside the zones under this name, which no zone can have. */
export const GPU_ZONE = '#gpu';

/** Numbers kept per zone of a workload, in this order; NaN where the scrape had no such series. */
export const SLOT = { runningWatts: 0, runningJoules: 1, terminatedWatts: 2, terminatedJoules: 3 } as const;
const SLOTS_PER_ZONE = 4;

/** One pod (rewrite) or one container of a pod (legacy), as far as it was exported. */
export interface PodFigures {
  readonly podId: string;
  readonly namespace: string;
  readonly name: string;
  /** Where its numbers stand. */
  readonly columns: PodColumns;
  readonly row: number;
}

/** Zones are numbered by the scrape; -1 (a zone it has not) gives a column that is always empty. */
export const columnOf = (zone: number, slot: number): number => zone * SLOTS_PER_ZONE + slot;

/** The number in a slot of a zone, NaN where there is none. */
export const figureOf = (pod: PodFigures, zone: number, slot: number): number =>
  pod.columns.get(pod.row, columnOf(zone, slot));

/** Whether any pod of its scrape has a number in a slot of a zone. */
export const isSlotUsed = (pod: PodFigures, zone: number, slot: number): boolean =>
  pod.columns.has(columnOf(zone, slot));

/** The first value that is no energy (NaN, infinite, negative), as text; '' where all were sound. */
export const badFigureOf = (pod: PodFigures, figure: Figure): string => pod.columns.badOf(pod.row, figure);

/** Power and energy counters of one zone (or GPU) of a node; null where not exported. */
export type NodeFigures = Record<Figure, Record<Part, number | null>>;

export function newNodeFigures(): NodeFigures {
  return {
    watts: { total: null, active: null, idle: null },
    joules: { total: null, active: null, idle: null },
  };
}

/** Energy and power are finite and not negative; anything else is a broken sensor or reader. */
export const isSound = (value: number): boolean => value >= 0 && value < UNBOUNDED;

const UNBOUNDED = Number.POSITIVE_INFINITY;
