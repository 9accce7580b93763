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
  readonly intervals?: PodPower['intervals'];
  readonly flags?: PodPower['flags'];
}

export function measuredPod(pod: PodIdentity, known: Known): PodPower {
  const { processor, memory, gpu } = known.parts;
  return {
    node: pod.node,
    podId: pod.podId,
    namespace: pod.namespace,
    // A pod Kepler gives an id but no name is shown by its id.
    name: pod.name || pod.podId,
    powerWatts: (processor ?? 0) + (memory ?? 0) + (gpu ?? 0),
    packageWatts: processor,
    dramWatts: memory,
    gpuWatts: gpu,
    unmeasured: null,
    method: known.method,
    intervals: known.intervals ?? NONE,
    grade: known.grade,
    flags: known.flags ?? NONE,
  };
}

/** A pod that is known to exist and whose power is not known; never 0 W. */
export function unmeasuredPod(pod: PodIdentity, known: Omit<Known, 'parts'>, reason: string): PodPower {
  return withdraw(
    measuredPod(pod, { ...known, parts: { processor: null, memory: null, gpu: null } }),
    reason,
  );
}

/** Takes back a value that turned out to be none. */
export function withdraw(pod: PodPower, reason: string): PodPower {
  return {
    ...pod,
    powerWatts: null,
    packageWatts: null,
    dramWatts: null,
    gpuWatts: null,
    intervals: NONE,
    unmeasured: reason,
  };
}

/** The same pod with every figure multiplied. */
export function scaled(pod: PodPower, factor: number): PodPower {
  const times = (value: number | null): number | null => (value === null ? null : value * factor);
  return {
    ...pod,
    powerWatts: times(pod.powerWatts),
    packageWatts: times(pod.packageWatts),
    dramWatts: times(pod.dramWatts),
    gpuWatts: times(pod.gpuWatts),
    intervals: pod.intervals.map((interval) => ({ ...interval, joules: interval.joules * factor })),
  };
}

export const titleOf = (pod: Pick<PodPower, 'namespace' | 'name'>): string => `${pod.namespace}/${pod.name}`;

/** Σ of the pods that were measured, in watts. */
export const sumOf = (pods: readonly PodPower[]): number =>
  pods.reduce((sum, pod) => sum + (pod.powerWatts ?? 0), 0);
