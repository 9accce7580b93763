/** Power over a window: energy between scrapes of one node, divided by the time between them. */

import { MS_PER_SECOND } from '../units.ts';
import { badFigureOf, type PodFigures } from './figures.ts';
import { isRunning } from './gauge.ts';
import type { EnergyInterval, PodFlag, PodPower } from './measurement.ts';
import { type NodePlan, zoneNumbers } from './node-plan.ts';
import { restartOf } from './node-rates.ts';
import { type PodDelta, podDelta, type Restart, type Side } from './pod-delta.ts';
import { measuredPod, unmeasuredPod } from './pod-power.ts';
import type { NodeReadings } from './scrape.ts';
import { type IntervalEvent, whyUnknown } from './unmeasured.ts';
import { wholeVisits } from './wholeness.ts';
import type { Reading } from './window-doubt.ts';
import { isLowerBound } from './zones.ts';

/** A node at a time. */
export interface Visit extends Reading {
  readonly readings: NodeReadings;
}

/** What is gathered of a pod while the pairs of scrapes are walked; containers of a legacy pod add up. */
interface Tally {
  readonly podId: string;
  readonly namespace: string;
  readonly name: string;
  processor: number | null;
  memory: number | null;
  gpu: number;
  /** Joules by pair of scrapes; absent where not known. */
  readonly joulesOfPair: Map<number, number>;
  readonly eventOfPair: Map<number, IntervalEvent>;
  bad: string;
  /** Pairs of whose energy some is missing, or may be. */
  readonly boundPairs: Set<number>;
}

interface Window {
  readonly plan: NodePlan;
  readonly visits: readonly Visit[];
  /** By visit: a pod that is not in it did not run. */
  readonly whole: readonly boolean[];
}

/** Pods that ran in the window, over visits in order of time (at least two). */
export function counterPods(plan: NodePlan, visits: readonly Visit[]): readonly PodPower[] {
  const whole = wholeVisits(visits.map(({ readings }) => readings));
  const window = { plan, visits, whole };
  const tallies = new Map<string, Tally>();
  for (let pair = 0; pair + 1 < visits.length; pair += 1) walkPair(tallies, window, pair);
  return [...tallies.values()].map((tally) => podOf(tally, window));
}

function walkPair(tallies: Map<string, Tally>, window: Window, pair: number): void {
  const [before, after] = [sideOf(window, pair), sideOf(window, pair + 1)];
  const restart = restartIn(window, pair);
  for (const key of new Set([...before.pods.keys(), ...after.pods.keys()])) {
    const [podBefore, podAfter] = [before.pods.get(key), after.pods.get(key)];
    const pod = podAfter ?? podBefore;
    if (pod === undefined) continue;
    const delta = podDelta(before.of(podBefore), after.of(podAfter), restart);
    // Only listed as terminated, in both: its energy lies before the pair.
    if (delta.event === 'absent') continue;
    const bad = badJoulesOf(podBefore) || badJoulesOf(podAfter);
    add(tallyOf(tallies, pod), delta, { pair, bad, event: proven(delta, window.whole, pair) });
  }
}

function restartIn({ plan, visits }: Window, pair: number): Restart {
  const before = (visits[pair] as Visit).readings;
  const { isSeen, zones } = restartOf(plan, before, (visits[pair + 1] as Visit).readings);
  return { isSeen, zones: new Set([...zones].map((zone) => before.zones.indexOf(zone))) };
}

interface ReadSide {
  readonly pods: NodeReadings['pods'];
  readonly of: (pod: PodFigures | undefined) => Side;
}

function sideOf({ plan, visits }: Window, visit: number): ReadSide {
  const { readings } = visits[visit] as Visit;
  const zones = zoneNumbers(plan, readings);
  const of = (pod: PodFigures | undefined): Side => ({
    pod,
    zones,
    runs: pod !== undefined && isRunning(pod, readings),
  });
  return { pods: readings.pods, of };
}

/** Only a whole scrape without a pod proves that the pod is new after it, or that it was gone by then. */
function proven({ event }: PodDelta, whole: readonly boolean[], pair: number): IntervalEvent {
  if ((event === 'new' || event === 'short-lived') && whole[pair] !== true) return 'hidden-before';
  if (event === 'gone' && whole[pair + 1] !== true) return 'hidden-after';
  return event;
}

const badJoulesOf = (pod: PodFigures | undefined): string =>
  pod === undefined ? '' : badFigureOf(pod, 'joules');

function tallyOf(
  tallies: Map<string, Tally>,
  pod: { podId: string; namespace: string; name: string },
): Tally {
  const key = pod.podId || `${pod.namespace}/${pod.name}`;
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const { podId, namespace, name } = pod;
  const made: Tally = {
    podId,
    namespace,
    name,
    processor: null,
    memory: null,
    gpu: 0,
    joulesOfPair: new Map(),
    eventOfPair: new Map(),
    bad: '',
    boundPairs: new Set(),
  };
  tallies.set(key, made);
  return made;
}

