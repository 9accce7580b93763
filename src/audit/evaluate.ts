/** The figures a subject is judged by, from its power and the place it runs in. Scenarios change the inputs and come here again. */

import type { Quantity } from '../evidence.ts';
import type { Standard } from '../standards/standard.ts';
import { effectiveIntensity, hasUnlikeTimes, intensityRange } from './effective-intensity.ts';
import { emissionsOf } from './emissions.ts';
import type { Observation, Possible } from './judge.ts';
import type { Emissions, Finding } from './report.ts';
import type { Site } from './site.ts';
import { weakParts } from './weak-parts.ts';
import type { Workload } from './workload.ts';

export interface Evaluation {
  readonly workload: Workload;
  readonly site: Site;
  readonly intensity: Quantity | null;
  readonly emissions: Emissions | null;
  /** To other hours than those in which the energy was used. */
  readonly isMoved?: boolean;
}

/** Energy that was not measured in a window has no intensity, neither that of its hours nor that of the year. */
const isUnseen = ({ method, intervals, powerWatts }: Workload, { seriesOver }: Site): boolean =>
  powerWatts === null && seriesOver !== null && (method === 'counter' || intervals.length > 0);

function usedIntensity(workload: Workload, site: Site): Quantity | null {
  return isUnseen(workload, site) ? null : effectiveIntensity(workload, site);
}

/** `intensity` is given when a scenario moves the work in time; otherwise it follows from when the energy was used. */
export function evaluate(workload: Workload, site: Site, intensity?: Quantity | null): Evaluation {
  const used = intensity === undefined ? usedIntensity(workload, site) : intensity;
  const emissions = emissionsOf({
    powerWatts: workload.powerWatts,
    powerGrade: workload.grade,
    intensity: used,
    pue: site.pue,
  });
  return { workload, site, intensity: used, emissions, isMoved: intensity !== undefined };
}

function powerOf({ workload }: Evaluation): Quantity | null {
  if (workload.powerWatts === null) return null;
  const source =
    workload.method === 'counter'
      ? 'Kepler energy counters: node energy divided by CPU time'
      : 'Kepler gauge, one sample: node energy divided by CPU time';
  return { value: workload.powerWatts, unit: 'W', evidence: { grade: workload.grade, source, year: null } };
}

function monthlyEmissionsOf({ emissions }: Evaluation): Quantity | null {
  if (emissions === null) return null;
  const source = 'projection: observed power for 730 h × PUE × grid intensity';
  return {
    value: emissions.projectedKgco2eqPerMonth,
    unit: 'kgCO2eq/month',
    evidence: { grade: emissions.grade, source, year: null },
  };
}

function weakPartsOf({ workload, site, intensity, emissions }: Evaluation): string | null {
  if (emissions === null || intensity === null) return null;
  return weakParts({ grade: emissions.grade, power: workload.grade, intensity, pue: site.pue });
}

/** Why it has none. */
export function whyNoIntensity({ site, workload }: Pick<Evaluation, 'site' | 'workload'>): string {
  const { name, unmeasured } = workload;
  if (isUnseen(workload, site)) return unmeasured ?? 'no power was measured in the window';
  if (site.intensity === null)
    return site.noIntensity ?? `no grid intensity is published for region ${site.region.code}`;
  if (hasUnlikeTimes(workload))
    return 'some of its pods were measured over a window and others at one moment: give two scrapes of every node';
  const whose = name.kind === 'Selection' ? '' : ` of ${name.namespace}/${name.name}`;
  return `the intensity series has a gap in the window${whose}`;
}

/** Energy that was not counted would only add to power and emissions. */
const atLeast = (quantity: Quantity | null, { workload }: Evaluation): Possible | null =>
  quantity !== null && workload.flags.includes('lower-bound')
    ? { least: quantity.value, greatest: Number.POSITIVE_INFINITY }
    : null;

/** What a restart took along was used in its interval, nobody knows how much; zones that hold a part hold it in all alike. */
const possibleIntensity = ({ workload, site, intensity, isMoved }: Evaluation): Possible | null =>
  intensity === null || isMoved === true ? null : intensityRange(intensity.value, workload.intervals, site);

/** What a standard looks at, or why it cannot be seen. */
export function observationOf(
  standard: Standard,
  evaluation: Evaluation,
  scope: Finding['scope'],
): Observation {
  const unmeasured = evaluation.workload.unmeasured ?? 'power was not measured';
  const [power, emissions] = [powerOf(evaluation), monthlyEmissionsOf(evaluation)];
  switch (standard.metric) {
    case 'carbon-intensity':
      return {
        observed: evaluation.intensity,
        missing: whyNoIntensity(evaluation),
        scope,
        possible: possibleIntensity(evaluation),
      };
    case 'pue':
      return { observed: evaluation.site.pue, missing: null, scope };
    case 'power':
      return { observed: power, missing: unmeasured, scope, possible: atLeast(power, evaluation) };
    case 'emissions':
      return {
        observed: emissions,
        missing: evaluation.workload.powerWatts === null ? unmeasured : whyNoIntensity(evaluation),
        scope,
        possible: atLeast(emissions, evaluation),
        weakParts: weakPartsOf(evaluation),
      };
    default:
      return { observed: null, missing: null, scope };
  }
}
