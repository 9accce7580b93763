import * as z from 'zod';
import { defineTool } from '../tool.ts';
import { anyNamespace, auditInput, cursor, limit, pue, region, standard } from './audit-arguments.ts';
import { listAnswer, listed } from './list-answer.ts';
import { cut, gaps, maybeNumber, workload } from './result-shapes.ts';

export default defineTool({
  name: 'identify_power_hotspots',
  title: 'Find power hotspots',
  description:
    'Finds workloads at or above a power threshold, largest first, with their share of the node and preventive actions whose effect is computed for each. Use to find what to act on first, before anything fails.',
  input: () =>
    z.strictObject({
      namespace: anyNamespace(),
      power_threshold_watts: z
        .number()
        .min(0)
        .max(1_000_000)
        .default(1)
        .describe('Lowest power of a hotspot, in watts'),
      include_compliance_check: z
        .boolean()
        .default(true)
        .describe('Whether each hotspot carries its verdict and findings'),
      standard: standard(),
      region: region(),
      pue: pue(),
      limit: limit('workloads', 10),
      cursor: cursor(),
    }),
  output: () =>
    z.looseObject({
      workloads: z.array(
        workload().extend({
          shareOfNodeRatio: maybeNumber(),
          options: z.array(z.looseObject({ scenario: z.string(), savingKgco2eqPerMonth: maybeNumber() })),
        }),
      ),
      gaps: gaps(),
      ...cut(),
    }),
  async invoke(
    { power_threshold_watts, include_compliance_check, limit: most, cursor: mark, ...args },
    context,
  ) {
    const input = { ...auditInput(args), view: 'hotspots', powerThresholdWatts: power_threshold_watts };
    const result = await listed(input, context);
    const what = `${result.workloads.length} at or above ${power_threshold_watts} W.`;
    const answer = listAnswer(result, { what, key: 'workloads', limit: most, cursor: mark });
    if (include_compliance_check) return answer;
    const unjudged = result.workloads.map(
      ({ verdict: _verdict, findings: _findings, ...figures }) => figures,
    );
    return { ...answer, structured: { ...answer.structured, workloads: unjudged } };
  },
});
