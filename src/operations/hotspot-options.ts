/** Preventive actions for hotspots: the same options as for failing workloads, computed for workloads that pass as well. */

import { type Advisor, allOptions } from '../audit/advice.ts';
import type { Option, WorkloadAssessment } from '../audit/report.ts';
import { workloadsOf } from '../audit/workload.ts';
import type { Audited } from './audit.ts';
import type { AuditInput } from './audit-input.ts';

export function hotspotOptions(audited: Audited, input: AuditInput) {
  const { catalogue, site, standards, measurement, assessment, atMs } = audited;
  const rules = { asOf: assessment.asOf, minEvidence: input.minEvidence };
  const advisor: Advisor = {
    context: { catalogue, nowMs: atMs },
    rules,
    standards,
  };
  return ({ workload, pods, nodes, findings }: WorkloadAssessment): readonly Option[] => {
    const own = measurement.pods.filter(
      (pod) => pod.namespace === workload.namespace && pods.includes(pod.name) && nodes.includes(pod.node),
    );
    const [subject] = workloadsOf(own, workload.kind === 'Pod' ? 'pod' : 'workload');
    return subject === undefined
      ? []
      : allOptions({ workload: subject, site, shiftMs: null }, findings, advisor);
  };
}
