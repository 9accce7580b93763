/**
 * What the power of a workload was added up from: energy zones and GPUs, node by node. A sensor that was read for one report
 * and not for the other makes power differ that no workload drew, so the smaller sum is a lower bound beside the other.
 */

import { type ZoneKind, zoneKind } from '../kepler/zones.ts';
import type { SavedReport, SavedWorkload } from './saved-report.ts';

const GPU = 'GPU';

type Parts = ReadonlySet<string>;

/** What one report knows of its nodes. */
export interface Sensors {
  readonly zonesOf: ReadonlyMap<string, readonly string[]>;
  /** Absent or null: its workloads do not tell, or tell both. */
  readonly hasGpuOf: ReadonlyMap<string, boolean | null>;
}

/** A workload, or several as one. */
export interface Measured {
  readonly nodes: readonly string[];
  readonly gpuWatts: number | null;
}

/** Which of the two is no more than a lower bound beside the other. */
export interface Bounds {
  readonly isBeforeBound: boolean;
  readonly isAfterBound: boolean;
}

export const measuredOf = ({ nodes = [], gpuWatts = null }: SavedWorkload): Measured => ({ nodes, gpuWatts });

export const bothMeasured = (one: Measured, other: Measured): Measured => ({
  nodes: [...new Set([...one.nodes, ...other.nodes])],
  gpuWatts:
    one.gpuWatts === null && other.gpuWatts === null ? null : (one.gpuWatts ?? 0) + (other.gpuWatts ?? 0),
});

/** On a node with GPUs each measured pod has a figure of them, be it 0. One figure of several nodes does not tell which. */
function gpuNodes(workloads: Iterable<SavedWorkload>): Map<string, boolean | null> {
  const hasGpuOf = new Map<string, boolean | null>();
  for (const { nodes = [], powerWatts, gpuWatts } of workloads) {
    const hasGpu = gpuWatts !== null;
    if (powerWatts === null || gpuWatts === undefined || (hasGpu && nodes.length > 1)) continue;
    for (const node of nodes) hasGpuOf.set(node, (hasGpuOf.get(node) ?? hasGpu) === hasGpu ? hasGpu : null);
  }
  return hasGpuOf;
}

export const sensorsOf = ({ nodes = [], workloads }: SavedReport): Sensors => ({
  zonesOf: new Map(nodes.map(({ node, zones }) => [node, zones])),
  hasGpuOf: gpuNodes(workloads),
});

/** A zone lies inside another: what was read of the outer one holds the inner one. */
const INSIDE: Partial<Record<ZoneKind, readonly ZoneKind[]>> = {
  package: ['core', 'uncore'],
  psys: ['package', 'core', 'uncore'],
};

const holds = (parts: Parts, part: string): boolean =>
  parts.has(part) ||
  [...parts].some((outer) => part !== GPU && INSIDE[zoneKind(outer)]?.includes(zoneKind(part)));

const lacks = (parts: Parts, others: Parts): boolean => [...others].some((part) => !holds(parts, part));

const textOf = (parts: Parts): string => [...parts].join(' + ');

const union = (all: readonly Parts[]): Parts => new Set(all.flatMap((parts) => [...parts]));

/** What every one of them holds. */
const common = (all: readonly Parts[]): Parts =>
  new Set([...union(all)].filter((part) => all.every((parts) => parts.has(part))));

interface Side {
  readonly sensors: Sensors;
  readonly measured: Measured;
}

type Nodes = ReadonlyMap<string, Parts>;
type HasGpu = (side: Side, node: string) => boolean;

/** None of a node whose zones are not known. */
function partsByNode(side: Side, hasGpu: HasGpu): Nodes {
  const parts = new Map<string, Parts>();
  for (const node of side.measured.nodes) {
    const zones = side.sensors.zonesOf.get(node);
    if (zones !== undefined) parts.set(node, new Set([...zones, ...(hasGpu(side, node) ? [GPU] : [])]));
  }
  return parts;
}

const noGpu: HasGpu = () => false;

/** Where no node tells, the workload does. */
const gpuOfWorkload: HasGpu = ({ sensors, measured }, node) =>
  sensors.hasGpuOf.get(node) ??
  (measured.gpuWatts !== null && !measured.nodes.some((other) => sensors.hasGpuOf.get(other)));

/** On the nodes of both. */
function boundsOnSame(before: Nodes, after: Nodes): Bounds {
  const same = [...before].flatMap(([node, parts]) => {
    const others = after.get(node);
    return others === undefined ? [] : [[parts, others] as const];
  });
  return {
    isBeforeBound: same.some(([one, other]) => lacks(one, other)),
    isAfterBound: same.some(([one, other]) => lacks(other, one)),
  };
}

/** Wherever it runs: on unlike nodes, as long as these are of the same kinds as before. */
function boundsAnywhere(before: Nodes, after: Nodes): Bounds {
  const [one, other] = [[...before.values()], [...after.values()]];
  const kinds = [one, other].map((all) => JSON.stringify([...new Set(all.map(textOf))].sort()));
  if (one.length === 0 || other.length === 0 || kinds[0] === kinds[1])
    return { isBeforeBound: false, isAfterBound: false };
  return {
    isBeforeBound: lacks(common(one), union(other)),
    isAfterBound: lacks(common(other), union(one)),
  };
}

const isUnlike = ({ isBeforeBound, isAfterBound }: Bounds): boolean => isBeforeBound || isAfterBound;

/** What draws nothing of a GPU is the same on a node that has none. */
const usesNoGpu = (before: Side, after: Side): boolean =>
  !before.measured.gpuWatts && !after.measured.gpuWatts;

/** Of the whole: a node that was added has sensors of its own. Of GPUs only where both reports tell. */
export function boundsOfWhole(before: Side, after: Side): Bounds {
  const isTold = (node: string): boolean =>
    [before, after].every(({ sensors }) => typeof sensors.hasGpuOf.get(node) === 'boolean');
  const hasGpu: HasGpu = ({ sensors }, node) => isTold(node) && sensors.hasGpuOf.get(node) === true;
  return boundsOnSame(partsByNode(before, hasGpu), partsByNode(after, hasGpu));
}

const boundsOnSameNodes = (before: Side, after: Side): Bounds =>
  boundsOnSame(partsByNode(before, gpuOfWorkload), partsByNode(after, gpuOfWorkload));

export function boundsOfWorkload(before: Side, after: Side): Bounds {
  const onSame = boundsOnSameNodes(before, after);
  if (isUnlike(onSame)) return onSame;
  const hasGpu = usesNoGpu(before, after) ? noGpu : gpuOfWorkload;
  return boundsAnywhere(partsByNode(before, hasGpu), partsByNode(after, hasGpu));
}

const said = (side: Side): string =>
  [...new Set([...partsByNode(side, gpuOfWorkload).values()].map(textOf))].join(' or ');

/** null: of the same. A sensor that a node lost may be read again; nodes of another kind are there to stay. */
export function partsApart(before: Side, after: Side): string | null {
  if (!isUnlike(boundsOfWorkload(before, after))) return null;
  const apart = `power is of ${said(before)} in the base and of ${said(after)} in the head`;
  return isUnlike(boundsOnSameNodes(before, after))
    ? apart
    : `${apart}, on nodes of another kind: make the base anew with them`;
}
