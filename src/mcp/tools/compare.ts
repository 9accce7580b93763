import * as z from 'zod';
import type { Diagnostic } from '../../diagnostics.ts';
import type { CompareResult, Figures } from '../../operations/compare.ts';
import { HOURS_PER_MONTH } from '../../units.ts';
import { defineTool } from '../tool.ts';
import { auditInput, namespace, pue, region, standard, workloadName } from './audit-arguments.ts';
import { evidenceText } from './checks-text.ts';
import { figure, gapsText, regionText, sentences, verdictText, warningsText } from './phrases.ts';
import { gaps, maybeNumber, verdict } from './result-shapes.ts';

/** With the hours its intensity is of: those before and after can be different ones. */
function caseText(label: string, figures: Figures): string {
  const { facilityGco2eqPerHour, intensity } = figures;
  const rate = `${label}: ${verdictText(figures)}, ${figure(facilityGco2eqPerHour, 'gCO2eq/h')}`;
  if (intensity === null) return `${rate}.`;
  const { note } = intensity.evidence;
  const evidence = [evidenceText(intensity), ...(note === undefined ? [] : [note])].join('; ');
  return `${rate} at ${figure(intensity.value, intensity.unit)} (${evidence}).`;
}

function placeText({ before, after, regionIsDefault }: CompareResult): string {
  const from = regionText({ code: before.region, isDefault: regionIsDefault });
  return after.region === before.region ? `Region ${from}.` : `Region before ${from}, after ${after.region}.`;
}

/** Of a region that a step moves to, or of where the work is. */
function yardstickText(warnings: readonly Diagnostic[]): string {
  const places = new Set(
    warnings.filter(({ code }) => code === 'FOREIGN_STANDARD').map(({ subject }) => subject),
  );
  return places.size === 0
    ? ''
    : `A limit made for another country is only a yardstick in ${[...places].join(', ')} (FOREIGN_STANDARD, see warnings).`;
}

function textOf(result: CompareResult): string {
  const { before, after, change, steps, gaps: open, warnings } = result;
  const unapplied = steps.filter((step) => step.unapplied !== null).map(({ scenario }) => scenario);
  return sentences(
    caseText('Before', before),
    caseText('After', after),
    `Projected change, each kept up for ${HOURS_PER_MONTH} h: ${figure(change.projectedKgco2eqPerMonth, 'kgCO2eq/month')}.`,
    unapplied.length === 0 ? '' : `Not applied, see the reason in steps: ${unapplied.join(', ')}.`,
    placeText(result),
    yardstickText(warnings),
    gapsText(open),
    warningsText(warnings),
  );
}

const figures = () =>
  z.looseObject({ verdict: verdict(), powerWatts: maybeNumber(), facilityGco2eqPerHour: maybeNumber() });

export default defineTool({
  name: 'compare_optimization_impact',
  title: 'Compare optimisations',
  description:
    'Applies optimisations to a workload one after the other and judges the result again: before, after, and what each step contributes. Use to answer what would fix a workload, or what a change would save. Right-sizing needs a percentage of yours; without one it is reported as not applied.',
  input: () =>
    z.strictObject({
      workload_name: workloadName(),
      namespace: namespace(),
      optimizations: z
        .array(z.string().min(1).max(100))
        .min(1)
        .max(20)
        .default(['temporal_shift', 'resource_rightsizing'])
        .describe(
          'Steps in order: temporal_shift or temporal_shift=4h (cleanest hours of the day), resource_rightsizing=-20%, regional_migration=eu-north-1, pue=1.2',
        ),
      standard: standard(),
      region: region(),
      pue: pue(),
    }),
  output: () =>
    z.looseObject({
      before: figures(),
      after: figures(),
      changeRatio: maybeNumber(),
      steps: z.array(z.looseObject({ scenario: z.string(), unapplied: z.string().nullable() })),
      gaps: gaps(),
    }),
  async invoke({ optimizations, ...args }, { ports }) {
    const { default: operation } = await import('../../operations/compare.ts');
    const input = { ...auditInput(args), steps: optimizations };
    const result = (await operation.invoke(input, ports)).result as CompareResult;
    return { structured: { ...result }, text: textOf(result) };
  },
});
