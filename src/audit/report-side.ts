/** A workload as one of two reports has it, or all of its workloads as one. */

import { bothMeasured, type Measured, measuredOf } from './measured-parts.ts';
import type { SavedCheck, SavedReport, SavedWorkload } from './saved-report.ts';
import { facilityWattsOf } from './used-hours.ts';
import { type Verdict, worstOf } from './verdict.ts';

export interface Side {
  readonly workload: SavedWorkload['workload'];
  readonly verdict: Verdict;
  /** gCO2eq/h; null as soon as that of a part is not known: a partial sum would look like a saving. */
  readonly rate: number | null;
  /** Power × PUE; null like the rate. */
  readonly facilityWatts: number | null;
  /** The rate is at least this: some of the energy was not counted. */
  readonly isBound: boolean;
  readonly measured: Measured;
  /** Its own, and those of the place. */
  readonly checks: readonly SavedCheck[];
}

/** Identity is a name, never a value. Pods of a node with the same name share one row: their figures are added. */
const keyOf = ({ workload }: SavedWorkload): string =>
  `${workload.namespace}/${workload.kind}/${workload.name}`;

const sideOf = (row: SavedWorkload, report: SavedReport): Side => ({
  workload: row.workload,
  verdict: row.verdict,
  rate: row.emissions?.facilityGco2eqPerHour ?? null,
  facilityWatts: facilityWattsOf(row.powerWatts, report),
  isBound: row.flags?.includes('lower-bound') ?? false,
  measured: measuredOf(row),
  checks: [...(report.site.findings ?? []), ...(row.findings ?? [])],
});

const plus = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;

const both = (one: Side, other: Side): Side => ({
  workload: one.workload,
  verdict: worstOf([one.verdict, other.verdict]),
  rate: plus(one.rate, other.rate),
  facilityWatts: plus(one.facilityWatts, other.facilityWatts),
  isBound: one.isBound || other.isBound,
  measured: bothMeasured(one.measured, other.measured),
  checks: [...one.checks, ...other.checks],
});

export function sidesOf(report: SavedReport): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const row of report.workloads) {
    const [key, side] = [keyOf(row), sideOf(row, report)];
    const known = sides.get(key);
    sides.set(key, known === undefined ? side : both(known, side));
  }
  return sides;
}

/** All workloads as one. A sum over a lower bound is one too. Of no workload no figure. */
export type Whole = Pick<Side, 'rate' | 'facilityWatts' | 'isBound' | 'measured'>;

export function wholeOf(sides: Iterable<Side>): Whole {
  let [rate, facilityWatts]: [number | null, number | null] = [0, 0];
  let gpuWatts: number | null = null;
  let [isBound, isEmpty] = [false, true];
  const nodes = new Set<string>();
  for (const side of sides) {
    rate = plus(rate, side.rate);
    facilityWatts = plus(facilityWatts, side.facilityWatts);
    if (side.measured.gpuWatts !== null) gpuWatts = (gpuWatts ?? 0) + side.measured.gpuWatts;
    isBound ||= side.isBound;
    isEmpty = false;
    for (const node of side.measured.nodes) nodes.add(node);
  }
  const measured = { nodes: [...nodes], gpuWatts };
  return isEmpty
    ? { rate: null, facilityWatts: null, isBound, measured }
    : { rate, facilityWatts, isBound, measured };
}
