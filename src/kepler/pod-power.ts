/** Builds and withdraws the power of a pod. */

import type { Grade } from '../evidence.ts';
import type { PodPower, PowerMethod } from './measurement.ts';

/** Shared, because most pods of a large cluster have no intervals or flags. */
const NONE: readonly never[] = [];
const NO_PARTS: Parts = { processor: null, memory: null, gpu: null };

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

/** The sum of the parts, or why there is none. */
interface Sum {
  readonly powerWatts: number | null;
  readonly unmeasured: string | null;
}

// Field by field: of a spread V8 makes a hidden class for each of many thousand pods.
function podWith(pod: PodIdentity, told: Known, sum: Sum): PodPower {
  return {
    node: pod.node,
    podId: pod.podId,
    namespace: pod.namespace,
    // A pod Kepler gives an id but no name is shown by its id.
    name: pod.name || pod.podId,
    powerWatts: sum.powerWatts,
    packageWatts: told.parts.processor,
    dramWatts: told.parts.memory,
    gpuWatts: told.parts.gpu,
    unmeasured: sum.unmeasured,
    method: told.method,
    intervals: told.intervals ?? NONE,
    grade: told.grade,
    flags: told.flags ?? NONE,
  };
}

export function measuredPod(pod: PodIdentity, known: Known): PodPower {
  const { processor, memory, gpu } = known.parts;
  return podWith(pod, known, { powerWatts: (processor ?? 0) + (memory ?? 0) + (gpu ?? 0), unmeasured: null });
}

/** A pod that is known to exist and whose power is not known; never 0 W. */
export function unmeasuredPod(pod: PodIdentity, known: Omit<Known, 'parts'>, reason: string): PodPower {
  const { method, grade, flags } = known;
  return podWith(pod, { parts: NO_PARTS, method, grade, flags }, { powerWatts: null, unmeasured: reason });
}

/** Takes back a value that turned out to be none. */
export const withdraw = (pod: PodPower, reason: string): PodPower => unmeasuredPod(pod, pod, reason);

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
  return podWith(
    pod,
    { parts, method, intervals, grade, flags },
    { powerWatts: times(pod.powerWatts), unmeasured },
  );
}

export const titleOf = (pod: Pick<PodPower, 'namespace' | 'name'>): string => `${pod.namespace}/${pod.name}`;

/** Σ of the pods that were measured, in watts. */
export const sumOf = (pods: readonly PodPower[]): number =>
  pods.reduce((sum, pod) => sum + (pod.powerWatts ?? 0), 0);
