import fc from 'fast-check';
import type { Invocation } from '../../src/operations/operation.ts';
import { type Printed, piecesOf } from '../../src/render/printed.ts';
import type { Block, Cell, View } from '../../src/view.ts';

/** Two workloads, one of them with a Korean name, as `assess` might show them. */
export const SAMPLE: View = {
  blocks: [
    {
      kind: 'table',
      columns: [
        { title: 'Workload', shrink: true },
        { title: 'Standard' },
        { title: 'Verdict' },
        { title: 'Power W', align: 'right' },
        { title: 'Evidence', optional: 1 },
        { title: 'Source', optional: 2 },
      ],
      rows: [
        row(
          'demo/heavy-app-7d9f8b6c5-x2x9k',
          'KR_CARBON_2050',
          { text: 'NON_COMPLIANT', tone: 'bad' },
          '30.46',
          'measured',
          'Kepler 0.10',
        ),
        row(
          'demo/한글-작업-부하',
          'KR_CARBON_2050',
          { text: 'INCONCLUSIVE', tone: 'unsure' },
          '–',
          'assumed',
          'none',
        ),
        row(
          'demo/web',
          'KR_CARBON_2050',
          { text: 'COMPLIANT', tone: 'good' },
          '4.00',
          'measured',
          'Kepler 0.10',
        ),
      ],
    },
    { kind: 'heading', text: 'Advice' },
    {
      kind: 'text',
      lines: [
        { text: 'move demo/heavy-app to 10-14 h' },
        { text: 'site checks apply to all', tone: 'muted' },
      ],
    },
  ],
  summary: [
    { text: 'NON_COMPLIANT: 1 of 3 workloads is above 424 gCO2eq/kWh', tone: 'bad' },
    { text: 'node 80.0 W = 69.3 W workloads + 10.7 W idle; 2 of 3 covered' },
  ],
  records: {
    columns: ['workload', 'verdict', 'power_watts'],
    rows: [
      ['demo/heavy-app', 'NON_COMPLIANT', 30.455432],
      ['demo/한글', 'INCONCLUSIVE', null],
    ],
  },
  names: ['demo/heavy-app', 'demo/한글', 'demo/web'],
};

function row(...cells: readonly (string | Cell)[]): Cell[] {
  return cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell));
}

export function invocationOf(view: Partial<View>, result: unknown = {}): Invocation {
  const empty: View = { blocks: [], summary: [], records: { columns: [], rows: [] }, names: [] };
  return { result, view: { ...empty, ...view }, outcome: { verdict: null, exitCode: 0 } };
}

/** All pieces of what a renderer gives. */
export const textOf = (printed: Printed): string => [...piecesOf(printed)].join('');

/** A table of one column with one row a text. */
export const columnOf = (...texts: readonly string[]): Block => ({
  kind: 'table',
  columns: [{ title: 'name' }, { title: 'end' }],
  rows: texts.map((text) => [{ text }, { text: '|' }]),
});

const TROUBLE = [
  '\u001b',
  '\n',
  '\r',
  '\u009b',
  '\u202e',
  '\u200b',
  '\u3164',
  '\u2028',
  '\u{e0041}',
  '::',
  '##',
  '[',
  ' ',
  '"',
  '\\',
  'e\u0301',
  '한',
  'a',
];
/** Texts full of what may steer a terminal, a pipeline or a parser, halves of characters among it. */
export const hostileTexts = () =>
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(...TROUBLE),
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
    ),
  });
