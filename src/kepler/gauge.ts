/** Power from one scrape: Kepler's own watts, an average over its last 0.5 to 5 s (Kepler v0.11.2 config/config.go). */

import { TOLERANCE } from './doubts.ts';
import { badFigureOf, figureOf, isSlotUsed, type PodFigures, SLOT } from './figures.ts';
import type { PodFlag, PodPower } from './measurement.ts';
import { hasZone, type NodePlan, type ZoneNumbers, zoneNumbers } from './node-plan.ts';
import { measuredPod, unmeasuredPod } from './pod-power.ts';
import type { NodeReadings } from './scrape.ts';
import { isLowerBound } from './zones.ts';

/** Pods that run; terminated ones keep their last watts in Kepler and have none any more. */
export function gaugePods(plan: NodePlan, visit: NodeReadings): readonly PodPower[] {
  if (visit.generation === 'legacy') return legacyPods(plan, visit);
  const { processor, memory, gpu } = zoneNumbers(plan, visit);
  const running = [...visit.pods.values()].filter((pod) => isRunning(pod, visit));
  const zones = { processor, memory, gpu, gpuIsLost: isGpuLost(running, visit, gpu) };
  return running.map((pod) => gaugePod(plan, pod, zones));
}

/** The GPUs of the node give power that the pods do not show. Then a pod without GPU watts cannot be taken to use none. */
function isGpuLost(pods: readonly PodFigures[], { gpus }: NodeReadings, gpu: number): boolean {
  if (gpus.size === 0) return false;
  const activeWatts = [...gpus.values()].reduce((sum, { watts }) => sum + (watts.active ?? 0), 0);
  const podWatts = pods.reduce((sum, pod) => sum + orZero(figureOf(pod, gpu, SLOT.runningWatts)), 0);
  return podWatts < activeWatts * (1 - TOLERANCE);
}

/** Watts that terminated pods still show: reported, never added. */
export function staleWatts(plan: NodePlan, visit: NodeReadings): { pods: number; powerWatts: number } {
  const stale = { pods: 0, powerWatts: 0 };
  const zones = terminatedZones(plan, visit);
  if (zones.length === 0) return stale;
  for (const pod of visit.pods.values()) {
    const powerWatts = sumOfPresent(pod, zones);
    if (powerWatts === null) continue;
    stale.pods += 1;
    stale.powerWatts += powerWatts;
  }
  return stale;
}

/** Added zones in which any pod has a terminated row. */
function terminatedZones(plan: NodePlan, visit: NodeReadings): readonly number[] {
  const { processor, memory, gpu } = zoneNumbers(plan, visit);
  const [pod] = visit.pods.values();
  if (pod === undefined) return [];
  return [...processor, ...memory, gpu].filter((zone) => isSlotUsed(pod, zone, SLOT.terminatedWatts));
}

/** null where a pod has no terminated row. */
function sumOfPresent(pod: PodFigures, zones: readonly number[]): number | null {
  let sum: number | null = null;
  for (const zone of zones) {
    const value = figureOf(pod, zone, SLOT.terminatedWatts);
    if (!Number.isNaN(value)) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** Seen in the refresh of this scrape; a pod that is only listed as terminated is not. */
export function isRunning(pod: PodFigures, visit: NodeReadings): boolean {
  if (visit.generation === 'legacy' || badFigureOf(pod, 'watts') !== '') return true;
  for (let zone = 0; zone < visit.zones.length; zone++) if (hasZone(pod, zone)) return true;
  return false;
}

interface Zones extends ZoneNumbers {
  readonly gpuIsLost: boolean;
}

function gaugePod(plan: NodePlan, pod: PodFigures, zones: Zones): PodPower {
  const identity = { node: plan.node, podId: pod.podId, namespace: pod.namespace, name: pod.name };
  const known = { method: 'gauge', grade: plan.grade } as const;
  const bad = badFigureOf(pod, 'watts');
  if (bad !== '') return unmeasuredPod(identity, known, `Kepler gives ${bad} as its watts`);
  const processor = sumOfZones(pod, zones.processor);
  const memory = sumOfZones(pod, zones.memory);
  const missing = missingZones(plan, { processor, memory }) ?? missingGpu(pod, zones);
  if (missing !== null) return unmeasuredPod(identity, known, missing);
  const gpu = plan.hasGpu ? orZero(figureOf(pod, zones.gpu, SLOT.runningWatts)) : null;
  const flags = isLowerBound(plan.choice) ? LOWER_BOUND : undefined;
  const { method, grade } = known;
  return measuredPod(identity, { method, grade, parts: { processor, memory, gpu }, flags });
}

const LOWER_BOUND: readonly PodFlag[] = ['lower-bound'];

/** Its counter says that it has used a GPU. */
function missingGpu(pod: PodFigures, { gpu, gpuIsLost }: Zones): string | null {
  if (!gpuIsLost) return null;
  const used = !Number.isNaN(figureOf(pod, gpu, SLOT.runningJoules));
  const isShown = !Number.isNaN(figureOf(pod, gpu, SLOT.runningWatts));
  if (!used || isShown) return null;
  return 'it has a GPU counter but no GPU watts, while the GPUs of its node gave power to no pod';
}

/** GPU watts are exported only above 0 (Kepler v0.11.4), so on a node with GPU metrics a missing series is 0. */
const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

/** NaN as soon as one zone is missing; null where there is no zone to add. */
function sumOfZones(pod: PodFigures, zones: readonly number[]): number | null {
  if (zones.length === 0) return null;
  let sum = 0;
  for (let at = 0; at < zones.length; at++) sum += figureOf(pod, zones[at] as number, SLOT.runningWatts);
  return sum;
}

/** Why a pod cannot be summed, or null. */
export function missingZones(
  plan: NodePlan,
  parts: { processor: number | null; memory: number | null },
): string | null {
  if (parts.processor === null && parts.memory === null)
    return 'no energy zone that may be added was exported for it';
  if (Number.isNaN(parts.processor)) return `no figure for zone ${plan.choice.processor.join(', ')}`;
  if (Number.isNaN(parts.memory)) return `no figure for zone ${plan.choice.memory.join(', ')}`;
  return null;
}

/** Told in every pod of a legacy scrape that came alone. */
export const LEGACY_NEEDS_TWO =
  'Kepler before 0.10 exports joules only: give two scrapes of this node with their times (FILE@TIME), or --interval for an endpoint';

function legacyPods(plan: NodePlan, visit: NodeReadings): readonly PodPower[] {
  const byPod = new Map([...visit.pods.values()].map((pod) => [pod.podId, pod]));
  return [...byPod.values()].map(({ podId, namespace, name }) =>
    unmeasuredPod(
      { node: plan.node, podId, namespace, name },
      { method: 'counter', grade: plan.grade },
      LEGACY_NEEDS_TWO,
    ),
  );
}
