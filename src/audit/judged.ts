/** One workload judged by the standards that can tell it from its neighbours: all it takes to rank, to sum and to gate. */

import { type Evaluation, evaluate, observationOf } from './evaluate.ts';
import { judge, type Rules } from './judge.ts';
import type { Finding } from './report.ts';
import type { ScopedStandards } from './scope.ts';
import type { Site } from './site.ts';
import { type Verdict, worseOf } from './verdict.ts';
import type { Workload } from './workload.ts';

export interface Bench {
  readonly scoped: ScopedStandards;
  readonly rules: Rules;
  readonly siteFindings: readonly Finding[];
}

export interface Judged extends Evaluation {
  readonly findings: readonly Finding[];
  /** Of its own findings and those of the site that speak of it. */
  readonly verdict: Verdict;
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

/** The intensity of the others' energy is not that of a workload whose own was not measured. */
function applies({ metric }: Finding, { workload, intensity }: Evaluation): boolean {
  return metric !== 'carbon-intensity' || workload.powerWatts !== null || intensity !== null;
}

export function judgeWorkload(
  workload: Workload,
  site: Site,
  { scoped, rules, siteFindings }: Bench,
): Judged {
  const evaluation = evaluate(workload, site);
  const { intensity, emissions } = evaluation;
  const findings = evidenceFindings(workload);
  for (const standard of scoped.workload)
    findings.push(judge(standard, observationOf(standard, evaluation, 'workload'), rules));
  let verdict: Verdict = 'NOT_APPLICABLE';
  for (let at = 0; at < findings.length; at++) verdict = worseOf(verdict, (findings[at] as Finding).verdict);
  for (let at = 0; at < siteFindings.length; at++) {
    const finding = siteFindings[at] as Finding;
    if (applies(finding, evaluation)) verdict = worseOf(verdict, finding.verdict);
  }
  // Field by field: of a spread V8 makes a hidden class for each of many thousand objects.
  return { workload, site, intensity, emissions, findings, verdict };
}
