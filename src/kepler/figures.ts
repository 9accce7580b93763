/** What is kept of a scrape: a few numbers per pod and node, never rows, so that a stream of any length fits. */

import type { Figure, Part } from './families.ts';

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
  /** SLOTS_PER_ZONE numbers per zone, zones numbered by the node's `zones`. */
  readonly values: number[];
  /** The first value that is no energy (NaN, infinite, negative), as text; '' where all were sound. */
  badWatts: string;
  badJoules: string;
}

export function newPodFigures(of: { podId: string; namespace: string; name: string }): PodFigures {
  return { podId: of.podId, namespace: of.namespace, name: of.name, values: [], badWatts: '', badJoules: '' };
}

/** The number in a slot of a zone, NaN where there is none; `zone` may be -1 (a zone the node has not). */
export function figureOf(pod: PodFigures, zone: number, slot: number): number {
  return pod.values[zone * SLOTS_PER_ZONE + slot] ?? Number.NaN;
}

/** Keeps the first value of a slot. False when there was one already. */
export function setFigure(pod: PodFigures, at: { zone: number; slot: number }, value: number): boolean {
  const index = at.zone * SLOTS_PER_ZONE + at.slot;
  while (pod.values.length <= index) pod.values.push(Number.NaN);
  if (!Number.isNaN(pod.values[index])) return false;
  pod.values[index] = value;
  return true;
}

/** Power and energy counters of one zone (or GPU) of a node; null where not exported. */
export type NodeFigures = Record<Figure, Record<Part, number | null>>;

export function newNodeFigures(): NodeFigures {
  return {
    watts: { total: null, active: null, idle: null },
    joules: { total: null, active: null, idle: null },
  };
}

/** Energy and power are finite and not negative; anything else is a broken sensor or reader. */
export const isSound = (value: number): boolean => Number.isFinite(value) && value >= 0;
