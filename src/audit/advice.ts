/** What would change the answer: options for a subject that fails or is near a limit, each computed by judging again. */

import type { Region } from '../grid/region.ts';
import { byCodeUnit } from '../text-order.ts';
import { MS_PER_HOUR } from '../units.ts';
import type { Catalogue } from './catalogue.ts';
import { pueOf } from './catalogue-lookup.ts';
import type { Evaluation } from './evaluate.ts';
import { type Judging, judgeTogether, type Together, togetherAfter } from './judged-together.ts';
import { areAlike } from './like-intensities.ts';
import type { Finding, Option } from './report.ts';
import { TIE_RATIO } from './saving.ts';
import {
  applyStep,
  type Case,
  evaluateCase,
  type ScenarioContext,
  type Step,
  shiftWarnings,
} from './scenario.ts';
import { publishedQuantity, type Site } from './site.ts';

/** Within this part of the limit a small change of the inputs turns the verdict. */
export const NEAR_LIMIT_RATIO = 0.05;
const SHIFT_HOURS = 4;

export const isAtRisk = ({ verdict, marginRatio }: Finding): boolean =>
  verdict === 'NON_COMPLIANT' ||
  (verdict === 'COMPLIANT' && marginRatio !== null && marginRatio < NEAR_LIMIT_RATIO);

interface Candidate {
  readonly step: Step;
  readonly scenario: string;
  readonly description: string;
}

interface RankedRegion {
  readonly region: Region;
  readonly effective: number;
}

/** intensity × PUE in gCO2eq per kWh of the workload; null where no intensity is published. */
const effectiveOf = (region: Region, catalogue: Catalogue): number | null =>
  region.intensity === null ? null : region.intensity.gco2eqPerKwh * pueOf(catalogue, region).ratio;

/** Cleanest first. Regions without a published intensity cannot be ranked. */
export function rankedRegions(regions: Iterable<Region>, catalogue: Catalogue): readonly RankedRegion[] {
  const ranked: RankedRegion[] = [];
  for (const region of regions) {
    const effective = effectiveOf(region, catalogue);
    if (effective !== null) ranked.push({ region, effective });
  }
  return ranked.sort((a, b) => a.effective - b.effective || byCodeUnit(a.region.code, b.region.code));
}

/** Cleanest open region of the same provider: the move that needs no new contract. The first that `rankedRegions` has of these. */
function cleanestOpen({ catalogue }: ScenarioContext, { site }: Case): Region | null {
  let cleanest: Region | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const region of catalogue.regions.of(site.region.provider)) {
    const effective = region.status === 'public' ? effectiveOf(region, catalogue) : null;
    if (effective === null || effective > least) continue;
    if (effective === least && cleanest !== null && byCodeUnit(region.code, cleanest.code) > 0) continue;
    if (!areAlike(site, { intensity: publishedQuantity(region) })) continue;
    cleanest = region;
    least = effective;
  }
  return cleanest;
}

function moveCandidate(context: ScenarioContext, from: Case): Candidate[] {
  const region = cleanestOpen(context, from);
  if (region === null || region.code === from.site.region.code) return [];
  return [
    {
      step: { kind: 'region', code: region.code },
      scenario: `region=${region.code}`,
      description: `move to ${region.code} (${region.name}); latency and data residency are not weighed`,
    },
  ];
}

const shiftCandidate: Candidate = {
  step: { kind: 'temporal-shift', durationMs: SHIFT_HOURS * MS_PER_HOUR },
  scenario: `temporal-shift=${SHIFT_HOURS}h`,
  description: `run in the cleanest ${SHIFT_HOURS} h of the day, if the work can wait`,
};

/** In tenths of a percent, rounded up until what is left is within the limit, rounding of the engine included. */
function percentDown(observed: number, limit: number): number {
  const tenths = Math.ceil((1 - limit / observed) * 1000);
  const isEnough = observed * (1 - tenths / 1000) <= limit * (1 - 1e-12);
  return (isEnough ? tenths : tenths + 1) / 10;
}

const isExceededBudget = ({ metric, verdict }: Finding): boolean =>
  verdict === 'NON_COMPLIANT' && (metric === 'power' || metric === 'emissions');

