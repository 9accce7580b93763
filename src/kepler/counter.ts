/** Power over a window: energy between scrapes of one node, divided by the time between them. */

import { MS_PER_SECOND } from '../units.ts';
import type { CounterEvent } from './counter-delta.ts';
import { badFigureOf, figureOf, type PodFigures, SLOT } from './figures.ts';
import { isRunning } from './gauge.ts';
import type { EnergyInterval, PodFlag, PodPower } from './measurement.ts';
import { type NodePlan, zoneNumbers } from './node-plan.ts';
import { type PodDelta, podDelta } from './pod-delta.ts';
import { measuredPod, unmeasuredPod } from './pod-power.ts';
import type { NodeReadings } from './scrape.ts';
import type { Reading } from './window-doubt.ts';

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
  readonly eventOfPair: Map<number, CounterEvent>;
  bad: string;
  /** New in a scrape whose predecessor may have lost it. */
  isBlind: boolean;
}

/** Pods that ran in the window, over visits in order of time (at least two). */
export function counterPods(plan: NodePlan, visits: readonly Visit[]): readonly PodPower[] {
  const tallies = new Map<string, Tally>();
  for (let pair = 0; pair + 1 < visits.length; pair += 1) walkPair(tallies, { plan, visits, pair });
  return [...tallies.values()].map((tally) => podOf(tally, plan, visits));
}

interface Walk {
  readonly plan: NodePlan;
  readonly visits: readonly Visit[];
  readonly pair: number;
}

function walkPair(tallies: Map<string, Tally>, walk: Walk): void {
  const [before, after] = sidesOf(walk);
  const zones = { before: zoneNumbers(walk.plan, before), after: zoneNumbers(walk.plan, after) };
  const isWhole = wasSeenWhole(before, after);
  for (const key of new Set([...before.pods.keys(), ...after.pods.keys()])) {
    const [podBefore, podAfter] = [before.pods.get(key), after.pods.get(key)];
    const pod = podAfter ?? podBefore;
    if (pod === undefined) continue;
    const delta = podDelta({ pod: podBefore, zones: zones.before }, { pod: podAfter, zones: zones.after });
    if (delta.event === 'absent' && !ranIn([before, podBefore], [after, podAfter])) continue;
    const bad = badJoulesOf(podBefore) || badJoulesOf(podAfter);
    const blind = delta.event === 'new' && !isWhole;
    add(tallyOf(tallies, pod), delta, { pair: walk.pair, bad, blind });
  }
}

const badJoulesOf = (pod: PodFigures | undefined): string =>
  pod === undefined ? '' : badFigureOf(pod, 'joules');

/** Only listed as terminated in both: its energy lies before the window or is not known at all. */
const ranIn = (...sides: readonly (readonly [NodeReadings, PodFigures | undefined])[]): boolean =>
  sides.some(([readings, pod]) => pod !== undefined && isRunning(pod, readings));

/**
 * Only then is a pod that is not in the earlier scrape really new, and its counter an increase from 0. Kepler writes
 * families in the order of their names, watts after joules: without watts of pods the earlier one was cut between lines.
 */
const wasSeenWhole = (before: NodeReadings, after: NodeReadings): boolean =>
  before.isIncomplete !== true && before.pods.size > 0 && (hasPodWatts(before) || !hasPodWatts(after));

function hasPodWatts({ pods, zones }: NodeReadings): boolean {
  for (const pod of pods.values())
    if (zones.some((_, zone) => !Number.isNaN(figureOf(pod, zone, SLOT.runningWatts)))) return true;
  return false;
}

function sidesOf({ visits, pair }: Walk): readonly [NodeReadings, NodeReadings] {
  return [(visits[pair] as Visit).readings, (visits[pair + 1] as Visit).readings];
}

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
    isBlind: false,
  };
  tallies.set(key, made);
  return made;
}

