/** `regions`: what the same work would emit elsewhere, by yearly averages of one publisher, so that like is compared with like. */

import * as z from 'zod/mini';
import { rankedRegions } from '../audit/advice.ts';
import type { Catalogue } from '../audit/catalogue.ts';
import { type Evaluation, evaluate } from '../audit/evaluate.ts';
import {
  type Judging,
  judgeTogether,
  limitsElsewhere,
  rulesIn,
  type Together,
} from '../audit/judged-together.ts';
import { refuseUnlike } from '../audit/like-intensities.ts';
import { limitNotes } from '../audit/limit-notes.ts';
import type { Finding } from '../audit/report.ts';
import { isStatedFor, type Site, siteKnown } from '../audit/site.ts';
import type { Verdict } from '../audit/verdict.ts';
import type { Workload } from '../audit/workload.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { AuditError } from '../errors.ts';
import type { Quantity } from '../evidence.ts';
import type { Region } from '../grid/region.ts';
import { regionOf } from '../grid/region-lookup.ts';
import type { Ports } from '../ports.ts';
import type { Standard } from '../standards/standard.ts';
import { DEFAULT_REGION, siteFor, standardsFor } from './audit.ts';
import { AUDIT_FIELDS, list, region as regionCode } from './audit-input.ts';
import { defineOperation } from './define.ts';
import { type InputOf, orNull, partOf, usually } from './fields.ts';
import { regionsNotes } from './regions-notes.ts';
import { type Subject, subjectOf } from './regions-subject.ts';
import { regionsView } from './regions-view.ts';
import { type ReportHead, reportHead } from './report-head.ts';

const PROVIDERS = ['aws', 'gcp', 'azure', 'naver', 'kakao'] as const;

const FIELDS = {
  ...AUDIT_FIELDS,
  /** Regions to look at; null: all that are ranked. */
  codes: orNull(() => list(regionCode(), 200)),
  provider: orNull(() => z.enum(PROVIDERS)),
  top: orNull(() => z.int().check(z.gte(1), z.lte(500))),
  /** false: compare places only, without reading Kepler. */
  withWorkload: usually(true, () => z.boolean()),
};
type Input = InputOf<typeof FIELDS>;

