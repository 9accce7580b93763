/** Energy of one pod (legacy: one container) between two scrapes. */

import { type CounterDelta, type CounterEvent, counterDelta } from './counter-delta.ts';
import { figureOf, type PodFigures, SLOT } from './figures.ts';
import type { ZoneNumbers } from './node-plan.ts';

/** One side of a pair of scrapes. */
export interface Side {
  readonly pod: PodFigures | undefined;
  readonly zones: ZoneNumbers;
}

export interface PodDelta {
  /** Joules; null where the node has no such part, NaN where a figure is missing. */
  readonly processor: number | null;
  readonly memory: number | null;
  readonly gpu: number;
  readonly event: CounterEvent;
}

export function podDelta(before: Side, after: Side): PodDelta {
  const processor = zonesDelta(before, after, 'processor');
  const memory = zonesDelta(before, after, 'memory');
  const gpu = zoneDelta(before, after, [before.zones.gpu, after.zones.gpu]);
  const events = [...(processor?.events ?? []), ...(memory?.events ?? [])];
  const known = isWhole(events) ? 1 : Number.NaN;
  return {
    processor: processor === null ? null : processor.joules * known,
    memory: memory === null ? null : memory.joules * known,
    gpu: gpuJoules(gpu, events),
    event: worst(gpu.event === 'reset' ? [...events, 'reset'] : events),
  };
}

/**
 * GPU counters are exported only above 0 (Kepler v0.11.4): of a pod that ran before, a new one started at 0. One that
 * vanished gives nothing more where the other counters started anew; where they ran on, its energy is not known.
 */
function gpuJoules(delta: CounterDelta, cpuEvents: readonly CounterEvent[]): number {
  if (cpuEvents.every((event) => event === 'absent')) return 0;
  if (delta.event === 'gone' && cpuEvents.every((event) => event === 'steady')) return Number.NaN;
  return Number.isNaN(delta.joules) ? 0 : delta.joules;
}

/** A zone that appears on a pod known before starts at its full level, which is no increase. */
const isWhole = (events: readonly CounterEvent[]): boolean =>
  !events.includes('new') || events.every((event) => event === 'new');

interface ZonesDelta {
  readonly joules: number;
  readonly events: readonly CounterEvent[];
}

function zonesDelta(before: Side, after: Side, part: 'processor' | 'memory'): ZonesDelta | null {
  const zones = before.zones[part];
  if (zones.length === 0) return null;
  const deltas = zones.map((zone, index) => zoneDelta(before, after, [zone, after.zones[part][index] ?? -1]));
  return {
    joules: deltas.reduce((sum, { joules }) => sum + joules, 0),
    events: deltas.map(({ event }) => event),
  };
}

function zoneDelta(
  before: Side,
  after: Side,
  [zoneBefore, zoneAfter]: readonly [number, number],
): CounterDelta {
  const of = (side: Side, zone: number, slot: number): number =>
    side.pod === undefined ? Number.NaN : figureOf(side.pod, zone, slot);
  const ended = of(after, zoneAfter, SLOT.terminatedJoules);
  const endedBefore = of(before, zoneBefore, SLOT.terminatedJoules);
  return counterDelta({
    before: of(before, zoneBefore, SLOT.runningJoules),
    after: of(after, zoneAfter, SLOT.runningJoules),
    // A row that was already there tells of an earlier end.
    ended: ended === endedBefore ? Number.NaN : ended,
  });
}

/** What is told of the pod as a whole, when its zones differ. */
const BY_WEIGHT: readonly CounterEvent[] = ['gone', 'terminated', 'reset', 'new', 'steady'];

function worst(events: readonly CounterEvent[]): CounterEvent {
  const found = BY_WEIGHT.find((event) => events.includes(event)) ?? 'absent';
  // Only a zone is new then, not the pod.
  return found === 'new' && !isWhole(events) ? 'steady' : found;
}
