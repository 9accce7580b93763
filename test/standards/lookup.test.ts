import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/io/catalogue.ts';
import { phasesInForce, standardOf, withLimits } from '../../src/standards/lookup.ts';

const { standards } = await loadCatalogue();
const inForce = (code: string, day: string) =>
  phasesInForce(standardOf(standards, code), day).map(({ limit, condition }) => [limit, condition]);

test.each([
  ['KR_CARBON_2050', 'KR_CARBON_2050'],
  ['kr_pue_green_dc', 'KR_PUE_GREEN_DC'],
  ['EU_CODE_OF_CONDUCT', 'EU_COC_DC'],
  ['ASHRAE_THERMAL_90_4', 'ASHRAE_90_4'],
])('%s is %s', (name, code) => {
  expect(standardOf(standards, name).code).toBe(code);
});

test.each([
  ['KR_CARBON_2055', 'did you mean KR_CARBON_2050?'],
  ['green_dc', expect.stringContaining('KR_PUE_GREEN_DC')],
  ['nothing like it', expect.stringMatching(/^known are KR_CARBON_2050, /)],
])('unknown %s is answered with near names', (name, hint) => {
  expect(() => standardOf(standards, name)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: `unknown standard "${name}"`, hint }),
  );
});

test('what is judged by default and not in an own catalogue is told as such, since nobody may have named it', () => {
  const own = standards.filter(({ code }) => code === 'KR_CARBON_2050' || code === 'DE_ENEFG');
  expect(() => standardOf(own, 'KR_PUE_GREEN_DC')).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: 'the catalogue has no KR_PUE_GREEN_DC, which is judged unless others are named',
      hint: 'name others with --standard: KR_CARBON_2050, DE_ENEFG',
    }),
  );
  expect(() => standardOf([], 'de_enefg')).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: 'the catalogue holds no standard, so DE_ENEFG is not in it',
      hint: 'add standards to its standards.json, or take that file out to use ours',
    }),
  );
});

test.each([
  ['KR_CARBON_2050', '2022-03-24', []],
  ['KR_CARBON_2050', '2022-03-25', [[424, undefined]]],
  ['KR_PUE_GREEN_DC', '2012-10-31', [[1.75, undefined]]],
  ['KR_PUE_GREEN_DC', '2013-12-31', [[1.75, undefined]]],
  ['KR_PUE_GREEN_DC', '2026-11-25T10:00:00Z', [[1.4, undefined]]],
  ['DE_ENEFG', '2026-06-30', []],
  [
    'DE_ENEFG',
    '2026-07-01',
    [
      [1.2, 'started on or after 2026-07-01'],
      [null, 'started before 2026-07-01'],
    ],
  ],
  [
    'DE_ENEFG',
    '2027-07-01',
    [
      [1.2, 'started on or after 2026-07-01'],
      [1.5, 'started before 2026-07-01'],
    ],
  ],
  [
    'DE_ENEFG',
    '2030-07-01',
    [
      [1.2, 'started on or after 2026-07-01'],
      [1.3, 'started before 2026-07-01'],
    ],
  ],
  ['CN_DC_ACTION_2024', '2026-01-01', []],
])('%s on %s: %j', (code, day, phases) => {
  expect(inForce(code, day)).toEqual(phases);
});

test('the defaults can be tested today, and say that no law sets them', () => {
  expect(standardOf(standards, 'KR_CARBON_2050')).toMatchObject({
    ...{ metric: 'carbon-intensity', scope: 'workload', standing: 'reference-target', unmeasurable: null },
    standingNote: expect.stringContaining('no law'),
  });
  expect(standardOf(standards, 'KR_PUE_GREEN_DC')).toMatchObject({
    ...{ metric: 'pue', scope: 'site', standing: 'certification', localName: '그린데이터센터 인증' },
    standingNote: expect.stringContaining('no law'),
  });
});

test('what cannot be measured says why, and only that has no limit', () => {
  for (const { code, metric, unmeasurable, phases } of standards) {
    const limits = phases.filter(({ limit }) => limit !== null);
    expect([code, unmeasurable === null]).toEqual([code, metric !== 'other']);
    expect([code, limits.length > 0]).toEqual([code, metric !== 'other']);
  }
});

test('several phases in force on one day differ by a condition', () => {
  const days = ['2013-01-01', '2024-12-01', '2026-11-25', '2028-01-01', '2031-01-01'];
  for (const standard of standards.filter(({ metric }) => metric !== 'other')) {
    for (const day of days) {
      const phases = phasesInForce(standard, day);
      if (phases.length < 2) continue;
      expect(new Set(phases.map(({ condition }) => condition)).size).toBe(phases.length);
      expect(phases.every(({ condition }) => condition !== undefined)).toBe(true);
    }
  }
});

test('a replaced limit says so; the past and other standards stay', () => {
  const replaced = withLimits(standards, { KR_CARBON_2050: 400, KR_PUE_GREEN_DC: 1.5 });
  expect(standardOf(replaced, 'KR_CARBON_2050').phases).toMatchObject([
    { limit: 400, limitSource: 'set by KOREA_CARBON_INTENSITY; the catalogue has 424' },
  ]);
  expect(standardOf(replaced, 'KR_PUE_GREEN_DC').phases).toMatchObject([
    { limit: 1.75 },
    { limit: 1.5, limitSource: 'set by KOREA_PUE_TARGET; the catalogue has 1.4' },
  ]);
  expect(standardOf(replaced, 'DE_ENEFG')).toBe(standardOf(standards, 'DE_ENEFG'));
  expect(withLimits(standards, {})).toEqual(standards);
});