function add(tally: Tally, delta: PodDelta, at: { pair: number; bad: string; event: IntervalEvent }): void {
  tally.eventOfPair.set(at.pair, combined(tally.eventOfPair.get(at.pair), at.event));
  tally.bad ||= at.bad;
  if (delta.isBound) tally.boundPairs.add(at.pair);
  const joules = (delta.processor ?? 0) + (delta.memory ?? 0) + delta.gpu;
  if (Number.isNaN(joules)) return;
  if (delta.processor !== null) tally.processor = (tally.processor ?? 0) + delta.processor;
  if (delta.memory !== null) tally.memory = (tally.memory ?? 0) + delta.memory;
  tally.gpu += delta.gpu;
  tally.joulesOfPair.set(at.pair, (tally.joulesOfPair.get(at.pair) ?? 0) + joules);
}

function podOf(tally: Tally, { plan, visits, whole }: Window): PodPower {
  const identity = { node: plan.node, podId: tally.podId, namespace: tally.namespace, name: tally.name };
  const known = { method: 'counter', grade: plan.grade } as const;
  const reason =
    tally.bad === ''
      ? (whyUnknown(plan, { eventOfPair: tally.eventOfPair, whole }) ?? whyNothing(tally))
      : `Kepler gives ${tally.bad} as its joules`;
  if (reason !== null) return unmeasuredPod(identity, { ...known, flags: eventFlagsOf(tally) }, reason);
  const seconds = windowSeconds(visits);
  const perSecond = (joules: number | null): number | null => (joules === null ? null : joules / seconds);
  const gpu = plan.hasGpu ? tally.gpu / seconds : null;
  const parts = { processor: perSecond(tally.processor), memory: perSecond(tally.memory), gpu };
  const flags = flagsOf(tally, plan);
  return measuredPod(identity, { ...known, parts, flags, intervals: intervalsOf(tally, visits) });
}

export function windowSeconds(visits: readonly Visit[]): number {
  const [first, last] = [visits[0], visits.at(-1)];
  return ((last?.atMs ?? 0) - (first?.atMs ?? 0)) / MS_PER_SECOND;
}

const intervalsOf = (tally: Tally, visits: readonly Visit[]): readonly EnergyInterval[] =>
  [...tally.joulesOfPair].map(([pair, joules]) => ({
    fromMs: (visits[pair] as Visit).atMs,
    toMs: (visits[pair + 1] as Visit).atMs,
    joules,
    isBound: hasLostIn(tally, pair),
  }));

/** Of one container these are not known, so neither are they of its pod. */
const UNKNOWN: ReadonlySet<IntervalEvent> = new Set<IntervalEvent>([
  'part-missing',
  'short-lived',
  'hidden-before',
  'hidden-after',
]);

/**
 * What happened to a pod of several containers (legacy): one that comes counts from 0 and loses nothing; one that goes
 * while others stay takes its last energy along, a lower bound like a reset.
 */
function combined(known: IntervalEvent | undefined, event: IntervalEvent): IntervalEvent {
  if (known === undefined || known === event || UNKNOWN.has(event)) return event;
  if (UNKNOWN.has(known)) return known;
  return [known, event].every((one) => one === 'new' || one === 'steady') ? 'steady' : 'reset';
}

const FLAG_OF: Readonly<Partial<Record<IntervalEvent, PodFlag>>> = {
  reset: 'counter-reset',
  restart: 'counter-reset',
  new: 'partial',
  gone: 'gone',
  terminated: 'terminated',
  'short-lived': 'short-lived',
};

const hasLostIn = ({ boundPairs, eventOfPair }: Tally, pair: number): boolean =>
  boundPairs.has(pair) || eventOfPair.get(pair) === 'reset';

const hasLost = (tally: Tally): boolean =>
  [...tally.eventOfPair.keys()].some((pair) => hasLostIn(tally, pair));

/** "At least nothing" is no measurement. */
const whyNothing = (tally: Tally): string | null =>
  hasLost(tally) && (tally.processor ?? 0) + (tally.memory ?? 0) + tally.gpu === 0
    ? 'its counters started anew, and no energy of it is left in the window'
    : null;

function flagsOf(tally: Tally, plan: NodePlan): readonly PodFlag[] {
  const flags = eventFlagsOf(tally);
  return hasLost(tally) || isLowerBound(plan.choice) ? [...flags, 'lower-bound'] : flags;
}

function eventFlagsOf({ eventOfPair }: Tally): readonly PodFlag[] {
  const flags = [...eventOfPair.values()].map((event) => FLAG_OF[event]).filter((flag) => flag !== undefined);
  return flags.length === 0 ? NO_FLAGS : [...new Set(flags)];
}

/** Shared by the many pods to which nothing happened. */
const NO_FLAGS: readonly PodFlag[] = [];
