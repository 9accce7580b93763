/** What is judged: one pod, or all pods of an owner. Sums keep "unknown": a sum with an unknown part is unknown. */

import { computedList } from '../computed-list.ts';
import { type Grade, weakest } from '../evidence.ts';
import type { EnergyInterval, PodPower, PowerMethod } from '../kepler/measurement.ts';
import { ownerOf } from './owner.ts';
import type { WorkloadName } from './report.ts';

export interface Workload {
  readonly name: WorkloadName;
  readonly pods: readonly PodPower[];
  readonly powerWatts: number | null;
  readonly packageWatts: number | null;
  readonly dramWatts: number | null;
  readonly gpuWatts: number | null;
  readonly intervals: readonly EnergyInterval[];
  readonly method: PowerMethod;
  readonly grade: Grade;
  readonly flags: readonly string[];
  /** Why the power is unknown; null where it is known. */
  readonly unmeasured: string | null;
}

export type GroupBy = 'pod' | 'workload';

function nameOf(pod: PodPower, groupBy: GroupBy): WorkloadName {
  if (groupBy === 'pod') return { namespace: pod.namespace, kind: 'Pod', name: pod.name, ownerFrom: 'pod' };
  const owner = ownerOf(pod.name);
  return { namespace: pod.namespace, ...owner, ownerFrom: owner.kind === 'Pod' ? 'pod' : 'inferred' };
}

type WattsOf = (pod: PodPower) => number | null;

/** null as soon as one part is null, or when there is no part: a partial sum would look like a saving. */
function sumOfAll(pods: readonly PodPower[], wattsOf: WattsOf): number | null {
  if (pods.length === 0) return null;
  let sum = 0;
  for (const pod of pods) {
    const watts = wattsOf(pod);
    if (watts === null) return null;
    sum += watts;
  }
  return sum;
}

/** GPU and memory are null only if no pod of the workload has them. */
function sumOfPresent(pods: readonly PodPower[], wattsOf: WattsOf): number | null {
  let sum: number | null = null;
  for (const pod of pods) {
    const watts = wattsOf(pod);
    if (watts !== null) sum = (sum ?? 0) + watts;
  }
  return sum;
}

/** Of the weakest pod. */
function gradeOf(pods: readonly PodPower[]): Grade {
  let grade: Grade = 'measured';
  for (const pod of pods) grade = weakest(grade, pod.grade);
  return grade;
}

/** A pod's name is unique in its namespace at one time, its uid for ever: same-named pods stay apart by pod id. */
export function workloadOf(name: WorkloadName, pods: readonly PodPower[]): Workload {
  const [first] = pods;
  return first !== undefined && pods.length === 1 ? ofOne(name, first) : ofAll(name, pods);
}

/** What the sums of one pod are, without making them: most workloads of a report are single pods. */
function ofOne(name: WorkloadName, pod: PodPower): Workload {
  return {
    name,
    pods: [pod],
    powerWatts: pod.powerWatts,
    packageWatts: pod.packageWatts,
    dramWatts: pod.dramWatts,
    gpuWatts: pod.gpuWatts,
    intervals: pod.intervals,
    method: pod.method,
    grade: pod.grade,
    flags: pod.flags.length > 1 ? [...new Set(pod.flags)] : pod.flags,
    unmeasured: pod.powerWatts === null ? pod.unmeasured : null,
  };
}

function ofAll(name: WorkloadName, pods: readonly PodPower[]): Workload {
  return {
    name,
    pods,
    powerWatts: sumOfAll(pods, (pod) => pod.powerWatts),
    packageWatts: sumOfAll(pods, (pod) => pod.packageWatts),
    dramWatts: sumOfPresent(pods, (pod) => pod.dramWatts),
    gpuWatts: sumOfPresent(pods, (pod) => pod.gpuWatts),
    intervals: pods.flatMap((pod) => pod.intervals),
    method: pods.length > 0 && pods.every((pod) => pod.method === 'counter') ? 'counter' : 'gauge',
    grade: gradeOf(pods),
    flags: [...new Set(pods.flatMap((pod) => pod.flags))],
    unmeasured: pods.find((pod) => pod.powerWatts === null)?.unmeasured ?? null,
  };
}

/** In the order in which their first pod comes. Each is made when it is looked at. */
export function workloadsOf(pods: readonly PodPower[], groupBy: GroupBy): readonly Workload[] {
  if (groupBy === 'pod')
    return computedList(pods.length, (at) => workloadOfGroup([pods[at] as PodPower], groupBy));
  const groups = podsByOwner(pods);
  return computedList(groups.length, (at) => workloadOfGroup(groups[at] as Group, groupBy));
}

/** Never empty. */
type Group = readonly [PodPower, ...PodPower[]];

const workloadOfGroup = (group: Group, groupBy: GroupBy): Workload =>
  workloadOf(nameOf(group[0], groupBy), group);

function podsByOwner(pods: readonly PodPower[]): readonly Group[] {
  const groups = new Map<string, [PodPower, ...PodPower[]]>();
  for (const pod of pods) {
    const { namespace, kind, name } = nameOf(pod, 'workload');
    const key = `${namespace}\0${kind}\0${name}`;
    const group = groups.get(key);
    if (group) group.push(pod);
    else groups.set(key, [pod]);
  }
  return [...groups.values()];
}
