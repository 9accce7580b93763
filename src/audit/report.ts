/** The shapes of an audit's answer. Plain JSON: every number in the unit its name says, unknown is null. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Grade, Quantity } from '../evidence.ts';
import type { Comparator, Metric, Standing } from '../standards/standard.ts';
import type { Selection } from './select.ts';
import type { Verdict } from './verdict.ts';
import type { GroupBy } from './workload.ts';

export type Severity = 'error' | 'warning';

export interface Limit {
  readonly comparator: Comparator;
  readonly value: number;
  readonly unit: string;
}

/** One standard applied to one subject. */
export interface Finding {
  readonly standard: string;
  readonly metric: Metric | 'other' | 'evidence';
  /** `site`: the same answer for every workload here, so it stands once. */
  readonly scope: 'workload' | 'site';
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly observed: Quantity | null;
  readonly limit: Limit | null;
  /** (limit − observed) / limit; negative when a maximum is exceeded; null where either is unknown or the limit is 0. */
  readonly marginRatio: number | null;
  /** One sentence: the comparison, or why there is none. */
  readonly reason: string;
}

/** Rates at the observed power; projections keep that power for 730 h and 8760 h. */
export interface Emissions {
  readonly itGco2eqPerHour: number;
  readonly facilityGco2eqPerHour: number;
  readonly projectedKgco2eqPerMonth: number;
  readonly projectedKgco2eqPerYear: number;
  readonly grade: Grade;
}

export interface WorkloadName {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** `inferred`: the owner was read off the pod name. */
  readonly ownerFrom: 'pod' | 'inferred';
}

/** An optimisation and its effect, computed by judging the changed inputs again. */
export interface Option {
  /** As `compare --with` takes it. */
  readonly scenario: string;
  readonly description: string;
  readonly savingKgco2eqPerMonth: number | null;
  readonly savingRatio: number | null;
  readonly verdictAfter: Verdict;
  readonly grade: Grade;
}

export interface WorkloadAssessment {
  readonly workload: WorkloadName;
  readonly pods: readonly string[];
  readonly nodes: readonly string[];
  readonly verdict: Verdict;
  readonly powerWatts: number | null;
  readonly packageWatts: number | null;
  readonly dramWatts: number | null;
  readonly gpuWatts: number | null;
  /** Share of the node's idle power, with `--idle share`; part of powerWatts. */
  readonly idleShareWatts: number | null;
  /** Energy over the window; null with a single scrape. */
  readonly energyKwh: number | null;
  readonly powerMethod: 'gauge' | 'counter';
  /** Σ(E·I)/ΣE over the window, or the yearly average. */
  readonly effectiveIntensity: Quantity | null;
  readonly emissions: Emissions | null;
  /** Of the weakest input; null where the power is unknown. */
  readonly grade: Grade | null;
  readonly flags: readonly string[];
  readonly findings: readonly Finding[];
  readonly options: readonly Option[];
}

export interface NodeSummary {
  readonly node: string;
  readonly keplerVersion: string | null;
  readonly powerMethod: 'gauge' | 'counter';
  readonly zones: readonly string[];
  readonly totalWatts: number | null;
  /** Pods this report judges; null where all of them are unmeasured. */
  readonly assessedWatts: number | null;
  /** Pods outside the selection; null where all of them are unmeasured. */
  readonly otherPodsWatts: number | null;
  readonly outsidePodsWatts: number | null;
  readonly idleWatts: number | null;
}

export interface SiteReport {
  readonly region: {
    readonly code: string;
    readonly provider: string;
    readonly name: string;
    readonly gridZone: string | null;
    readonly isDefault: boolean;
  };
  readonly intensity: Quantity | null;
  readonly pue: Quantity;
  readonly findings: readonly Finding[];
  readonly options: readonly Option[];
}

export interface StandardNote {
  readonly code: string;
  readonly name: string;
  readonly localName: string | null;
  readonly jurisdiction: string;
  readonly standing: Standing;
  readonly standingNote: string;
  readonly citation: { readonly title: string; readonly url: string };
}

export interface SourceNote {
  readonly sha256: string;
  readonly bytes: number;
  readonly takenAt: string | null;
  readonly nodes: readonly string[];
}

export interface Totals {
  readonly workloads: number;
  readonly compliant: number;
  readonly nonCompliant: number;
  readonly inconclusive: number;
  readonly powerWatts: number | null;
  readonly itGco2eqPerHour: number | null;
  readonly facilityGco2eqPerHour: number | null;
  readonly projectedKgco2eqPerMonth: number | null;
}

export interface GateReport {
  readonly failOn: 'error' | 'warning' | 'none';
  readonly minEvidence: Grade;
  readonly passed: boolean;
  readonly exitCode: 0 | 1 | 4;
  readonly reasons: readonly string[];
}

export interface Coverage {
  /** Nodes read. */
  readonly nodes: number;
  /** Discovered endpoints that did not answer. */
  readonly missing: readonly { readonly origin: string; readonly reason: string }[];
  readonly podsMeasured: number;
  readonly podsSeen: number;
}

/** Which workloads were asked for, and what counts as one. */
export interface ReportSelection extends Selection {
  readonly groupBy: GroupBy;
  readonly idle: 'none' | 'share';
}

export interface Assessment {
  readonly verdict: Verdict;
  readonly asOf: string;
  readonly window: { readonly from: string; readonly to: string; readonly seconds: number } | null;
  readonly site: SiteReport;
  readonly workloads: readonly WorkloadAssessment[];
  readonly nodes: readonly NodeSummary[];
  readonly totals: Totals;
  readonly coverage: Coverage;
  readonly gate: GateReport;
  /** What no finding carries: a workload that was not found, endpoints that did not answer. */
  readonly gaps: readonly string[];
  readonly standards: readonly StandardNote[];
  readonly warnings: readonly Diagnostic[];
  readonly sources: readonly SourceNote[];
}