export interface RegionFigures {
  readonly code: string;
  readonly provider: string;
  readonly name: string;
  readonly country: string;
  readonly gridZone: string | null;
  readonly status: string;
  readonly intensity: Quantity | null;
  readonly pue: Quantity;
  /** Intensity × PUE, gCO2eq per kWh of IT energy. */
  readonly effectiveGco2eqPerKwh: number | null;
  /** Against the current region; negative is cleaner; null where that is 0, of which no share can be taken. */
  readonly changeRatio: number | null;
  readonly changeKgco2eqPerMonth: number | null;
  readonly projectedKgco2eqPerMonth: number | null;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

export interface RegionsResult extends ReportHead {
  readonly asOf: string;
  readonly subject: {
    readonly name: string;
    readonly powerWatts: number | null;
    /** As those of a workload; `lower-bound`: it draws more, and changes in kg a month are larger than is said here. */
    readonly flags: readonly string[];
  } | null;
  readonly current: RegionFigures;
  /** Nobody said that this is the current one. */
  readonly regionIsDefault: boolean;
  /** Cleanest first. */
  readonly regions: readonly RegionFigures[];
  readonly omitted: number;
  readonly notes: readonly string[];
  readonly gaps: readonly string[];
  /** Of the measurement the subject's power rests on, and of limits that were replaced. */
  readonly warnings: readonly Diagnostic[];
}

function effectiveOf({ intensity, pue }: Site): number | null {
  return intensity === null ? null : intensity.value * pue.value;
}

interface Comparing {
  readonly subject: Subject;
  /** The subject in the current place, and wherever the grid is the same that was stated for it. */
  readonly here: Together;
  readonly judging: Judging;
  readonly current: Evaluation;
}

const needsPower = ({ metric }: Standard): boolean => metric === 'power' || metric === 'emissions';

const monthly = ({ emissions }: Evaluation): number | null => emissions?.projectedKgco2eqPerMonth ?? null;
const difference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;

function figuresOf(site: Site, comparing: Comparing): RegionFigures {
  refuseUnlike(comparing.current.site, site);
  // What was stated is of the current grid, and so are its hours.
  const isHere = site === comparing.current.site || site.isIntensityStated;
  const together = isHere ? comparing.here : comparing.subject.together;
  const evaluation = evaluate(together.whole, site);
  const { findings, verdict } = judgeTogether({ site, shiftMs: null }, together, comparing.judging);
  const { code, provider, name, country, gridZone, status } = site.region;
  const effective = effectiveOf(site);
  const base = effectiveOf(comparing.current.site);
  return {
    code,
    provider,
    name,
    country,
    gridZone,
    status,
    intensity: site.intensity,
    pue: site.pue,
    effectiveGco2eqPerKwh: effective,
    changeRatio: effective === null || !base ? null : effective / base - 1,
    changeKgco2eqPerMonth: difference(monthly(evaluation), monthly(comparing.current)),
    projectedKgco2eqPerMonth: monthly(evaluation),
    verdict,
    findings,
  };
}

interface Asked {
  readonly regions: readonly Region[];
  /** What was named and is not looked at after all. */
  readonly notes: readonly string[];
}

function regionsAsked(input: Input, catalogue: Catalogue): Asked {
  const ranked = rankedRegions(catalogue.regions, catalogue).map(({ region }) => region);
  const isWanted = ({ provider }: Region): boolean => input.provider === null || provider === input.provider;
  if (input.codes === null) return { regions: ranked.filter(isWanted), notes: [] };
  const named = new Set(input.codes.map((code) => regionOf(catalogue.regions, code)));
  const unranked = [...named].filter((region) => !ranked.includes(region));
  const asked = [...ranked.filter((region) => named.has(region)), ...unranked];
  return { regions: asked.filter(isWanted), notes: leftOut(asked, isWanted, input.provider) };
}

/** Throws USAGE where nothing of what was named is left. */
function leftOut(
  asked: readonly Region[],
  isWanted: (region: Region) => boolean,
  provider: Input['provider'],
): readonly string[] {
  const others = asked.filter((region) => !isWanted(region)).map(({ code }) => code);
  if (others.length === 0) return [];
  const because = `${others.join(', ')} ${others.length === 1 ? 'is no region' : 'are no regions'} of ${provider}`;
  if (others.length < asked.length) return [`Left out: ${because}.`];
  throw new AuditError('USAGE', `nothing is left to compare with: ${because}`, {
    hint: 'give regions of that provider, or leave out --provider',
  });
}

/** Ranked again, because figures stated for the current region can move it. Stable: equals keep their order. */
const cleanestFirst = (one: RegionFigures, other: RegionFigures): number =>
  (one.effectiveGco2eqPerKwh ?? Number.MAX_VALUE) - (other.effectiveGco2eqPerKwh ?? Number.MAX_VALUE);

const measuredOf = (name: string, workload: Workload | null) => ({
  name,
  powerWatts: workload?.powerWatts ?? null,
  flags: workload?.flags ?? [],
});

/** Of a region nobody publishes a figure for, the answer says so; of a series that was stated, why it tells nothing here. */
const intensityGap = ({ intensity, noIntensity }: Site): readonly string[] =>
  intensity !== null || noIntensity === undefined
    ? []
    : [`${noIntensity}; give a series that covers it, or leave out --intensity`];

const placesOf = (shown: readonly RegionFigures[], { regions }: Catalogue): readonly Region[] =>
  shown.map(({ code }) => regionOf(regions, code));

/** Those that are shown with a published figure; an audit has said it of the current one. */
function othersOf(asked: readonly Region[], shown: readonly RegionFigures[], site: Site): readonly Region[] {
  const codes = new Set(shown.map(({ code }) => code));
  return asked.filter(
    (region) => codes.has(region.code) && region.code !== site.region.code && !isStatedFor(site, region),
  );
}

async function regions(input: Input, ports: Ports): Promise<RegionsResult> {
  const usual = await ports.catalogue();
  const place = await siteFor(input, usual, ports);
  // A region nobody knows is refused before anything is read.
  const named = regionsAsked(input, usual);
  const subject = await subjectOf(input.withWorkload ? partOf(AUDIT_FIELDS, input) : null, ports);
  const { lastMs } = subject;
  // By the year of what was measured, as an audit of it.
  const { site, catalogue } = subject.at ?? { site: place, catalogue: usual };
  const asked = catalogue === usual ? named : regionsAsked(input, catalogue);
  const standards = standardsFor(input, catalogue, ports);
  const judging: Judging = {
    context: { catalogue, nowMs: lastMs },
    standards: subject.workload === null ? standards.filter((standard) => !needsPower(standard)) : standards,
    minEvidence: input.minEvidence,
    lastMs,
  };
  const here = subject.at?.here ?? subject.together;
  const comparing: Comparing = { subject, here, judging, current: evaluate(here.whole, site) };
  const all = asked.regions
    .map((region) => figuresOf(siteKnown(region, [site], catalogue), comparing))
    .sort(cleanestFirst);
  const current = figuresOf(site, comparing);
  const { asOf } = rulesIn(site.region, judging);
  const shown = all.slice(0, input.top ?? all.length);
  // An audit has said it of the limits it judged by.
  const warnings = subject.at === null ? limitNotes(judging.standards, asOf) : subject.warnings;
  return {
    ...reportHead('regions'),
    asOf,
    subject: subject.name === null ? null : measuredOf(subject.name, subject.workload),
    current,
    regionIsDefault: site.regionIsDefault,
    regions: shown,
    omitted: all.length - shown.length,
    notes: [...asked.notes, ...regionsNotes(current, shown, site.isIntensityStated === true)],
    gaps: [...subject.gaps, ...intensityGap(site)],
    warnings: [
      ...warnings,
      ...(subject.at?.remarksOn(othersOf(asked.regions, shown, site)) ?? []),
      ...limitsElsewhere(placesOf(shown, catalogue), judging, site),
    ],
  };
}

export default defineOperation<typeof FIELDS, RegionsResult>({
  name: 'regions',
  title: 'Compare regions',
  description: `What the same work would emit in other regions (from ${DEFAULT_REGION} unless told otherwise)`,
  fields: FIELDS,
  run: regions,
  view: regionsView,
  // Against a place whose intensity nobody knows nothing was compared.
  outcome: ({ gaps, current }) => ({
    verdict: current.verdict,
    exitCode: gaps.length > 0 || current.effectiveGco2eqPerKwh === null ? 4 : 0,
  }),
});
