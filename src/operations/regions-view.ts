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

const isOpen = ({ status }: RegionFigures): boolean => status === 'public';

const statusText = (region: RegionFigures): string => (isOpen(region) ? '' : ` (${region.status})`);

/** Advice leaves these out; who asks for a ranking sees them, and that not everyone gets in. */
function closedText(regions: readonly RegionFigures[]): string {
  const closed = regions.filter((region) => !isOpen(region));
  if (closed.length === 0) return '';
  return `Not open to everyone: ${closed.map((region) => `${region.code}${statusText(region)}`).join(', ')}. `;
}

/** Cleaner than the current region: the first of them, as they come cleanest first. */
const cleanerThan = (base: number, regions: readonly RegionFigures[]): RegionFigures | undefined =>
  regions.find(({ effectiveGco2eqPerKwh: effective }) => effective !== null && effective < base);

/** Of regions whose intensity nobody knows it is not said that they are no cleaner. */
function noneText(regions: readonly RegionFigures[], here: string): string {
  const unknown = regions.filter(({ effectiveGco2eqPerKwh }) => effectiveGco2eqPerKwh === null);
  const codes = unknown.map(({ code }) => code).join(', ');
  if (unknown.length === 0) return `None of these is cleaner than ${here}.`;
  if (unknown.length === regions.length)
    return `Whether these are cleaner than ${here} is not known: no carbon intensity is known for ${codes}.`;
  return `None of these is known to be cleaner than ${here}; no carbon intensity is known for ${codes}.`;
}

/** The share holds for any work; that of a subject nobody measured is not claimed, and one that draws nothing saves nothing. */
function whoseText(subject: RegionsResult['subject']): string {
  if (subject === null || subject.powerWatts === null) return 'The same work';
  const { name, powerWatts, flags } = subject;
  if (flags.includes('lower-bound')) return `${name} (at least ${figure(powerWatts, 'W')})`;
  return powerWatts === 0
    ? `${name} draws 0 W and would save nothing; work that draws power`
    : `${name} (${figure(powerWatts, 'W')})`;
}

const boundText = ({ subject }: RegionsResult): string =>
  subject?.powerWatts != null && subject.flags.includes('lower-bound')
    ? 'Power is a lower bound, so that changes in kg a month are at least as large as shown. '
    : '';

function answerText({ current, regions, subject, regionIsDefault }: RegionsResult): string {
  const here = regionIsDefault ? `${current.code} (default region)` : current.code;
  const base = current.effectiveGco2eqPerKwh;
  if (base === null)
    return `How these compare with ${here} is not known: it has no carbon intensity to compare with.`;
  const best = cleanerThan(base, regions);
  if (best === undefined) return noneText(regions, here);
  return `${whoseText(subject)} would emit ${percent(-(best.changeRatio ?? 0))} less in ${best.code}${statusText(best)} than in ${here}.`;
}

function headline(result: RegionsResult): Cell {
  const { gaps, current } = result;
  const open = gaps.length > 0 ? `INCONCLUSIVE — ${gaps.join('; ')}. ` : '';
  const isUnsure = gaps.length > 0 || current.effectiveGco2eqPerKwh === null;
  return { text: `${open}${answerText(result)}`, tone: isUnsure ? 'unsure' : 'plain' };
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
        text: `${omitted > 0 ? `${omitted} more regions not shown. ` : ''}${closedText(rows)}${boundText(result)}${notes.join(' ')}`,
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
        'is_current',
        'status',
        'intensity_year',
      ],
      rows: rows.map((region) => [
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
        String(region.code === current.code),
        region.status,
        region.intensity?.evidence.year ?? null,
      ]),
    },
    names: regions.map(({ code }) => code),
  };
}
