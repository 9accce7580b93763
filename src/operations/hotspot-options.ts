/** Preventive actions for hotspots: the same options as for failing workloads, computed for workloads that pass as well. */

import { type Advisor, allOptions } from '../audit/advice.ts';
import type { Judged } from '../audit/judged.ts';
import type { Option } from '../audit/report.ts';
import type { Audited } from './audit.ts';
import type { AuditInput } from './audit-input.ts';

export function hotspotOptions(audited: Audited, input: AuditInput) {
  const { catalogue, standards, assessment, atMs } = audited;
  const advisor: Advisor = {
    context: { catalogue, nowMs: atMs },
    rules: { asOf: assessment.asOf, minEvidence: input.minEvidence },
    standards,
  };
  return ({ workload, site, findings }: Judged): readonly Option[] =>
    allOptions({ workload, site, shiftMs: null }, findings, advisor);
}
