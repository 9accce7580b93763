/** `assess`: are these workloads compliant, on what evidence, and what would change the answer. */

import type { Assessment } from '../audit/report.ts';
import { assessView } from './assess-view.ts';
import { audit } from './audit.ts';
import { AUDIT_FIELDS } from './audit-input.ts';
import { defineOperation } from './define.ts';
import { type ReportHead, reportHead } from './report-head.ts';

export type AssessResult = ReportHead & Assessment;

export default defineOperation<typeof AUDIT_FIELDS, AssessResult>({
  name: 'assess',
  title: 'Assess workload compliance',
  description: 'Judge workloads against carbon and PUE standards, with the evidence for each verdict',
  fields: AUDIT_FIELDS,
  run: async (input, ports) => ({ ...reportHead('assess'), ...(await audit(input, ports)).assessment }),
  view: assessView,
  outcome: ({ verdict, gate }) => ({ verdict, exitCode: gate.exitCode }),
});
