import * as z from 'zod';
import type { RegionsResult } from '../../operations/regions.ts';
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
import { gapsText, quoted, sentences } from './phrases.ts';
import { cut, gaps, maybeNumber, verdict } from './result-shapes.ts';

function textOf({ current, regions, notes, gaps: open }: RegionsResult): string {
  // Cleanest first; those whose intensity nobody knows come last.
  const [cleanest] = regions.filter(({ effectiveGco2eqPerKwh }) => effectiveGco2eqPerKwh !== null);
  const best = cleanest
    ? `Cleanest of those compared: ${cleanest.code}${cleanest.status === 'public' ? '' : ` (${cleanest.status})`}, ${quoted('intensity', cleanest.intensity)}.`
    : '';
  return sentences(
    `Current region ${current.code} by yearly averages: ${current.verdict}, ${quoted('intensity', current.intensity)}.`,
    best,
    gapsText(open),
    ...notes,
  );
}

const figures = () => z.looseObject({ code: z.string(), verdict: verdict(), changeRatio: maybeNumber() });

export default defineTool({
  name: 'get_regional_comparison',
  title: 'Compare regions',
  description:
    'Compares what the same workload would emit in other cloud regions (yearly grid intensity × PUE), cleanest first, with the verdict there. Use to answer where a workload should run. Latency, data residency and cost are not weighed.',
  input: () =>
    z.strictObject({
      workload_name: workloadName(),
      namespace: namespace(),
      current_region: region(),
      comparison_regions: z
        .array(z.string().min(1).max(64))
        .min(1)
        .max(200)
        .optional()
        .describe('Region codes to compare with; the cleanest known ones if left out'),
      standard: standard(),
      pue: pue(),
      limit: limit('regions', 10),
      cursor: cursor(),
    }),
  output: () => z.looseObject({ current: figures(), regions: z.array(figures()), gaps: gaps(), ...cut() }),
  async invoke({ current_region, comparison_regions, limit: most, cursor: mark, ...args }, { ports }) {
    const { default: operation } = await import('../../operations/regions.ts');
    const input = { ...auditInput({ ...args, region: current_region }), codes: comparison_regions ?? null };
    const result = (await operation.invoke(input, ports)).result as RegionsResult;
    return {
      structured: { ...result },
      text: textOf(result),
      list: { key: 'regions', limit: most, cursor: mark },
    };
  },
});
