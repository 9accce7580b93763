/** What a report says of one workload. */

import type { PodPower } from '../kepler/measurement.ts';
import { kwhOfJoules } from '../units.ts';
import { optionsFor } from './advice.ts';
import type { Judged } from './judged.ts';
import { alone, type Judging } from './judged-together.ts';
import type { WorkloadAssessment } from './report.ts';
import type { Workload } from './workload.ts';

export interface Reporting {
  readonly judging: Judging;
  /** null: idle power is not shared. */
  readonly idleWattsOf: ((pod: PodPower) => number | null) | null;
}

/** Over the window; null with a single scrape. */
export function energyKwh({ intervals, powerWatts }: Workload): number | null {
  if (intervals.length === 0 || powerWatts === null) return null;
  return kwhOfJoules(intervals.reduce((joules, interval) => joules + interval.joules, 0));
}

function idleShare(workload: Workload, { idleWattsOf }: Reporting): number | null {
  if (idleWattsOf === null) return null;
  const shares = workload.pods.map(idleWattsOf).filter((share) => share !== null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0);
}

const namesOf = (pods: readonly PodPower[]): readonly string[] =>
  pods.length === 1 ? [(pods[0] as PodPower).name] : pods.map((pod) => pod.name);

const nodesOf = (pods: readonly PodPower[]): readonly string[] =>
  pods.length === 1 ? [(pods[0] as PodPower).node] : [...new Set(pods.map((pod) => pod.node))];

export function assessWorkload(judged: Judged, reporting: Reporting): WorkloadAssessment {
  const { workload, site, intensity, emissions, findings, verdict } = judged;
  const isKnown = workload.powerWatts !== null;
  return {
    workload: workload.name,
    pods: namesOf(workload.pods),
    nodes: nodesOf(workload.pods),
    verdict,
    powerWatts: workload.powerWatts,
    packageWatts: workload.packageWatts,
    dramWatts: workload.dramWatts,
    gpuWatts: workload.gpuWatts,
    idleShareWatts: idleShare(workload, reporting),
    energyKwh: energyKwh(workload),
    powerMethod: workload.method,
    effectiveIntensity: intensity,
    emissions,
    grade: isKnown ? (emissions?.grade ?? workload.grade) : null,
    flags: workload.flags,
    findings,
    options: optionsFor(site, alone(workload), findings, reporting.judging),
  };
}