function add(tally: Tally, delta: PodDelta, at: { pair: number; bad: string; blind: boolean }): void {
  tally.eventOfPair.set(at.pair, combined(tally.eventOfPair.get(at.pair), delta.event));
  tally.bad ||= at.bad;
  tally.isBlind ||= at.blind;
  if (at.blind) return;
  const joules = (delta.processor ?? 0) + (delta.memory ?? 0) + delta.gpu;
  if (Number.isNaN(joules)) return;
  if (delta.processor !== null) tally.processor = (tally.processor ?? 0) + delta.processor;
  if (delta.memory !== null) tally.memory = (tally.memory ?? 0) + delta.memory;
  tally.gpu += delta.gpu;
  tally.joulesOfPair.set(at.pair, (tally.joulesOfPair.get(at.pair) ?? 0) + joules);
}

function podOf(tally: Tally, plan: NodePlan, visits: readonly Visit[]): PodPower {
  const identity = { node: plan.node, podId: tally.podId, namespace: tally.namespace, name: tally.name };
  const known = { method: 'counter', grade: plan.grade, flags: flagsOf(tally) } as const;
  const reason = whyUnmeasured(tally, plan);
  if (reason !== null) return unmeasuredPod(identity, known, reason);
  const seconds = windowSeconds(visits);
  const perSecond = (joules: number | null): number | null => (joules === null ? null : joules / seconds);
  const gpu = plan.hasGpu ? tally.gpu / seconds : null;
  const parts = { processor: perSecond(tally.processor), memory: perSecond(tally.memory), gpu };
  return measuredPod(identity, { ...known, parts, intervals: intervalsOf(tally, visits) });
}

function whyUnmeasured(tally: Tally, plan: NodePlan): string | null {
  if (tally.bad !== '') return `Kepler gives ${tally.bad} as its joules`;
  if (tally.joulesOfPair.size > 0) return tally.processor === null && tally.memory === null ? NO_ZONE : null;
  if ([...tally.eventOfPair.values()].includes('gone'))
    return 'it vanished inside the window and Kepler gave no final value';
  if (tally.isBlind) return 'the first scrape was not whole, so its energy since then is not known';
  const zones = [...plan.choice.processor, ...plan.choice.memory, ...(plan.hasGpu ? ['gpu'] : [])];
  return zones.length === 0 ? NO_ZONE : `not all of its zones (${zones.join(', ')}) were in both scrapes`;
}

const NO_ZONE = 'no energy zone that may be added was exported for it';

export function windowSeconds(visits: readonly Visit[]): number {
  const [first, last] = [visits[0], visits.at(-1)];
  return ((last?.atMs ?? 0) - (first?.atMs ?? 0)) / MS_PER_SECOND;
}

const intervalsOf = (tally: Tally, visits: readonly Visit[]): readonly EnergyInterval[] =>
  [...tally.joulesOfPair].map(([pair, joules]) => ({
    fromMs: (visits[pair] as Visit).atMs,
    toMs: (visits[pair + 1] as Visit).atMs,
    joules,
  }));

/**
 * What happened to a pod of several containers (legacy): one that comes counts from 0 and loses nothing; one that goes
 * while others stay takes its last energy along, a lower bound like a reset.
 */
function combined(known: CounterEvent | undefined, event: CounterEvent): CounterEvent {
  if (known === undefined || known === 'absent' || known === event) return event;
  if (event === 'absent') return known;
  return [known, event].every((one) => one === 'new' || one === 'steady') ? 'steady' : 'reset';
}

const FLAG_OF: Readonly<Partial<Record<CounterEvent, PodFlag>>> = {
  reset: 'counter-reset',
  new: 'partial',
  gone: 'gone',
  terminated: 'terminated',
};

function flagsOf({ eventOfPair }: Tally): readonly PodFlag[] {
  const flags = [...eventOfPair.values()].map((event) => FLAG_OF[event]).filter((flag) => flag !== undefined);
  return flags.length === 0 ? NO_FLAGS : [...new Set(flags)];
}

/** Shared by the many pods to which nothing happened. */
const NO_FLAGS: readonly PodFlag[] = [];
