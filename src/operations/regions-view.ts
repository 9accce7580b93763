/** What a person sees of a comparison of regions. */

import type { Cell, View } from '../view.ts';
import { figure, percent, verdictCell } from './figures.ts';
import type { RegionFigures, RegionsResult } from './regions.ts';
import { doubtBlocks } from './warning-blocks.ts';

const cell = (text: string): Cell => ({ text });

const signed = (value: number | null): string =>
  value !== null && value > 0 ? `+${figure(value)}` : figure(value);

function row(region: RegionFigures, currentCode: string): Cell[] {
  const isCurrent = region.code === currentCode;
  return [
    cell(region.code),
    cell(region.provider),
    cell(region.name),
    cell(figure(region.intensity?.value)),
    cell(figure(region.pue.value)),
    cell(region.pue.evidence.grade),
    cell(figure(region.effectiveGco2eqPerKwh)),
    cell(isCurrent ? 'current' : percent(region.changeRatio, true)),
    cell(signed(region.changeKgco2eqPerMonth)),
    verdictCell(region.verdict),
  ];
}

function headline({ current, regions, subject, gaps }: RegionsResult): Cell {
  const best = regions.find((region) => region.changeRatio !== null && region.changeRatio < 0);
  const open = gaps.length > 0 ? `INCONCLUSIVE — ${gaps.join('; ')}. ` : '';
  // The share holds for any work; that of a subject nobody measured is not claimed.
  const what =
    subject?.powerWatts == null ? 'The same work' : `${subject.name} (${figure(subject.powerWatts, 'W')})`;
  const text =
    best === undefined
      ? `None of these is cleaner than ${current.code}.`
      : `${what} would emit ${percent(-(best.changeRatio ?? 0))} less in ${best.code} than in ${current.code}.`;
  return { text: `${open}${text}`, tone: gaps.length > 0 ? 'unsure' : 'plain' };
}

export function regionsView(result: RegionsResult): View {
  const { regions, current, omitted, notes } = result;
  const rows = regions.some((region) => region.code === current.code) ? regions : [...regions, current];
  return {
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: 'Region' },
          { title: 'Provider', optional: 3 },
          { title: 'Name', shrink: true, optional: 4 },
          { title: 'gCO2eq/kWh', align: 'right' },
          { title: 'PUE', align: 'right' },
          { title: 'PUE evidence', optional: 1 },
          { title: 'Effective', align: 'right' },
          { title: 'Change', align: 'right' },
          { title: 'kg/month', align: 'right', optional: 2 },
          { title: 'Verdict there' },
        ],
        rows: rows.map((region) => row(region, current.code)),
      },
      ...doubtBlocks(result.warnings),
    ],
    summary: [
      headline(result),
      {
        text: `${omitted > 0 ? `${omitted} more regions not shown. ` : ''}${notes.join(' ')}`,
      },
    ],
    records: {
      columns: [
        'code',
        'provider',
        'grid_zone',
        'intensity_gco2eq_per_kwh',
        'pue_ratio',
        'pue_evidence',
        'effective_gco2eq_per_kwh',
        'change_ratio',
        'change_kgco2eq_per_month',
        'verdict',
        'intensity_evidence',
      ],
      rows: regions.map((region) => [
        region.code,
        region.provider,
        region.gridZone,
        region.intensity?.value ?? null,
        region.pue.value,
        region.pue.evidence.grade,
        region.effectiveGco2eqPerKwh,
        region.changeRatio,
        region.changeKgco2eqPerMonth,
        region.verdict,
        region.intensity?.evidence.grade ?? null,
      ]),
    },
    names: regions.map(({ code }) => code),
  };
}
