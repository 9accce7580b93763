import * as z from 'zod';
import type { AssessResult } from '../../operations/assess.ts';
import { defineTool } from '../tool.ts';
import {
  auditInput,
  cursor,
  limit,
  namespace,
  pue,
  region,
  standard,
  workloadName,
} from './audit-arguments.ts';
import { checksText } from './checks-text.ts';
import { gapsText, methodText, sentences, siteText, totalsText, warningsText } from './phrases.ts';
import { cut, gaps, verdict, workload } from './result-shapes.ts';

function textOf(result: AssessResult): string {
  const { verdict: overall, site, totals, gaps, warnings } = result;
  return sentences(
    `Verdict: ${overall}.`,
    totalsText(totals),
    checksText(result),
    siteText(site),
    methodText(result),
    gapsText(gaps),
    warningsText(warnings),
  );
}

export default defineTool({
  name: 'assess_workload_compliance',
  title: 'Assess a workload',
  description:
    'Judges one workload (a pod, or all pods of an owner) against a standard: verdict, measured power, emissions, the evidence of each number, and computed options where it fails. Use when asked whether a workload complies, and why. An unknown name is INCONCLUSIVE and comes with near names in gaps.',
  input: () =>
    z.strictObject({
      workload_name: workloadName(),
      namespace: namespace(),
      standard: standard(),
      region: region(),
      pue: pue(),
      limit: limit('pods', 20),
      cursor: cursor(),
    }),
  output: () =>
    z.looseObject({
      verdict: verdict(),
      workloads: z.array(workload().extend({ verdict: verdict() })),
      gaps: gaps(),
      ...cut(),
    }),
  async invoke(args, { ports }) {
    const { default: operation } = await import('../../operations/assess.ts');
    const result = (await operation.invoke(auditInput(args), ports)).result as AssessResult;
    return {
      structured: { ...result },
      text: textOf(result),
      list: { key: 'workloads', limit: args.limit, cursor: args.cursor },
    };
  },
});
