/** The part of a saved report that is compared. What early versions may not have said is absent. */

import type { Basis, Evidence, Signal } from '../evidence.ts';
import type { Verdict } from './verdict.ts';

/** What was judged, as far as the report says it. */
export interface SavedCheck {
  readonly standard: string;
  readonly metric?: string | undefined;
  readonly verdict?: string | undefined;
  readonly limit: { readonly value: number } | null;
}

export interface SavedWorkload {
  readonly workload: { readonly namespace: string; readonly kind: string; readonly name: string };
  readonly verdict: Verdict;
  readonly powerWatts: number | null;
  readonly gpuWatts?: number | null | undefined;
  readonly emissions: { readonly facilityGco2eqPerHour: number } | null;
  readonly flags?: readonly string[] | undefined;
  readonly nodes?: readonly string[] | undefined;
  readonly findings?: readonly SavedCheck[] | undefined;
}

export interface SavedEvidence extends Pick<Evidence, 'grade' | 'source' | 'year'> {
  readonly basis?: Basis | undefined;
  readonly signal?: Signal | undefined;
}

export interface SavedReport {
  readonly site: {
    readonly region: { readonly code: string };
    readonly intensity: { readonly value?: number | undefined; readonly evidence: SavedEvidence } | null;
    readonly pue?: { readonly value: number } | undefined;
    /** The same for every workload here. */
    readonly findings?: readonly SavedCheck[] | undefined;
  };
  /** null: one scrape. */
  readonly window?:
    | { readonly from: string; readonly to: string; readonly seconds: number }
    | null
    | undefined;
  readonly workloads: readonly SavedWorkload[];
  /** Every node that was read, with the zones that were added up. */
  readonly nodes?: readonly { readonly node: string; readonly zones: readonly string[] }[] | undefined;
}
