/** Builds and withdraws the power of a pod. */

import type { Grade } from '../evidence.ts';
import type { PodPower, PowerMethod } from './measurement.ts';

/** Shared, because most pods of a large cluster have no intervals or flags. */
const NONE: readonly never[] = [];

export interface PodIdentity {
  readonly node: string;
  readonly podId: string;
  readonly namespace: string;
  readonly name: string;
}

/** The three parts in watts; null where the node does not have the part. */
export interface Parts {
  readonly processor: number | null;
  readonly memory: number | null;
  readonly gpu: number | null;
}

export interface Known {
  readonly parts: Parts;
  readonly method: PowerMethod;
  readonly grade: Grade;
  readonly intervals?: PodPower['intervals'] | undefined;
  readonly flags?: PodPower['flags'] | undefined;
}

interface Told extends Known {
  readonly powerWatts: number | null;
  readonly unmeasured: string | null;
}

// Field by field: of a spread V8 makes a hidden class for each of many thousand pods.
function podWith(pod: PodIdentity, told: Told): PodPower {
  return {
    node: pod.node,
    podId: pod.podId,
    namespace: pod.namespace,
    // A pod Kepler gives an id but no name is shown by its id.
    name: pod.name || pod.podId,
    powerWatts: told.powerWatts,
    packageWatts: told.parts.processor,
    dramWatts: told.parts.memory,
    gpuWatts: told.parts.gpu,
    unmeasured: told.unmeasured,
    method: told.method,
    intervals: told.intervals ?? NONE,
    grade: told.grade,
    flags: told.flags ?? NONE,
  };
}

export function measuredPod(pod: PodIdentity, { parts, method, grade, intervals, flags }: Known): PodPower {
  const powerWatts = (parts.processor ?? 0) + (parts.memory ?? 0) + (parts.gpu ?? 0);
  const unmeasured = null;
  return podWith(pod, { parts, powerWatts, unmeasured, method, intervals, grade, flags });
}

/** A pod that is known to exist and whose power is not known; never 0 W. */
export function unmeasuredPod(pod: PodIdentity, known: Omit<Known, 'parts'>, reason: string): PodPower {
  const { method, grade, flags } = known;
  const parts = { processor: null, memory: null, gpu: null };
  return podWith(pod, { parts, powerWatts: null, unmeasured: reason, method, grade, flags });
}

/** Takes back a value that turned out to be none. */
export function withdraw(pod: PodPower, reason: string): PodPower {
  const { method, grade, flags } = pod;
  const parts = { processor: null, memory: null, gpu: null };
  return podWith(pod, { parts, powerWatts: null, unmeasured: reason, method, grade, flags });
}

/** The same pod with every figure multiplied. */
export function scaled(pod: PodPower, factor: number): PodPower {
  const { unmeasured, method, grade, flags } = pod;
  const times = (value: number | null): number | null => (value === null ? null : value * factor);
  const parts = {
    processor: times(pod.packageWatts),
    memory: times(pod.dramWatts),
    gpu: times(pod.gpuWatts),
  };
  const intervals =
    pod.intervals.length === 0
      ? NONE
      : pod.intervals.map((interval) => ({ ...interval, joules: interval.joules * factor }));
  return podWith(pod, {
    parts,
    powerWatts: times(pod.powerWatts),
    unmeasured,
    method,
    intervals,
    grade,
    flags,
  });
}

export const titleOf = (pod: Pick<PodPower, 'namespace' | 'name'>): string => `${pod.namespace}/${pod.name}`;

/** Σ of the pods that were measured, in watts. */
export const sumOf = (pods: readonly PodPower[]): number =>
  pods.reduce((sum, pod) => sum + (pod.powerWatts ?? 0), 0);
