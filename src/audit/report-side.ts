/** A workload as one of two reports has it, or all of its workloads as one. */

import { bothMeasured, type Measured, measuredOf } from './measured-parts.ts';
import type { SavedReport, SavedWorkload } from './saved-report.ts';
import { type Verdict, worstOf } from './verdict.ts';

export interface Side {
  readonly workload: SavedWorkload['workload'];
  readonly verdict: Verdict;
  /** gCO2eq/h; null as soon as that of a part is not known: a partial sum would look like a saving. */
  readonly rate: number | null;
  /** The rate is at least this: some of the energy was not counted. */
  readonly isBound: boolean;
  readonly measured: Measured;
}

/** Identity is a name, never a value. Pods of a node with the same name share one row: their figures are added. */
const keyOf = ({ workload }: SavedWorkload): string =>
  `${workload.namespace}/${workload.kind}/${workload.name}`;

const sideOf = (row: SavedWorkload): Side => ({
  workload: row.workload,
  verdict: row.verdict,
  rate: row.emissions?.facilityGco2eqPerHour ?? null,
  isBound: row.flags?.includes('lower-bound') ?? false,
  measured: measuredOf(row),
});

const both = (one: Side, other: Side): Side => ({
  workload: one.workload,
  verdict: worstOf([one.verdict, other.verdict]),
  rate: one.rate === null || other.rate === null ? null : one.rate + other.rate,
  isBound: one.isBound || other.isBound,
  measured: bothMeasured(one.measured, other.measured),
});

export function sidesOf({ workloads }: SavedReport): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const row of workloads) {
    const [key, side] = [keyOf(row), sideOf(row)];
    const known = sides.get(key);
    sides.set(key, known === undefined ? side : both(known, side));
  }
  return sides;
}

/** All workloads as one. A sum over a lower bound is one too. Of no workload no figure. */
export interface Whole {
  readonly rate: number | null;
  readonly isBound: boolean;
  readonly measured: Measured;
}

export function wholeOf(sides: Iterable<Side>): Whole {
  let rate: number | null | undefined;
  let gpuWatts: number | null = null;
  let isBound = false;
  const nodes = new Set<string>();
  for (const side of sides) {
    rate = rate === null || side.rate === null ? null : (rate ?? 0) + side.rate;
    if (side.measured.gpuWatts !== null) gpuWatts = (gpuWatts ?? 0) + side.measured.gpuWatts;
    isBound ||= side.isBound;
    for (const node of side.measured.nodes) nodes.add(node);
  }
  return { rate: rate ?? null, isBound, measured: { nodes: [...nodes], gpuWatts } };
}
