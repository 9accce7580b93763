/** What is added up for a node: which zones, whether it has GPUs, on what evidence. */

import type { Grade } from '../evidence.ts';
import { figureOf, GPU_ZONE, type PodFigures, SLOT } from './figures.ts';
import type { NodeReadings } from './scrape.ts';
import { chooseZones, type ZoneChoice, zoneKind } from './zones.ts';

export interface NodePlan {
  readonly node: string;
  readonly choice: ZoneChoice;
  readonly hasGpu: boolean;
  readonly grade: Grade;
  /** Memory zones that show 0 and nothing else: a sensor that is not there (kepler #1345, arm64). */
  readonly deadZones: readonly string[];
}

/** One plan for all visits of a node, so that the sum means the same at every time. */
export function planOf(visits: readonly NodeReadings[]): NodePlan {
  const zones = new Set(visits.flatMap((visit) => zonesOf(visit)));
  const deadZones = [...zones].filter((zone) => zoneKind(zone) === 'dram' && isDead(visits, zone));
  for (const zone of deadZones) zones.delete(zone);
  const hasGpu = zones.delete(GPU_ZONE) || visits.some(({ gpus }) => gpus.size > 0);
  const estimated = visits.some(({ sources }) => [...sources].some((source) => MODELS.has(source)));
  const node = visits[0]?.node ?? '';
  return { node, choice: chooseZones(zones), hasGpu, grade: estimated ? 'estimated' : 'measured', deadZones };
}

/** Legacy sources that are models, not sensors (Kepler v0.7.12 pkg/model). */
export const MODELS: ReadonlySet<string> = new Set(['trained_power_model', 'estimator']);

/** Memory never draws nothing: every figure of the node in this zone is 0, its counters too. */
function isDead(visits: readonly NodeReadings[], zone: string): boolean {
  const figures = visits
    .flatMap(({ zoneFigures }) => [...zoneFigures.values()])
    .filter((at) => at.zone === zone)
    .flatMap((at) => [at.figures.watts, at.figures.joules].flatMap((parts) => Object.values(parts)))
    .filter((value) => value !== null);
  return figures.length > 0 && figures.every((value) => value === 0);
}

/** Zones the node or any of its running pods has. */
function zonesOf(visit: NodeReadings): readonly string[] {
  const ofNode = [...visit.zoneFigures.values()].map(({ zone }) => zone);
  const ofPods = visit.zones.filter((zone, index) => !ofNode.includes(zone) && someHasZone(visit, index));
  return [...new Set([...ofNode, ...ofPods])];
}

function someHasZone(visit: NodeReadings, zone: number): boolean {
  for (const pod of visit.pods.values()) if (hasZone(pod, zone)) return true;
  return false;
}

/** What is left of terminated pods decides nothing. */
export const hasZone = (pod: PodFigures, zone: number): boolean =>
  !Number.isNaN(figureOf(pod, zone, SLOT.runningWatts)) ||
  !Number.isNaN(figureOf(pod, zone, SLOT.runningJoules));

/** Zone numbers of one scrape; -1 where the scrape has no such zone. */
export interface ZoneNumbers {
  readonly processor: readonly number[];
  readonly memory: readonly number[];
  readonly gpu: number;
}

export function zoneNumbers(plan: NodePlan, visit: NodeReadings): ZoneNumbers {
  const numberOf = (zone: string): number => visit.zones.indexOf(zone);
  return {
    processor: plan.choice.processor.map(numberOf),
    memory: plan.choice.memory.map(numberOf),
    gpu: plan.hasGpu ? numberOf(GPU_ZONE) : -1,
  };
}
