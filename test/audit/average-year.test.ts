import { expect, test } from 'vitest';
import { inYearOf } from '../../src/audit/average-year.ts';
import type { Region } from '../../src/grid/region.ts';
import { regionOf } from '../../src/grid/region-lookup.ts';
import { Regions } from '../../src/grid/regions.ts';
import { CATALOGUE } from './subjects.ts';

const SEOUL = regionOf(CATALOGUE.regions, 'ap-northeast-2');
const time = (first: string, last = first, isDated = true) => ({
  ...{ firstMs: Date.parse(first), lastMs: Date.parse(last) },
  isDated,
});
const judged = (of: ReturnType<typeof time>) => {
  const { region, remarks } = inYearOf(CATALOGUE, SEOUL, of);
  const { gco2eqPerKwh, evidence } = region.intensity as NonNullable<Region['intensity']>;
  return [evidence.year, gco2eqPerKwh, evidence.grade, remarks[0]?.figures?.measured];
};

test.each([
  ['2023-06-01T00:00:00Z', [2023, 443, 'published', undefined]],
  ['2022-12-31T14:59:59Z', [2022, 455, 'published', undefined]],
  ['2022-12-31T15:00:00Z', [2023, 443, 'published', undefined]], // midnight in Seoul
  ['2025-10-21T07:00:00Z', [2025, 423, 'published', undefined]],
  ['2026-04-20T09:00:00Z', [2025, 423, 'published', undefined]], // the year that is not over has no average
  ['2027-04-20T09:00:00Z', [2025, 423, 'published', '2027']],
  ['2019-06-01T00:00:00Z', [2021, 489, 'estimated', '2019']],
])('what was measured in %s is judged by %j', (at, expected) => {
  expect(judged(time(at))).toEqual(expected);
});

test('a window over a new year is judged by the year of its last day, and says that it began in another', () => {
  expect(judged(time('2022-12-31T00:00:00Z', '2023-01-01T23:00:00Z'))).toEqual([
    ...[2023, 443, 'published'],
    '2022 and 2023',
  ]);
  expect(inYearOf(CATALOGUE, SEOUL, time('2019-06-01T00:00:00Z')).remarks).toEqual([
    {
      ...{ code: 'AVERAGE_OF_OTHER_YEAR', level: 'warning', subject: 'ap-northeast-2' },
      message:
        'The grid intensity of ap-northeast-2 is by the yearly average of 2021, and what was measured is of 2019',
      figures: { averageOf: 2021, measured: '2019' },
    },
  ]);
});

test.each([
  ['2026', undefined],
  ['2031', '2031'],
])(
  'a scrape without a date is of now: in %s the newest average stands, and an old one is named',
  (year, named) => {
    const now = `${year}-04-20T09:00:00Z`;
    expect(judged(time(now, now, false))).toEqual([2025, 423, 'published', named]);
  },
);

test('all regions are of that year, so that a move compares like with like', () => {
  const { catalogue } = inYearOf(CATALOGUE, SEOUL, time('2023-06-01T00:00:00Z'));
  expect(new Set(Array.from(catalogue.regions, ({ intensity }) => intensity?.evidence.year))).toEqual(
    new Set([2023]),
  );
  expect(regionOf(catalogue.regions, 'eu-north-1').intensity?.gco2eqPerKwh).not.toBe(
    regionOf(CATALOGUE.regions, 'eu-north-1').intensity?.gco2eqPerKwh,
  );
});

test('an average of a year to come is named, dated or not', () => {
  const later: Region = {
    ...SEOUL,
    intensity: { gco2eqPerKwh: 300, evidence: { grade: 'estimated', source: 'a plan', year: 2030 } },
  };
  const catalogue = { ...CATALOGUE, regions: new Regions(new Map([['aws', () => [later]]])) };
  const at = '2026-04-20T09:00:00Z';
  for (const isDated of [true, false])
    expect(inYearOf(catalogue, later, time(at, at, isDated)).remarks[0]?.figures).toEqual({
      ...{ averageOf: 2030, measured: '2026' },
    });
});

test('the usual regions are not made again for a year that changes nothing', () => {
  const { catalogue, region } = inYearOf(CATALOGUE, SEOUL, time('2026-04-20T09:00:00Z'));
  expect(catalogue).toBe(CATALOGUE);
  expect(region).toBe(SEOUL);
});

test('places that are compared with it are named where their average is of another year, one remark a year', () => {
  const dated = (region: Region, year: number): Region => ({
    ...region,
    intensity: { gco2eqPerKwh: 500, evidence: { grade: 'published', source: 'own', year } },
  });
  const codes = ['us-west-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'];
  const places = codes.map((code, at) => dated(regionOf(CATALOGUE.regions, code), at === 0 ? 2023 : 2022));
  const of2023 = new Regions(new Map([['aws', () => [dated(SEOUL, 2023), ...places]]]));
  const regions = new Regions(new Map([['aws', () => [...CATALOGUE.regions.of('aws')]]]), () => of2023);
  const { remarks, remarksOn } = inYearOf({ ...CATALOGUE, regions }, SEOUL, time('2023-06-01T00:00:00Z'));
  expect([remarks, remarksOn(places.slice(0, 1))]).toEqual([[], []]);
  const measured = 'by the yearly average of 2022, and what was measured is of 2023';
  expect(remarksOn(places.slice(0, 2)).map(({ message }) => message)).toEqual([
    `The grid intensity of eu-north-1 is ${measured}`,
  ]);
  expect(remarksOn(places).map(({ message }) => message)).toEqual([
    `The grid intensity of eu-north-1, eu-west-1, eu-west-2 and 1 more is ${measured}`,
  ]);
});
