import { expect, test } from 'vitest';
import { isForeign } from '../../src/standards/jurisdiction.ts';
import { assessed, measurementOf, podOf, siteIn } from './subjects.ts';

test.each<[string, string, boolean]>([
  ['KR', 'KR', false],
  ['KR', 'SE', true],
  ['DE', 'AT', true],
  ['EU', 'SE', false],
  ['EU', 'GR', false],
  ['EU', 'NO', true],
  ['EU', 'CH', true],
  ['EU', 'GB', true],
  ['INT', 'SE', false],
  ['internal', 'KR', false],
  ['US-CA', 'US', false],
])('a rule of %s in %s is foreign: %s', (jurisdiction, country, expected) => {
  expect(isForeign(jurisdiction, country)).toBe(expected);
});

const notesIn = (region: string) =>
  assessed(measurementOf([podOf()]), { site: siteIn(region) }).warnings.filter(
    ({ code }) => code === 'FOREIGN_STANDARD',
  );

test('what Korea asks is a yardstick in Stockholm and a rule in Seoul', () => {
  expect(notesIn('ap-northeast-2')).toEqual([]);
  expect(notesIn('eu-north-1')).toEqual([
    {
      code: 'FOREIGN_STANDARD',
      level: 'info',
      message:
        'KR_CARBON_2050 (made for KR) and KR_PUE_GREEN_DC (made for KR) are only a yardstick in eu-north-1 (SE)',
      subject: 'eu-north-1',
      figures: { standards: 2 },
    },
  ]);
});
