/** What-if: steps transform the inputs of a subject one after the other, and the same judge looks at the result. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Quantity } from '../evidence.ts';
import type { Region } from '../grid/region.ts';
import { regionOf } from '../grid/region-lookup.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { MS_PER_HOUR } from '../units.ts';
import type { Catalogue } from './catalogue.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { refuseUnlike } from './like-intensities.ts';
import { INTENSITY_UNIT, type Site, siteKnown } from './site.ts';
import { cleanestWindow } from './window-search.ts';
import type { Workload } from './workload.ts';

export type Step =
  | { readonly kind: 'temporal-shift'; readonly durationMs: number }
  /** null: no percentage was given, and none is made up. */
  | { readonly kind: 'right-size'; readonly changeRatio: number | null }
  | { readonly kind: 'region'; readonly code: string }
  | { readonly kind: 'pue'; readonly ratio: number };

export interface Case {
  readonly workload: Workload;
  readonly site: Site;
  /** Length of the run that is moved to the cleanest hours; null: runs when it runs. */
  readonly shiftMs: number | null;
  /** Places it has moved away from, the last one first, as they were: a move back finds what was stated for them. */
  readonly left?: readonly Site[];
}

export interface ScenarioContext {
  readonly catalogue: Catalogue;
  /** The search for the cleanest window begins with this hour and covers the starts of 24 h. */
  readonly nowMs: number;
}

/** A step that cannot be taken says why; the case stays as it was. */
export type Applied = { readonly case: Case; readonly unapplied: string | null };

const kept = (from: Case, unapplied: string): Applied => ({ case: from, unapplied });
const changed = (from: Case, change: Partial<Case>): Applied => ({
  case: { ...from, ...change },
  unapplied: null,
});

/** As much more or less of everything it draws. */
export function resized(workload: Workload, changeRatio: number): Workload {
  const factor = 1 + changeRatio;
  const scaled = (watts: number | null): number | null => (watts === null ? null : watts * factor);
  return {
    ...workload,
    powerWatts: scaled(workload.powerWatts),
    packageWatts: scaled(workload.packageWatts),
    dramWatts: scaled(workload.dramWatts),
    gpuWatts: scaled(workload.gpuWatts),
    intervals: workload.intervals.map((interval) => ({ ...interval, joules: interval.joules * factor })),
    // What the resized workload would draw is the operator's statement.
    grade: workload.grade === 'measured' ? 'declared' : workload.grade,
  };
}

function noProfile({ intensity, region }: Site): string {
  const isStated = intensity?.evidence.grade === 'declared';
  const because = isStated
    ? 'one intensity was stated for all hours'
    : `no intensity by hour is known for ${region.code}`;
  return `${because}, so there is no cleaner time to move to`;
}

function pueStep(from: Case, ratio: number): Applied {
  const evidence = { grade: 'declared', source: 'scenario: stated by the operator', year: null } as const;
  return changed(from, { site: { ...from.site, pue: { value: ratio, unit: 'ratio', evidence } } });
}

function shiftStep(from: Case, durationMs: number, { nowMs }: ScenarioContext): Applied {
  const { site } = from;
  if (site.seriesOver === null) return kept(from, noProfile(site));
  const { found } = cleanestRun(site.seriesOver, durationMs, nowMs);
  return found.kind === 'found' ? changed(from, { shiftMs: durationMs }) : kept(from, found.message);
}

/** To where the work is already is no move. */
function moveStep(from: Case, region: Region, catalogue: Catalogue): Applied {
  const [here, ...left] = [from.site, ...(from.left ?? [])];
  const site = siteKnown(region, [here, ...left], catalogue);
  if (site === here) return changed(from, {});
  refuseUnlike(here, site);
  return changed(from, { site, left: [here, ...left] });
}

/** Starts that are looked at; a longer run fits in no day. */
const SEARCHED_MS = 24 * MS_PER_HOUR;

type SeriesOver = NonNullable<Site['seriesOver']>;

interface CleanestRun {
  readonly durationMs: number;
  readonly fromMs: number;
  readonly series: IntensitySeries;
  readonly found: ReturnType<typeof cleanestWindow>;
}

/** The last search in each place: for every workload of a report it is the same. */
const lastSearchIn = new WeakMap<SeriesOver, CleanestRun>();

/**
 * Begun in the 24 h from the hour that has begun, so that no start of a day is cut off by its end. Two reports made one after
 * the other are then the same to the last digit, which they are not where each begins its sums at its own millisecond.
 */
function cleanestRun(seriesOver: SeriesOver, durationMs: number, nowMs: number): CleanestRun {
  const fromMs = nowMs - (nowMs % MS_PER_HOUR);
  const last = lastSearchIn.get(seriesOver);
  if (last?.durationMs === durationMs && last.fromMs === fromMs) return last;
  const deadlineMs = fromMs + SEARCHED_MS + (durationMs <= SEARCHED_MS ? durationMs : 0);
  const series = seriesOver(fromMs, deadlineMs);
  const found = cleanestWindow({ series, earliestMs: fromMs, deadlineMs, durationMs });
  const run = { durationMs, fromMs, series, found };
  lastSearchIn.set(seriesOver, run);
  return run;
}

/** Applies one step. Throws AuditError USAGE for an unknown region, MIXED_SIGNALS for one with another kind of intensity. */
export function applyStep(from: Case, step: Step, context: ScenarioContext): Applied {
  const { catalogue } = context;
  switch (step.kind) {
    case 'temporal-shift':
      return shiftStep(from, step.durationMs, context);
    case 'right-size':
      return step.changeRatio === null
        ? kept(
            from,
            'no percentage was given and usage is not measured here: state one, for example right-size=-20%',
          )
        : changed(from, { workload: resized(from.workload, step.changeRatio) });
    case 'region':
      return moveStep(from, regionOf(catalogue.regions, step.code), catalogue);
    case 'pue':
      return pueStep(from, step.ratio);
  }
}

/** Work that was moved in time and then in place, to where only the yearly figure is known: the shift gains nothing there. */
function unshifted({ intensity, ...site }: Site): Quantity | null {
  if (intensity === null) return null;
  const { evidence } = intensity;
  const note = [noProfile({ intensity, ...site }), evidence.note].filter(Boolean).join('; ');
  return { ...intensity, evidence: { ...evidence, note } };
}

/** Mean intensity of the cleanest run of that length that begins in the 24 h from now; null where the series does not cover it. */
function shiftedIntensity(site: Site, shiftMs: number, nowMs: number): Quantity | null {
  if (site.seriesOver === null) return unshifted(site);
  const { series, found } = cleanestRun(site.seriesOver, shiftMs, nowMs);
  if (found.kind !== 'found') return null;
  return {
    value: found.meanGco2eqPerKwh,
    unit: INTENSITY_UNIT,
    evidence: { ...series.evidence, signal: series.signal, basis: series.basis },
  };
}

/** Where the intensity of the 24 h is known in part only, the cleanest hours may lie in the rest. */
export function shiftWarnings({ site, shiftMs }: Case, { nowMs }: ScenarioContext): readonly Diagnostic[] {
  if (shiftMs === null || site.seriesOver === null) return [];
  const { found } = cleanestRun(site.seriesOver, shiftMs, nowMs);
  return found.kind === 'found' ? found.warnings : [];
}

export function evaluateCase({ workload, site, shiftMs }: Case, { nowMs }: ScenarioContext): Evaluation {
  return shiftMs === null
    ? evaluate(workload, site)
    : evaluate(workload, site, shiftedIntensity(site, shiftMs, nowMs));
}
