/** `assess`: are these workloads compliant, on what evidence, and what would change the answer. */

import type { Assessment, ReportSelection } from '../audit/report.ts';
import type { Ports } from '../ports.ts';
import { assessView } from './assess-view.ts';
import { audit } from './audit.ts';
import { AUDIT_FIELDS, type AuditInput } from './audit-input.ts';
import { defineOperation } from './define.ts';
import { type ReportHead, reportHead } from './report-head.ts';

export interface AssessResult extends ReportHead, Assessment {
  /** For whoever makes the report again, or compares it with another. */
  readonly selection: ReportSelection;
}

async function assess(input: AuditInput, ports: Ports): Promise<AssessResult> {
  const { namespaces, workload, groupBy, idle } = input;
  const { assessment } = await audit(input, ports);
  return { ...reportHead('assess'), ...assessment, selection: { namespaces, workload, groupBy, idle } };
}

export default defineOperation<typeof AUDIT_FIELDS, AssessResult>({
  name: 'assess',
  title: 'Assess workload compliance',
  description: 'Judge workloads against carbon and PUE standards, with the evidence for each verdict',
  fields: AUDIT_FIELDS,
  run: assess,
  view: assessView,
  outcome: ({ verdict, gate }) => ({ verdict, exitCode: gate.exitCode }),
});
