/** `compare`: a what-if. Steps change the inputs one after the other, the same judge looks at each result; percentages are never added. */

import * as z from 'zod/mini';
import type { Evaluation } from '../audit/evaluate.ts';
import { foreignNote } from '../audit/foreign-note.ts';
import {
  type Judging,
  judgeTogether,
  limitsElsewhere,
  type Together,
  togetherAfter,
} from '../audit/judged-together.ts';
import type { Finding } from '../audit/report.ts';
import { applyStep, type Case, evaluateCase, shiftWarnings } from '../audit/scenario.ts';
import { isStatedFor } from '../audit/site.ts';
import type { Verdict } from '../audit/verdict.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Quantity } from '../evidence.ts';
import { regionOf } from '../grid/region-lookup.ts';
import type { Ports } from '../ports.ts';
import { HOURS_PER_MONTH, kwhOfWatts } from '../units.ts';
import { type Audited, audit } from './audit.ts';
import { AUDIT_FIELDS, list, text } from './audit-input.ts';
import { compareView } from './compare-view.ts';
import { defineOperation } from './define.ts';
import { type InputOf, needed, optional } from './fields.ts';
import { withHours } from './intensity-hours.ts';
import { type ReportHead, reportHead } from './report-head.ts';
import { stepOf } from './scenario-steps.ts';
import { openOf, subjectName, togetherOf, wholeSubject } from './subject.ts';

const price = () =>
  z.strictObject({
    amount: z.number().check(z.gte(0)),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  });

const FIELDS = {
  ...AUDIT_FIELDS,
  steps: needed(() => list(text(100), 20)),
  /** Per kWh of facility energy. */
  price: optional(price),
};
type Input = InputOf<typeof FIELDS>;

