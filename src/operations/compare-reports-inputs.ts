/** What two reports were made with, where it differs: then a figure or a verdict can change with no workload's doing. */

import { emittingOf, intensityOf, wereOtherHours } from '../audit/used-hours.ts';
import { figuresBeside } from './figures.ts';
import type { SavedAssessment, SavedFinding } from './saved-assessment.ts';

type Limits = ReadonlyMap<string, ReadonlySet<string>>;

/** Without rounding: two limits that differ must look it. */
const limitText = ({ limit }: SavedFinding): string | null =>
  limit === null
    ? null
    : `${limit.comparator} ${limit.value}${limit.unit === 'ratio' ? '' : ` ${limit.unit}`}`;

/** By the code of the standard; none where nothing was judged by it, or the report does not say. */
function limitsOf({ standards = [], site, workloads }: SavedAssessment): Limits {
  const limits = new Map(standards.map(({ code }) => [code, new Set<string>()]));
  const note = (finding: SavedFinding): void => {
    // Power nobody measured is a finding, and no standard.
    if (finding.metric === 'evidence') return;
    const of = limits.get(finding.standard) ?? new Set();
    const text = limitText(finding);
    limits.set(finding.standard, text === null ? of : of.add(text));
  };
  site.findings?.forEach(note);
  for (const { findings } of workloads) findings?.forEach(note);
  return limits;
}

const said = (limits: ReadonlySet<string> | undefined): string => [...(limits ?? [])].sort().join(' and ');

function alone(side: 'base' | 'head', its: Limits, others: Limits): string[] {
  return [...its]
    .filter(([code]) => !others.has(code))
    .map(([code, limits]) => `${[code, said(limits)].filter(Boolean).join(' ')} in the ${side} alone`);
}

function standardsApart(base: Limits, head: Limits): string[] {
  // A report of an early version may say nothing of its standards.
  if (base.size === 0 || head.size === 0) return [];
  const changed = [...base]
    .map(([code, limits]) => [code, said(limits), said(head.get(code))] as const)
    .filter(([, before, after]) => before !== '' && after !== '' && before !== after)
    .map(([code, before, after]) => `${code} ${before} → ${after}`);
  return [...alone('base', base, head), ...alone('head', head, base), ...changed];
}

function figureApart(name: string, before: number | undefined, after: number | undefined): string[] {
  if (before === undefined || after === undefined || before === after) return [];
  return [`${name} ${figuresBeside(before, after).join(' → ')}`];
}

/** A verdict can turn on it alone: what was too weak before is enough now. */
function evidenceApart({ gate: before }: SavedAssessment, { gate: after }: SavedAssessment): string[] {
  const [one, other] = [before?.minEvidence, after?.minEvidence];
  return one === undefined || other === undefined || one === other
    ? []
    : [`--min-evidence ${one} → ${other}`];
}

/** To the second: "2026-04-21T10:00:00.000Z" says no more. */
const timeText = (iso: string): string => iso.replace('.000Z', 'Z');

const windowText = ({ window }: SavedAssessment): string =>
  window ? `${timeText(window.from)} to ${timeText(window.to)}` : 'none';

/** Both windows, and the intensity of the energy that was used in them. Without any the figures of the place say it. */
function hoursOfBoth(base: SavedAssessment, head: SavedAssessment): string[] {
  if (!base.window && !head.window) return [];
  const [before, after] = [base, head].map((report) => emittingOf(report));
  if (!before || !after || !wereOtherHours(base, head)(before, after)) return [];
  const [one, other] = [before, after].map((used) => intensityOf(used) ?? 0);
  const used = figuresBeside(one as number, other as number).join(' → ');
  const [first, last] = [base, head].map(windowText);
  if (first === last) return [`gCO2eq/kWh of the window ${first} ${used}, by another source`];
  return [`window ${first} → ${last}, with gCO2eq/kWh of ${used}`];
}

/** Each a phrase; none where both were made with the same, as far as they say. */
export function inputsApart(base: SavedAssessment, head: SavedAssessment): readonly string[] {
  return [
    ...figureApart('PUE', base.site.pue?.value, head.site.pue?.value),
    ...figureApart('gCO2eq/kWh', base.site.intensity?.value, head.site.intensity?.value),
    ...hoursOfBoth(base, head),
    ...evidenceApart(base, head),
    ...standardsApart(limitsOf(base), limitsOf(head)),
  ];
}
