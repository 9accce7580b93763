import { expect, test } from 'vitest';
import { limitNotes } from '../../src/audit/limit-notes.ts';
import { withLimits } from '../../src/standards/lookup.ts';
import { assessed, CATALOGUE, KOREAN, measurementOf, phaseOf, podOf, standardWith } from './subjects.ts';

const notes = (limits: Parameters<typeof withLimits>[1], asOf = '2026-04-20', standards = KOREAN) =>
  limitNotes(withLimits(standards, limits), asOf).map(({ code, level, message }) => [code, level, message]);

test('a limit the operator replaced is told, with both figures', () => {
  expect(notes({ KR_CARBON_2050: 300, KR_PUE_GREEN_DC: 1.2 })).toEqual([
    [
      ...['LIMIT_REPLACED', 'warning'],
      'KOREA_CARBON_INTENSITY replaces the limit of KR_CARBON_2050: <= 300 gCO2eq/kWh in place of 424',
    ],
    [
      ...['LIMIT_REPLACED', 'warning'],
      'KOREA_PUE_TARGET replaces the limit of KR_PUE_GREEN_DC: <= 1.2 in place of 1.4',
    ],
  ]);
});

test('the same limit again replaces nothing, and without a variable there is nothing to tell', () => {
  expect(notes({ KR_CARBON_2050: 424 })).toEqual([]);
  expect(notes({})).toEqual([]);
  expect(limitNotes(CATALOGUE.standards, '2026-04-20')).toEqual([]);
});

const ENDING = standardWith({
  code: 'KR_CARBON_2050',
  phases: [phaseOf({ to: '2030-12-31', limit: 500 }), phaseOf({ from: '2031-01-01', limit: 100 })],
});

test.each([
  [
    '2013-05-05',
    { KR_PUE_GREEN_DC: 1.2 },
    KOREAN,
    'KOREA_PUE_TARGET is ignored: the limit of KR_PUE_GREEN_DC in force on 2013-05-05, <= 1.75, ends on 2013-12-31, and only one without an end is replaced',
  ],
  [
    '2026-04-20',
    { KR_CARBON_2050: 300 },
    [ENDING],
    'KOREA_CARBON_INTENSITY is ignored: the limit of KR_CARBON_2050 in force on 2026-04-20, <= 500, ends on 2030-12-31, and only one without an end is replaced',
  ],
  [
    '2019-06-01',
    { KR_CARBON_2050: 300 },
    KOREAN,
    'KOREA_CARBON_INTENSITY is ignored: no limit of KR_CARBON_2050 is in force on 2019-06-01',
  ],
])('what could not be replaced on %s is told as well', (asOf, limits, standards, message) => {
  expect(notes(limits, asOf, standards)).toEqual([['LIMIT_NOT_REPLACED', 'warning', message]]);
});

test('a report warns of it', () => {
  const standards = withLimits(KOREAN, { KR_CARBON_2050: 300 });
  const { warnings } = assessed(measurementOf([podOf()]), { standards });
  expect(warnings.filter(({ code }) => code === 'LIMIT_REPLACED')).toEqual([
    expect.objectContaining({
      subject: 'KR_CARBON_2050',
      figures: { variable: 'KOREA_CARBON_INTENSITY', limit: 300, replacedLimit: 424 },
    }),
  ]);
});
