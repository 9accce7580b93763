import * as z from 'zod';
import type { ScheduleResult } from '../../operations/schedule.ts';
import { MS_PER_HOUR } from '../../units.ts';
import { defineTool } from '../tool.ts';
import { auditInput, namespace, pue, region, workloadName } from './audit-arguments.ts';
import { figure, gapsText, regionText, sentences, warningsText } from './phrases.ts';
import { gaps, maybeNumber } from './result-shapes.ts';

type Best = NonNullable<ScheduleResult['best']>;

/** With pauses a run begins and ends at times that do not tell its length. */
const splitText = ({ chunks, endsAt }: Best): string =>
  chunks.length > 1 ? `, split into ${chunks.length} pieces (see best.chunks) until ${endsAt}` : '';

function textOf({
  region: place,
  now,
  best,
  advice,
  timeZone,
  intensityEvidence,
  gaps: open,
  warnings,
}: ScheduleResult): string {
  const { grade, year } = intensityEvidence;
  return sentences(
    best === null
      ? ''
      : `Cleanest start: ${best.startsAt} (${timeZone})${splitText(best)}, ${figure(best.gco2eqPerKwh, 'gCO2eq/kWh')}; starting now${best.chunks.length > 1 ? ' in one piece' : ''}: ${figure(now.gco2eqPerKwh, 'gCO2eq/kWh')}.`,
    /[.!?]$/.test(advice) ? advice : `${advice}.`,
    `Intensity by hour is ${grade}${year === null ? '' : ` (${year})`}, of region ${regionText(place)}.`,
    gapsText(open),
    warningsText(warnings),
  );
}

export default defineTool({
  name: 'calculate_optimal_schedule',
  title: 'Find the cleanest time',
  description:
    'Finds the start within the coming hours at which a run of a given length emits least, and what that saves against starting now; says when moving is not worth it. Use for batch jobs and other deferrable work.',
  input: () =>
    z.strictObject({
      workload_name: workloadName(),
      namespace: namespace(),
      duration_hours: z.number().min(0.25).max(168).default(4).describe('Length of the run in hours'),
      region: region(),
      within_hours: z.number().min(0.25).max(336).default(24).describe('Latest finish, in hours from now'),
      interruptible: z.boolean().default(false).describe('Whether the run may be split into several windows'),
      pue: pue(),
    }),
  output: () =>
    z.looseObject({
      best: z.looseObject({ startsAt: z.string(), endsAt: z.string(), gco2eqPerKwh: z.number() }).nullable(),
      savingRatio: maybeNumber(),
      worthMoving: z.boolean(),
      advice: z.string(),
      gaps: gaps(),
    }),
  async invoke({ duration_hours, within_hours, interruptible, ...args }, { ports }) {
    const { default: operation } = await import('../../operations/schedule.ts');
    const times = { durationMs: duration_hours * MS_PER_HOUR, withinMs: within_hours * MS_PER_HOUR };
    const input = { ...auditInput(args), ...times, interruptible };
    const result = (await operation.invoke(input, ports)).result as ScheduleResult;
    return { structured: { ...result }, text: textOf(result) };
  },
});
