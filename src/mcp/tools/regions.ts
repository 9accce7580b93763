import * as z from 'zod';
import type { RegionFigures, RegionsResult } from '../../operations/regions.ts';
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
import { figure, gapsText, quoted, regionText, sentences, verdictText, warningsText } from './phrases.ts';
import { cut, gaps, maybeNumber, verdict } from './result-shapes.ts';

/** What a kWh of IT energy emits there is what ranks: the cleaner grid can be behind the site that wastes more. */
function effectiveText({ intensity, pue: ratio, effectiveGco2eqPerKwh: effective }: RegionFigures): string {
  const [grid, site] = [quoted('intensity', intensity), quoted('PUE', ratio)];
  if (effective === null) return `${grid}, ${site}`;
  return `${grid} × ${site} = ${figure(effective, 'gCO2eq/kWh of IT energy')}`;
}

const percentOf = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

/** Counts and not codes: of a catalogue of one's own that can be hundreds. */
function noneText(regions: readonly RegionFigures[], here: string): string {
  const unknown = regions.filter(({ effectiveGco2eqPerKwh }) => effectiveGco2eqPerKwh === null).length;
  if (unknown === 0) return `None of those compared is cleaner than ${here}.`;
  return `None of those compared is known to be cleaner than ${here}; of ${unknown} of ${regions.length} no carbon intensity is known.`;
}

/** Cleanest first, and those whose intensity nobody knows come last. */
function answerText({ current, regions }: RegionsResult): string {
  if (current.effectiveGco2eqPerKwh === null)
    return `How those compared differ from ${current.code} is not known: no carbon intensity is known for it.`;
  const cleaner = regions.find(({ changeRatio }) => changeRatio !== null && changeRatio < 0);
  if (cleaner === undefined) return noneText(regions, current.code);
  const { code, status, changeRatio } = cleaner;
  const closed = status === 'public' ? '' : ` (${status})`;
  return `Cleanest of those compared: ${code}${closed}, ${effectiveText(cleaner)}, ${percentOf(-(changeRatio ?? 0))} less.`;
}

function textOf(result: RegionsResult): string {
  const { current, regionIsDefault, notes, gaps: open, warnings } = result;
  const here = regionText({ code: current.code, isDefault: regionIsDefault });
  return sentences(
    `Current region ${here} by yearly averages: ${verdictText(current)}, ${effectiveText(current)}.`,
    answerText(result),
    gapsText(open),
    warningsText(warnings),
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
