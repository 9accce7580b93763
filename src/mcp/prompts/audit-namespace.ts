import type { Prompt } from '../prompt.ts';
import { withStandards } from './call-arguments.ts';
import { namespaceArgument, regionArgument } from './cluster-arguments.ts';
import { quote } from './quote.ts';

const prompt: Prompt = {
  name: 'audit-namespace',
  title: 'Audit a namespace',
  description: 'A report on which workloads of a namespace meet the Korean standards, and on what evidence',
  arguments: [namespaceArgument, regionArgument],
  text: ({ namespace, region }) =>
    [
      `Audit the Kubernetes namespace ${quote(namespace)}.`,
      `1. Call list_workloads_by_compliance for it${withStandards(region)}; follow nextCursor to the end.`,
      `2. For each NON_COMPLIANT workload call assess_workload_compliance${withStandards(region)}.`,
      '3. Write a report: one table of workload, verdict, watts, gCO2eq/h and evidence grade, worst first; then what each failure rests on; then what is INCONCLUSIVE and which evidence is missing.',
      'Quote verdicts, numbers, sources and years as they stand in the results. Do not call anything compliant that a result does not.',
    ].join('\n'),
};

export default prompt;
