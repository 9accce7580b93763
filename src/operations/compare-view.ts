/** What a person sees of a what-if: before, each step, after. */

import type { Block, Cell, View } from '../view.ts';
import type { CompareResult, Figures } from './compare.ts';
import { figure, percent, verdictCell } from './figures.ts';
import { doubtBlocks } from './warning-blocks.ts';

const cell = (text: string): Cell => ({ text });

/** Below this a difference is the arithmetic of floating point, in kg or money a month. */
const NOTHING = 1e-12;

function signed(value: number | null): string {
  if (value !== null && Math.abs(value) < NOTHING) return figure(0);
  return value !== null && value > 0 ? `+${figure(value)}` : figure(value);
}

function row(label: string, figures: Figures, changeKg: number | null, currency: string | null): Cell[] {
  return [
    cell(label),
    cell(figures.region),
    cell(figure(figures.powerWatts)),
    cell(figure(figures.intensity?.value)),
    cell(figure(figures.pue.value)),
    cell(figure(figures.facilityGco2eqPerHour)),
    cell(figure(figures.projectedKgco2eqPerMonth)),
    cell(signed(changeKg)),
    ...(currency === null ? [] : [cell(figure(figures.costPerMonth))]),
    verdictCell(figures.verdict),
  ];
}

function columns(currency: string | null) {
  const right = { align: 'right' } as const;
  return [
    { title: 'Step', shrink: true },
    { title: 'Region' },
    { title: 'Watts', ...right },
    { title: 'gCO2eq/kWh', ...right, optional: 2 },
    { title: 'PUE', ...right, optional: 3 },
    { title: 'gCO2eq/h', ...right },
    { title: 'kg/month', ...right },
    { title: 'Change', ...right },
    ...(currency === null ? [] : [{ title: `${currency}/month`, ...right, optional: 1 }]),
    { title: 'Verdict' },
  ];
}

const reasonsOf = ({ findings, verdict }: Figures): string =>
  findings
    .filter((finding) => finding.verdict === verdict)
    .map(({ standard, reason }) => `${standard}: ${reason}`)
    .join('; ');

/** What decides each verdict that is not COMPLIANT, where it is not what decided the one before. */
function whyLines({ before, steps }: CompareResult): Cell[] {
  const rows = [
    ['before', before] as const,
    ...steps.map((step) => [`+ ${step.scenario}`, step.after] as const),
  ];
  return rows.flatMap(([label, figures], at) => {
    const reasons = reasonsOf(figures);
    const last = rows[at - 1]?.[1];
    if (figures.verdict === 'COMPLIANT' || reasons === '' || (last && reasonsOf(last) === reasons)) return [];
    return [{ ...verdictCell(figures.verdict), text: `${label}: ${figures.verdict}, ${reasons}` }];
  });
}

const textBlock = (lines: readonly Cell[]): Block[] => (lines.length === 0 ? [] : [{ kind: 'text', lines }]);

function headline(result: CompareResult): Cell {
  const { before, after, change, changeRatio, subject, gaps, currency } = result;
  const open = gaps.length > 0 ? `INCONCLUSIVE — ${gaps.join('; ')}. ` : '';
  const money =
    change.costPerMonth === null ? '' : `, ${signed(change.costPerMonth)} ${currency ?? ''} a month`;
  const isBound = result.flags.includes('lower-bound') && change.facilityGco2eqPerHour !== null;
  const orMore = isBound ? ', or more: the power is a lower bound' : '';
  const text = `${open}${subject}: ${before.verdict} → ${after.verdict}; ${percent(changeRatio, true)} emissions (${signed(change.powerWatts)} W, ${signed(change.facilityGco2eqPerHour)} gCO2eq/h, ${signed(change.projectedKgco2eqPerMonth)} kgCO2eq a month${money}${orMore}).`;
  return { ...verdictCell(after.verdict), text };
}

function intensityBasis({ intensity }: Figures): string {
  if (intensity === null) return 'unknown';
  const { grade, note } = intensity.evidence;
  return note === undefined ? grade : `${grade} (${note})`;
}

/** What is behind a figure can be other evidence after the steps than before: the hours of an intensity, whose PUE it is. */
function basisOf({ before, after }: CompareResult, what: (figures: Figures) => string): string {
  const [first, last] = [what(before), what(after)];
  return first === last ? `is ${last}` : `before is ${first}, after ${last}`;
}

function basisLine(result: CompareResult): string {
  const notes = result.warnings.filter(({ code }) => code === 'FOREIGN_STANDARD');
  const foreign = notes.map(({ message }) => ` ${message}.`).join('');
  const intensity = basisOf(result, intensityBasis);
  const pue = basisOf(result, (figures) => figures.pue.evidence.grade);
  const region = result.regionIsDefault ? `; ${result.before.region} is the default region` : '';
  return `Steps build on one another; intensity ${intensity}; PUE ${pue}; months are projections of 730 h${region}.${foreign}`;
}

export function compareView(result: CompareResult): View {
  const { before, steps, currency } = result;
  const unapplied = steps.filter((step) => step.unapplied !== null);
  return {
    blocks: [
      {
        kind: 'table',
        columns: columns(currency),
        rows: [
          row('before', before, null, currency),
          ...steps.map((step) =>
            row(`+ ${step.scenario}`, step.after, step.contribution.projectedKgco2eqPerMonth, currency),
          ),
        ],
      },
      ...textBlock(whyLines(result)),
      ...textBlock(
        unapplied.map((step) => ({
          text: `${step.scenario} not applied: ${step.unapplied}`,
          tone: 'unsure',
        })),
      ),
      ...doubtBlocks(result.warnings),
    ],
    summary: [headline(result), { text: basisLine(result) }],
    records: {
      columns: [
        'step',
        'region',
        'power_watts',
        'intensity_gco2eq_per_kwh',
        'pue_ratio',
        'facility_gco2eq_per_hour',
        'projected_kgco2eq_per_month',
        'cost_per_month',
        'verdict',
        'not_applied',
      ],
      rows: [{ scenario: 'before', after: before, unapplied: null }, ...steps].map(
        ({ scenario, after: figures, unapplied }) => [
          scenario,
          figures.region,
          figures.powerWatts,
          figures.intensity?.value ?? null,
          figures.pue.value,
          figures.facilityGco2eqPerHour,
          figures.projectedKgco2eqPerMonth,
          figures.costPerMonth,
          figures.verdict,
          unapplied,
        ],
      ),
    },
    names: result.pods,
  };
}
