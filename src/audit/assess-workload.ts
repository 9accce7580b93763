/** One workload judged by the standards that can tell it from its neighbours. */

import type { PodPower } from '../kepler/measurement.ts';
import { kwhOfJoules } from '../units.ts';
import { type Advisor, optionsFor } from './advice.ts';
import { type Evaluation, evaluate, observationOf } from './evaluate.ts';
import { judge, type Rules } from './judge.ts';
import type { Finding, WorkloadAssessment } from './report.ts';
import type { ScopedStandards } from './scope.ts';
import type { Site } from './site.ts';
import { worstOf } from './verdict.ts';
import type { Workload } from './workload.ts';

export interface Judging {
  readonly scoped: ScopedStandards;
  readonly rules: Rules;
  readonly advisor: Advisor;
  readonly siteFindings: readonly Finding[];
  readonly idleWattsOf: (pod: PodPower) => number | null;
}

/** Power nobody measured is a finding of its own, so that no other check can make the workload look compliant. */
function evidenceFindings(workload: Workload): Finding[] {
  if (workload.powerWatts !== null) return [];
  return [
    {
      standard: 'EVIDENCE',
      metric: 'evidence',
      scope: 'workload',
      verdict: 'INCONCLUSIVE',
      severity: 'error',
      observed: null,
      limit: null,
      marginRatio: null,
      reason: workload.unmeasured ?? 'power was not measured',
    },
  ];
}

function energyKwh({ intervals, powerWatts }: Workload): number | null {
  if (intervals.length === 0 || powerWatts === null) return null;
  return kwhOfJoules(intervals.reduce((joules, interval) => joules + interval.joules, 0));
}

function idleShare(workload: Workload, { idleWattsOf }: Judging): number | null {
  const shares = workload.pods.map(idleWattsOf).filter((share) => share !== null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0);
}

function figuresOf({ workload, intensity, emissions }: Evaluation, judging: Judging) {
  const isKnown = workload.powerWatts !== null;
  return {
    powerWatts: workload.powerWatts,
    packageWatts: workload.packageWatts,
    dramWatts: workload.dramWatts,
    gpuWatts: workload.gpuWatts,
    idleShareWatts: idleShare(workload, judging),
    energyKwh: energyKwh(workload),
    powerMethod: workload.method,
    effectiveIntensity: intensity,
    emissions,
    grade: isKnown ? (emissions?.grade ?? workload.grade) : null,
    flags: workload.flags,
  };
}

export function assessWorkload(workload: Workload, site: Site, judging: Judging): WorkloadAssessment {
  const evaluation = evaluate(workload, site);
  const judged = judging.scoped.workload.map((standard) =>
    judge(standard, observationOf(standard, evaluation, 'workload'), judging.rules),
  );
  const findings = [...evidenceFindings(workload), ...judged];
  return {
    workload: workload.name,
    pods: workload.pods.map((pod) => pod.name),
    nodes: [...new Set(workload.pods.map((pod) => pod.node))],
    verdict: worstOf([...findings, ...judging.siteFindings].map((finding) => finding.verdict)),
    ...figuresOf(evaluation, judging),
    findings,
    options: optionsFor({ workload, site, shiftMs: null }, findings, judging.advisor),
  };
}
