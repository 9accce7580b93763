/** A cloud region, its grid zone and its site; every figure with source and year. */

import type { Basis, Evidence, Signal } from '../evidence.ts';

export interface Region {
  readonly provider: 'aws' | 'gcp' | 'azure' | 'naver' | 'kakao';
  readonly code: string;
  readonly name: string;
  readonly country: string;
  /** IANA name; hours of profiles are hours of this clock. */
  readonly timeZone: string;
  readonly status: string;
  /** null where no grid zone could be found. */
  readonly gridZone: string | null;
  readonly intensity: RegionIntensity | null;
  /** Published for this region; null: the provider publishes none. */
  readonly pue: RegionPue | null;
  /** For looking up by place; absent where the provider names none. */
  readonly city?: string;
  /** What a reader should know of this entry, e.g. that its grid zone was inferred from the site. */
  readonly notes?: readonly string[];
}

export interface RegionIntensity {
  readonly gco2eqPerKwh: number;
  readonly evidence: Evidence;
}

export interface RegionPue {
  readonly ratio: number;
  readonly evidence: Evidence;
}

/** The shape of an average day, 24 local hours each, in gCO2eq/kWh of the profile's own year. */
export interface DayProfile {
  readonly gridZone: string;
  readonly timeZone: string;
  readonly year: number;
  readonly source: string;
  readonly signal: Signal;
  readonly basis: Basis;
  readonly annual: readonly number[];
  readonly seasons: Readonly<Record<'DJF' | 'MAM' | 'JJA' | 'SON', readonly number[]>>;
  readonly weekday: readonly number[];
  readonly weekend: readonly number[];
}
