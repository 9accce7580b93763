/** Energy of one pod (legacy: one container) between two scrapes. */

import { type CounterDelta, type CounterEvent, counterDelta } from './counter-delta.ts';
import { figureOf, type PodFigures, SLOT } from './figures.ts';
import type { ZoneNumbers } from './node-plan.ts';

/** One side of a pair of scrapes. */
export interface Side {
  readonly pod: PodFigures | undefined;
  readonly zones: ZoneNumbers;
  /** Seen running in this scrape, in whatever zone. */
  readonly runs: boolean;
}

/** `part-missing`: it ran, but not all of its zones are in both; `short-lived`: listed as ended, and never seen to run. */
export type PodEvent = CounterEvent | 'part-missing' | 'short-lived';

export interface PodDelta {
  /** Joules; null where the node has no such part, NaN where a figure is missing. */
  readonly processor: number | null;
  readonly memory: number | null;
  readonly gpu: number;
  readonly event: PodEvent;
  /** Some of its energy is known, or may be, missing from the joules. */
  readonly isBound: boolean;
}

/** Of the node, between the two sides. */
export interface Restart {
  /** Some of its counters fell, so energy of every pod may be missing. */
  readonly isSeen: boolean;
  /** Numbers, in the scrape before, of the zones whose counters started anew. */
  readonly zones: ReadonlySet<number>;
}

export function podDelta(before: Side, after: Side, restart: Restart): PodDelta {
  const processor = zonesDelta(before, after, { part: 'processor', restart });
  const memory = zonesDelta(before, after, { part: 'memory', restart });
  const deltas = [...(processor?.deltas ?? []), ...(memory?.deltas ?? [])];
  const events = deltas.map(({ event }) => event);
  // A GPU counter that started anew as well and outgrew the old value gives too little, never too much.
  const gpu = gpuDelta(zoneDelta(before, after, { zones: [before.zones.gpu, after.zones.gpu] }), events);
  const event = Number.isNaN(gpu.joules) ? 'part-missing' : eventOf(events, gpu.event, [before, after]);
  return {
    processor: processor?.joules ?? null,
    memory: memory?.joules ?? null,
    gpu: gpu.joules,
    event: event === 'steady' && restart.isSeen ? 'reset' : event,
    isBound: restart.isSeen || deltas.some((delta) => delta.isBound) || gpu.isBound,
  };
}

/**
 * GPU counters are exported only above 0 (Kepler v0.11.4): of a pod that ran before, a new one started at 0. One that
 * vanished takes its last energy along where the other counters started anew; where they ran on, its energy is not known.
 */
function gpuDelta(
  { joules, event, isBound }: CounterDelta,
  cpuEvents: readonly CounterEvent[],
): CounterDelta {
  const isGone = event === 'gone';
  if (cpuEvents.every((one) => one === 'absent') || event === 'absent')
    return { joules: 0, event: 'absent', isBound };
  if (isGone && cpuEvents.every((one) => one === 'steady'))
    return { joules: Number.NaN, event, isBound: false };
  return { joules: isGone ? 0 : joules, event, isBound: isGone || isBound };
}

interface ZonesDelta {
  readonly joules: number;
  readonly deltas: readonly CounterDelta[];
}

interface PartRestart {
  readonly part: 'processor' | 'memory';
  readonly restart: Restart;
}

function zonesDelta(before: Side, after: Side, { part, restart }: PartRestart): ZonesDelta | null {
  const zones = before.zones[part];
  if (zones.length === 0) return null;
  const deltas = zones.map((zone, index) =>
    zoneDelta(before, after, {
      zones: [zone, after.zones[part][index] ?? -1],
      hasRestarted: restart.zones.has(zone),
    }),
  );
  return { joules: deltas.reduce((sum, { joules }) => sum + joules, 0), deltas };
}

type ZonePair = readonly [before: number, after: number];

const figureIn = ({ pod }: Side, zone: number, slot: number): number =>
  pod === undefined ? Number.NaN : figureOf(pod, zone, slot);

interface ZoneRestart {
  readonly zones: ZonePair;
  readonly hasRestarted?: boolean;
}

function zoneDelta(before: Side, after: Side, { zones, hasRestarted = false }: ZoneRestart): CounterDelta {
  return counterDelta({
    hasRestarted,
    before: figureIn(before, zones[0], SLOT.runningJoules),
    after: figureIn(after, zones[1], SLOT.runningJoules),
    ended: newEnd(before, after, zones),
  });
}

/** A row of an end that was already there tells of an earlier one: NaN. */
function newEnd(before: Side, after: Side, [zoneBefore, zoneAfter]: ZonePair): number {
  const ended = figureIn(after, zoneAfter, SLOT.terminatedJoules);
  return ended === figureIn(before, zoneBefore, SLOT.terminatedJoules) ? Number.NaN : ended;
}

/** What is told of the pod as a whole, when its zones differ. */
const BY_WEIGHT: readonly CounterEvent[] = ['gone', 'terminated', 'reset', 'restart', 'new', 'steady'];

function eventOf(
  events: readonly CounterEvent[],
  gpuEvent: CounterEvent,
  [before, after]: readonly [Side, Side],
): PodEvent {
  if (events.every((event) => event === 'absent')) return unseenEvent(before, after);
  if (lacksPart(events, [before, after])) return 'part-missing';
  const restarted = gpuEvent === 'reset' || gpuEvent === 'restart' ? [gpuEvent] : [];
  return BY_WEIGHT.find((event) => [...events, ...restarted].includes(event)) ?? 'absent';
}

/** A zone that appears on a pod known before starts at its full level, and one that goes while the pod runs on is no end. */
const lacksPart = (events: readonly CounterEvent[], [before, after]: readonly [Side, Side]): boolean =>
  events.includes('absent') ||
  (events.includes('new') && (before.runs || events.some((event) => event !== 'new'))) ||
  (after.runs && (events.includes('gone') || events.includes('terminated')));

/** No running counter of an added zone on either side. */
function unseenEvent(before: Side, after: Side): PodEvent {
  if (before.runs || after.runs) return 'part-missing';
  const pairs: readonly (readonly [readonly number[], readonly number[]])[] = [
    [before.zones.processor, after.zones.processor],
    [before.zones.memory, after.zones.memory],
  ];
  const hasEnded = pairs.some(([from, to]) =>
    from.some((zone, index) => !Number.isNaN(newEnd(before, after, [zone, to[index] ?? -1]))),
  );
  return hasEnded ? 'short-lived' : 'absent';
}
