import { expect, test } from 'vitest';
import { pueOf } from '../../src/audit/catalogue-lookup.ts';
import { regionOf } from '../../src/grid/region-lookup.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';
import { BUNDLED } from '../../src/io/catalogue-bundled.ts';
import { crossCheck, problemsOf } from '../../src/io/catalogue-check.ts';
import { CATALOGUE_FILES, type CatalogueFileName } from '../../src/io/catalogue-schema.ts';

const NAMES = Object.keys(CATALOGUE_FILES) as CatalogueFileName[];
const catalogue = await loadCatalogue();

test.each(NAMES)('our own %s.json holds to its schema', (name) => {
  expect(problemsOf(name, BUNDLED[name])).toHaveProperty('valid');
});

test('our own files agree with each other', () => {
  expect(crossCheck(BUNDLED)).toEqual([]);
});

test('the catalogue holds what we say it holds', () => {
  const byProvider = (provider: string) =>
    [...catalogue.regions].filter((region) => region.provider === provider).length;
  expect(['aws', 'gcp', 'azure', 'naver', 'kakao'].map(byProvider)).toEqual([39, 45, 63, 5, 1]);
  expect(catalogue.standards).toHaveLength(23);
  expect(catalogue.profiles.size).toBe(47);
});

test('Seoul has the yearly average of its zone, with who says so', () => {
  expect(regionOf(catalogue.regions, 'ap-northeast-2').intensity).toEqual({
    gco2eqPerKwh: 423,
    evidence: {
      grade: 'published',
      source: 'Electricity Maps, yearly average of zone KR',
      year: 2025,
      basis: 'lifecycle',
      signal: 'average',
    },
  });
});

test.each([
  ['ap-northeast-1', 1.27, 'published', 2024],
  ['ap-northeast-2', 1.14, 'estimated', 2025],
  ['asia-northeast3', 1.1, 'estimated', null],
  ['italynorth', 1.12, 'estimated', 2022],
  ['kr-central-2', 1.4, 'assumed', 2012],
])('PUE of %s: %f, %s', (code, ratio, grade, year) => {
  const pue = pueOf(catalogue, regionOf(catalogue.regions, code));
  expect([pue.ratio, pue.evidence.grade, pue.evidence.year]).toEqual([ratio, grade, year]);
});

test('a region whose grid zone is unknown gets the national average, as an estimate', () => {
  const region = regionOf(catalogue.regions, 'naver:jpn');
  expect(region.gridZone).toBeNull();
  expect(region.intensity?.evidence).toMatchObject({
    grade: 'estimated',
    note: expect.stringContaining('national'),
  });
});

test('figures on another basis stand beside the average, never in its place', () => {
  const korean = catalogue.alternatives?.get('KR') ?? [];
  expect(korean.map(({ gco2eqPerKwh, evidence }) => [gco2eqPerKwh, evidence.year, evidence.basis])).toEqual([
    [417.3, 2023, 'direct'],
    [454.1, 2022, 'direct'],
    [356.57, 2024, 'operational'],
  ]);
});