export interface Figures {
  readonly region: string;
  readonly powerWatts: number | null;
  readonly intensity: Quantity | null;
  readonly pue: Quantity;
  readonly itGco2eqPerHour: number | null;
  readonly facilityGco2eqPerHour: number | null;
  readonly projectedKgco2eqPerMonth: number | null;
  /** Projected cost of facility energy a month; null without a price. */
  readonly costPerMonth: number | null;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** after − before; negative is a saving. */
export interface Change {
  readonly powerWatts: number | null;
  readonly facilityGco2eqPerHour: number | null;
  readonly projectedKgco2eqPerMonth: number | null;
  readonly costPerMonth: number | null;
}

export interface StepResult {
  readonly scenario: string;
  /** null: applied. */
  readonly unapplied: string | null;
  readonly after: Figures;
  readonly contribution: Change;
}

export interface CompareResult extends ReportHead {
  readonly asOf: string;
  readonly subject: string;
  readonly pods: readonly string[];
  /** Of all pods, as those of a workload; `lower-bound`: they draw more, and every change is larger than is said here. */
  readonly flags: readonly string[];
  readonly currency: string | null;
  /** Of `before`: nobody said where the work runs. */
  readonly regionIsDefault: boolean;
  readonly before: Figures;
  readonly after: Figures;
  readonly change: Change;
  readonly changeRatio: number | null;
  readonly steps: readonly StepResult[];
  readonly gaps: readonly string[];
  readonly warnings: readonly Diagnostic[];
}

interface Asking {
  readonly judging: Judging;
  readonly price: number | null;
}

function costOf({ workload, site }: Evaluation, price: number | null): number | null {
  if (price === null || workload.powerWatts === null) return null;
  return kwhOfWatts(workload.powerWatts, HOURS_PER_MONTH) * site.pue.value * price;
}

function figuresOf(one: Case, together: Together, { judging, price }: Asking): Figures {
  const evaluation = evaluateCase(one, judging.context);
  const { workload, site, emissions } = evaluation;
  const { findings, verdict } = judgeTogether(one, together, judging);
  return {
    region: site.region.code,
    powerWatts: workload.powerWatts,
    intensity: withHours(one, evaluation),
    pue: site.pue,
    itGco2eqPerHour: emissions?.itGco2eqPerHour ?? null,
    facilityGco2eqPerHour: emissions?.facilityGco2eqPerHour ?? null,
    projectedKgco2eqPerMonth: emissions?.projectedKgco2eqPerMonth ?? null,
    costPerMonth: costOf(evaluation, price),
    verdict,
    findings,
  };
}

const minus = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before;

function changeOf(before: Figures, after: Figures): Change {
  return {
    powerWatts: minus(after.powerWatts, before.powerWatts),
    facilityGco2eqPerHour: minus(after.facilityGco2eqPerHour, before.facilityGco2eqPerHour),
    projectedKgco2eqPerMonth: minus(after.projectedKgco2eqPerMonth, before.projectedKgco2eqPerMonth),
    costPerMonth: minus(after.costPerMonth, before.costPerMonth),
  };
}

interface Taken {
  readonly steps: readonly StepResult[];
  /** Of the hours that were searched; each once. */
  readonly warnings: readonly Diagnostic[];
}

function take(steps: readonly string[], start: Case, all: Together, asking: Asking): Taken {
  const { context } = asking.judging;
  const warnings = new Map<string, Diagnostic>();
  let [current, together] = [start, all];
  let before = figuresOf(start, all, asking);
  const taken = steps.map((scenario) => {
    const step = stepOf(scenario);
    const { case: next, unapplied } = applyStep(current, step, context);
    together = togetherAfter(together, step);
    const after = figuresOf(next, together, asking);
    const contribution = changeOf(before, after);
    for (const warning of shiftWarnings(next, context)) warnings.set(warning.message, warning);
    current = next;
    before = after;
    return { scenario, unapplied, after, contribution };
  });
  return { steps: taken, warnings: [...warnings.values()] };
}

/** Each step is judged in its own region, by the day it has there. */
function notesOn(steps: readonly StepResult[], { judging, site, remarksOn }: Audited): Diagnostic[] {
  const { standards, context } = judging;
  const codes = new Set(steps.map(({ after }) => after.region));
  codes.delete(site.region.code);
  const places = [...codes].map((code) => regionOf(context.catalogue.regions, code));
  const byAverage = places.filter((place) => !isStatedFor(site, place));
  return [
    ...limitsElsewhere(places, judging, site),
    ...places.flatMap((place) => foreignNote(standards, place)),
    ...remarksOn(byAverage),
  ];
}

async function compare(input: Input, ports: Ports): Promise<CompareResult> {
  const { steps, price, ...rest } = input;
  // A step nobody understands is refused before anything is read.
  for (const step of steps) stepOf(step);
  const audited = await audit(rest, ports);
  const { assessment, site } = audited;
  const subject = subjectName(input);
  const workload = wholeSubject(audited, subject);
  const together = togetherOf(audited, workload);
  const asking: Asking = { judging: audited.judging, price: price?.amount ?? null };
  const start: Case = { workload, site, shiftMs: null };
  const before = figuresOf(start, together, asking);
  const taken = take(steps, start, together, asking);
  const after = taken.steps.at(-1)?.after ?? before;
  const change = changeOf(before, after);
  return {
    ...reportHead('compare'),
    asOf: assessment.asOf,
    subject,
    pods: workload.pods.map((pod) => `${pod.namespace}/${pod.name}`),
    flags: workload.flags,
    currency: price?.currency ?? null,
    regionIsDefault: site.regionIsDefault,
    before,
    after,
    change,
    changeRatio:
      before.facilityGco2eqPerHour && change.facilityGco2eqPerHour !== null
        ? change.facilityGco2eqPerHour / before.facilityGco2eqPerHour
        : null,
    steps: taken.steps,
    gaps: openOf(subject, workload.powerWatts, assessment.gaps),
    warnings: [...assessment.warnings, ...taken.warnings, ...notesOn(taken.steps, audited)],
  };
}

export default defineOperation<typeof FIELDS, CompareResult>({
  name: 'compare',
  title: 'Compare a what-if',
  description: 'Change region, time, size or PUE one after the other and judge the result again',
  fields: FIELDS,
  run: compare,
  view: compareView,
  // No gate, so what is missed does not fail; what is not known, be it only what it was before, is no answer.
  outcome: ({ after, change, gaps }) => ({
    verdict: after.verdict,
    exitCode:
      gaps.length > 0 || after.verdict === 'INCONCLUSIVE' || change.facilityGco2eqPerHour === null ? 4 : 0,
  }),
});