/** Only from a budget that is exceeded: the reduction it takes. Nothing is promised about waste nobody measured. */
function resizeCandidates(findings: readonly Finding[]): Candidate[] {
  const needed = findings
    .filter(isExceededBudget)
    .map(({ observed, limit }) => percentDown(observed?.value ?? 1, limit?.value ?? 0));
  const percent = Math.max(0, ...needed);
  // A budget that only switching off would meet is no advice.
  if (percent <= 0 || percent >= 100) return [];
  return [
    {
      step: { kind: 'right-size', changeRatio: -percent / 100 },
      scenario: `right-size=-${percent}%`,
      description: `draw ${percent} % less power: what the budget takes`,
    },
  ];
}

function pueCandidates(findings: readonly Finding[]): Candidate[] {
  const failing = findings.find(({ metric, verdict }) => metric === 'pue' && verdict === 'NON_COMPLIANT');
  if (!failing?.limit) return [];
  const ratio = failing.limit.value;
  return [
    { step: { kind: 'pue', ratio }, scenario: `pue=${ratio}`, description: `bring the site to PUE ${ratio}` },
  ];
}

const monthly = ({ emissions }: Evaluation): number | null => emissions?.projectedKgco2eqPerMonth ?? null;

interface Effect {
  readonly option: Option;
  /** Of what was measured; null where nothing is known. */
  readonly savingRatio: number | null;
}

function savingOf(from: Case, evaluation: Evaluation, { context }: Judging) {
  const [before, after] = [monthly(evaluateCase(from, context)), monthly(evaluation)];
  const saving = before === null || after === null ? null : before - after;
  return { saving, savingRatio: saving === null || !before ? null : saving / before };
}

const SEARCHED_IN_PART = '; the intensity of that day is known in part only, and the rest was not searched';

/** What all of them would save is not known as soon as one of them was not measured. */
function effectOf(candidate: Candidate, from: Case, together: Together, judging: Judging): Effect | null {
  const { step, scenario, description } = candidate;
  const applied = applyStep(from, step, judging.context);
  if (applied.unapplied !== null) return null;
  const evaluation = evaluateCase(applied.case, judging.context);
  const { saving, savingRatio } = savingOf(from, evaluation, judging);
  const isSearchedInPart = shiftWarnings(applied.case, judging.context).length > 0;
  const isKnown = together.whole.powerWatts !== null;
  const option = {
    scenario,
    description: `${description}${isSearchedInPart ? SEARCHED_IN_PART : ''}`,
    savingKgco2eqPerMonth: isKnown ? saving : null,
    savingRatio: isKnown ? savingRatio : null,
    verdictAfter: judgeTogether(applied.case, togetherAfter(together, step), judging).verdict,
    grade: evaluation.emissions?.grade ?? from.workload.grade,
  };
  return { option, savingRatio };
}

const isOpen = ({ verdict }: Finding): boolean => verdict === 'NON_COMPLIANT' || verdict === 'INCONCLUSIVE';

/** Saves more than rounding, or turns a verdict that is not COMPLIANT yet. */
const helps = ({ savingRatio, option }: Effect, findings: readonly Finding[]): boolean =>
  (savingRatio ?? 0) > TIE_RATIO || (option.verdictAfter === 'COMPLIANT' && findings.some(isOpen));

/** Of the work in a place, whatever a finding says. Largest effect first. */
export function allOptions(
  site: Site,
  together: Together,
  findings: readonly Finding[],
  judging: Judging,
): readonly Option[] {
  const from: Case = { workload: together.measured, site, shiftMs: null };
  const candidates = [
    shiftCandidate,
    ...moveCandidate(judging.context, from),
    ...resizeCandidates(findings),
    ...pueCandidates(findings),
  ];
  return candidates
    .map((candidate) => effectOf(candidate, from, together, judging))
    .filter((effect) => effect !== null)
    .filter((effect) => helps(effect, findings))
    .sort((a, b) => (b.savingRatio ?? 0) - (a.savingRatio ?? 0))
    .map(({ option }) => option);
}

/** None when no finding fails or is near its limit: a compliant workload gets no advice it does not need. */
export const optionsFor: typeof allOptions = (site, together, findings, judging) =>
  findings.some(isAtRisk) ? allOptions(site, together, findings, judging) : [];
