/** One standard against one observed quantity. "We could not know" is a verdict of its own. */

import { type Grade, isWeaker, type Quantity } from '../evidence.ts';
import { phasesInForce } from '../standards/lookup.ts';
import type { Comparator, Phase, Standard, Standing } from '../standards/standard.ts';
import type { Finding, Limit, Severity } from './report.ts';
import type { Verdict } from './verdict.ts';

export interface Rules {
  /** YYYY-MM-DD: phases in force that day apply. */
  readonly asOf: string;
  /** Weaker evidence makes a check INCONCLUSIVE. */
  readonly minEvidence: Grade;
}

export interface Observation {
  readonly observed: Quantity | null;
  /** Why there is nothing to observe. */
  readonly missing: string | null;
  readonly scope: Finding['scope'];
  /** What the true value may be, where some of it was not counted. Absent: it is what was observed. */
  readonly possible?: Possible | null;
  /** Of a figure made of several: which are as weak as the whole, and what to do. */
  readonly weakParts?: string | null;
}

/** Both ends included; a lower bound has no greatest value. */
export interface Possible {
  readonly least: number;
  readonly greatest: number;
}

/** A voluntary code warns; everything else gates. */
const severityOf = (standing: Standing): Severity => (standing === 'voluntary' ? 'warning' : 'error');

const meets = (value: number, comparator: Comparator, limit: number): boolean =>
  comparator === '<=' ? value <= limit : value >= limit;

/** The same figure in every sentence: at most three decimals, no grouping. */
export const shown = (value: number): string => String(Number(value.toFixed(3)));

interface TestablePhase extends Phase {
  readonly limit: number;
  readonly comparator: Comparator;
}

const isTestable = (phase: Phase): phase is TestablePhase =>
  phase.limit !== null && phase.comparator !== null;

/** null of a limit of 0: there is no share of nothing. */
function marginRatio(value: number, { comparator, value: limit }: Limit): number | null {
  if (limit === 0) return null;
  return (comparator === '<=' ? limit - value : value - limit) / limit;
}

/** A value just beside its limit keeps all its digits and so does the limit: no sentence says "424 misses <= 424". */
function compared(value: number, limit: Limit, verdict: Verdict): string {
  const relation = verdict === 'COMPLIANT' ? 'meets' : 'misses';
  const isBeside = value !== limit.value && shown(value) === shown(limit.value);
  const text = isBeside ? String : shown;
  return `${text(value)} ${relation} ${limit.comparator} ${text(limit.value)} ${limit.unit}`;
}

const limitOf = (phase: TestablePhase, unit: string): Limit => ({
  comparator: phase.comparator,
  value: phase.limit,
  unit,
});

/** What a phase demands and of whom, for a sentence. */
function demandOf(phase: Phase): string {
  const demand = isTestable(phase) ? `${phase.comparator} ${shown(phase.limit)}` : 'nothing';
  return `${demand} (${phase.condition ?? phase.applicability})`;
}

/** Under its condition, a phase without a limit demands nothing and is met; without a condition it says nothing at all. */
const isDemand = (phase: Phase): boolean => isTestable(phase) || phase.condition !== undefined;

/** Which phase applies can depend on facts nobody told us (age of the site, climate): agreement decides, else INCONCLUSIVE. */
function comparedWithAll(quantity: Quantity, phases: readonly Phase[], unit: string): Judgement {
  const testable = phases.filter(isTestable);
  const failing = testable.filter((phase) => !meets(quantity.value, phase.comparator, phase.limit));
  const limit = limitOf(failing[0] ?? (testable[0] as TestablePhase), unit);
  if (failing.length > 0 && failing.length < phases.length) {
    const reason = `${shown(quantity.value)} meets only some of what may apply: ${phases.map(demandOf).join('; ')}`;
    return { verdict: 'INCONCLUSIVE', limit, reason };
  }
  const verdict: Verdict = failing.length === 0 ? 'COMPLIANT' : 'NON_COMPLIANT';
  return { verdict, limit, reason: compared(quantity.value, limit, verdict) };
}

