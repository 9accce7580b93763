/** `--idle share`: the idle power of a node spread over its pods in proportion to their active power. Off by default. */

import type { Diagnostic } from '../diagnostics.ts';
import type { EnergyInterval, Measurement, NodePower, PodPower } from '../kepler/measurement.ts';
import { MS_PER_SECOND } from '../units.ts';

/** What is shared, and over how many active watts; or why it cannot be. */
type Share = { readonly idleWatts: number; readonly activeWatts: number } | { readonly because: string };

/** A pod that was not measured carries a part too, so the others would carry too much without it. */
function shareOf({ idleWatts }: NodePower, pods: readonly PodPower[]): Share {
  const unmeasured = pods.filter(({ powerWatts }) => powerWatts === null).length;
  const activeWatts = pods.reduce((sum, { powerWatts }) => sum + (powerWatts ?? 0), 0);
  if (idleWatts === null) return { because: 'its idle power is not known' };
  if (unmeasured > 0) return { because: `${unmeasured} of its ${pods.length} pods were not measured` };
  return activeWatts > 0 ? { idleWatts, activeWatts } : { because: 'its pods draw nothing' };
}

function podsByNode(pods: readonly PodPower[]): ReadonlyMap<string, readonly PodPower[]> {
  const byNode = new Map<string, PodPower[]>();
  for (const pod of pods) {
    const known = byNode.get(pod.node);
    if (known === undefined) byNode.set(pod.node, [pod]);
    else known.push(pod);
  }
  return byNode;
}

/** Power and energy of a pod with its share of idle. A model, not a measurement: the grade says so. */
function carrying(pod: PodPower, ownWatts: number, idleWatts: number): PodPower {
  if (ownWatts === 0) return pod;
  const ratio = (ownWatts + idleWatts) / ownWatts;
  // Of next to nothing there is no multiple: then by time.
  const joulesOf = ({ joules, fromMs, toMs }: EnergyInterval): number =>
    Number.isFinite(ratio) ? joules * ratio : joules + (idleWatts * (toMs - fromMs)) / MS_PER_SECOND;
  const intervals = pod.intervals.map((interval) => ({ ...interval, joules: joulesOf(interval) }));
  return { ...pod, powerWatts: ownWatts + idleWatts, intervals, grade: 'estimated' };
}

/** Of a node whose idle power cannot be shared: what was asked for is at least this. */
const bounded = (pod: PodPower): PodPower =>
  pod.powerWatts === null || pod.flags.includes('lower-bound')
    ? pod
    : { ...pod, flags: [...pod.flags, 'lower-bound'] };

/** All of a node's idle power is shared or none of it, so what is left is exactly 0. */
function withoutIdle(node: NodePower, sharedWatts: number): NodePower {
  if (sharedWatts === 0) return node;
  return { ...node, idleWatts: 0, attributedWatts: node.attributedWatts + sharedWatts };
}

function sharedWarning(sharedOn: ReadonlyMap<string, number>): readonly Diagnostic[] {
  if (sharedOn.size === 0) return [];
  const idleWatts = [...sharedOn.values()].reduce((sum, watts) => sum + watts, 0);
  const message = `${Number(idleWatts.toPrecision(4))} W of idle power are spread over the pods in proportion to their active power; this is a convention, not a measurement`;
  return [{ code: 'IDLE_SHARED', level: 'info', message, figures: { idleWatts } }];
}

const unsharedWarning = (node: string, because: string, pods: number): Diagnostic => ({
  code: 'IDLE_NOT_SHARED',
  level: 'warning',
  message: `Node ${node}: ${because}, so its pods carry no idle power, and their power is a lower bound`,
  subject: node,
  figures: { pods },
});

/** What was shared belongs to pods now. One warning for many nodes goes when one of them shares: its sum would be of all. */
const isOfSharedIdle = ({ code, subject, figures }: Diagnostic, sharedOn: ReadonlyMap<string, number>) =>
  code === 'IDLE_POWER' &&
  (figures?.occurrences === undefined ? sharedOn.has(subject ?? '') : sharedOn.size > 0);

export interface SharedIdle {
  readonly measurement: Measurement;
  /** Watts of idle power each pod of `measurement` carries. */
  readonly idleWattsOf: (pod: PodPower) => number | null;
}

/** The same measurement with idle power in the pods; node totals stay what they were. */
export function shareIdle(measurement: Measurement): SharedIdle {
  const byNode = podsByNode(measurement.pods);
  const shares = new Map(
    measurement.nodes.map((node) => [node.node, shareOf(node, byNode.get(node.node) ?? [])]),
  );
  const carried = new Map<PodPower, number>();
  const sharedOn = new Map<string, number>();
  const pods = measurement.pods.map((pod) => {
    const share = shares.get(pod.node);
    if (share === undefined || 'because' in share || pod.powerWatts === null) return bounded(pod);
    const idleWatts = share.idleWatts * (pod.powerWatts / share.activeWatts);
    const next = carrying(pod, pod.powerWatts, idleWatts);
    carried.set(next, idleWatts);
    sharedOn.set(pod.node, (sharedOn.get(pod.node) ?? 0) + idleWatts);
    return next;
  });
  const nodes = measurement.nodes.map((node) => withoutIdle(node, sharedOn.get(node.node) ?? 0));
  const unshared = [...shares].flatMap(([node, share]) =>
    'because' in share && byNode.get(node)?.some(({ powerWatts }) => powerWatts !== null)
      ? [unsharedWarning(node, share.because, byNode.get(node)?.length ?? 0)]
      : [],
  );
  const warnings = measurement.warnings
    .filter((warning) => !isOfSharedIdle(warning, sharedOn))
    .concat(sharedWarning(sharedOn), unshared);
  return {
    measurement: { ...measurement, nodes, pods, warnings },
    idleWattsOf: (pod) => carried.get(pod) ?? null,
  };
}