type Judgement = Pick<Finding, 'verdict' | 'limit' | 'reason'>;

const undecided = (verdict: Verdict, reason: string): Judgement => ({ verdict, limit: null, reason });

function tooWeak({ evidence }: Quantity, minEvidence: Grade, limit: Limit, parts = ''): Judgement {
  const { grade, source } = evidence;
  const weaker = `evidence is ${grade} (${source}), weaker than the ${minEvidence} that is asked for`;
  const reason = parts === '' ? weaker : `${weaker}: ${parts}`;
  return { verdict: 'INCONCLUSIVE', limit, reason };
}

/** Published limits of an intensity are about the average of a grid. What one demands of oneself may be about either. */
const isOfAnotherKind = ({ metric, standing }: Standard, { evidence }: Quantity): boolean =>
  metric === 'carbon-intensity' && standing !== 'internal' && evidence.signal === 'marginal';

function unlike(quantity: Quantity, limit: Limit): Judgement {
  const reason = `${shown(quantity.value)} is a marginal intensity, and ${limit.comparator} ${shown(limit.value)} is about the average of a grid: the two are not compared`;
  return { verdict: 'INCONCLUSIVE', limit, reason };
}

/** Proven is what holds at both ends: a lower bound can show that a maximum is missed, never that it is kept. */
function proven(
  judged: Judgement,
  quantity: Quantity,
  possible: Possible,
  phases: readonly Phase[],
): Judgement {
  const { least, greatest } = possible;
  const open = phases
    .filter(isTestable)
    .find(({ comparator, limit }) => meets(least, comparator, limit) !== meets(greatest, comparator, limit));
  const { limit } = judged;
  if (open === undefined || limit === null) return judged;
  return {
    verdict: 'INCONCLUSIVE',
    limit,
    reason: `${shown(quantity.value)} is ${openness(possible, limit)}`,
  };
}

function openness({ least, greatest }: Possible, { comparator, value, unit }: Limit): string {
  const demand = `${comparator} ${shown(value)} ${unit}`;
  if (!Number.isFinite(least))
    return 'the mean of what was counted: what was not may have been used in hours of which no figure is known';
  if (Number.isFinite(greatest))
    return `the mean of what was counted: with what was not it lies between ${shown(least)} and ${shown(greatest)}, on both sides of ${demand}`;
  const shows = comparator === '<=' ? 'missed, never that it is kept' : 'kept, never that it is missed';
  return `a lower bound: it could show that ${demand} is ${shows}`;
}

function judgement(standard: Standard, observation: Observation, rules: Rules): Judgement {
  const { observed, missing, possible, weakParts } = observation;
  if (standard.unmeasurable !== null) return undecided('NOT_APPLICABLE', standard.unmeasurable);
  const phases = phasesInForce(standard, rules.asOf).filter(isDemand);
  const phase = phases.find(isTestable);
  if (phase === undefined) return undecided('NOT_APPLICABLE', `no limit in force on ${rules.asOf}`);
  if (observed === null) {
    return { ...undecided('INCONCLUSIVE', missing ?? 'not measured'), limit: limitOf(phase, standard.unit) };
  }
  const limit = limitOf(phase, standard.unit);
  if (isOfAnotherKind(standard, observed)) return unlike(observed, limit);
  if (isWeaker(observed.evidence.grade, rules.minEvidence))
    return tooWeak(observed, rules.minEvidence, limit, weakParts ?? '');
  const judged = comparedWithAll(observed, phases, standard.unit);
  return possible ? proven(judged, observed, possible, phases) : judged;
}

export function judge(standard: Standard, observation: Observation, rules: Rules): Finding {
  const { observed, scope } = observation;
  const { verdict, limit, reason } = judgement(standard, observation, rules);
  return {
    standard: standard.code,
    metric: standard.metric,
    scope,
    verdict,
    severity: severityOf(standard.standing),
    observed,
    limit,
    marginRatio: observed && limit ? marginRatio(observed.value, limit) : null,
    reason,
  };
}
