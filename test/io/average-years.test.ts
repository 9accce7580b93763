import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { regionOf } from '../../src/grid/region-lookup.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';
import { BUNDLED } from '../../src/io/catalogue-bundled.ts';
import { scratch } from '../support/scratch.ts';

const { year: USUAL, zones: ZONES } = BUNDLED['grid-averages'];

/** Our averages with others for Korea. */
async function catalogueWith(korean: Record<string, number>, year = USUAL) {
  const directory = scratch();
  const file = { ...BUNDLED['grid-averages'], year, zones: { ...ZONES, KR: korean } };
  writeFileSync(join(directory, 'grid-averages.json'), JSON.stringify(file));
  return loadCatalogue(directory);
}

const seoulIn = ({ regions }: Awaited<ReturnType<typeof loadCatalogue>>, year: number | null) =>
  regionOf(year === null ? regions : regions.inYear(year), 'ap-northeast-2').intensity;

test.each<[Record<string, number>, number | null, number, string]>([
  [{ 2021: 900, 2030: 300 }, null, 2021, 'published'],
  [{ 2021: 900, 2030: 300 }, 2026, 2021, 'published'],
  [{ 2021: 900, 2030: 300 }, 2030, 2030, 'published'],
  [{ 2021: 900, 2030: 300 }, 2020, 2021, 'estimated'],
  [{ 2030: 300 }, null, 2030, 'estimated'],
  [{ 2030: 300 }, 2026, 2030, 'estimated'],
  [{ 2019: 500 }, 2026, 2019, 'published'],
  [{ 2022: 1, 2024: 2 }, 2023, 2022, 'published'],
  [{ 2024: 1, 2025: 2, 2026: 3 }, 2026, 2026, 'published'],
  [{ 2024: 1, 2025: 2, 2026: 3 }, 2027, 2025, 'published'], // the year in use, as the file says
  [{ 2024: 1, 2026: 3 }, 2027, 2026, 'published'],
])('of averages %j, %s is judged by %d', async (korean, wanted, year, grade) => {
  const intensity = seoulIn(await catalogueWith(korean), wanted);
  expect(intensity?.evidence).toMatchObject({ year, grade });
  expect(intensity?.gco2eqPerKwh).toBe(korean[year]);
});

test('what is published of a year to come says that it is none of the year asked for', async () => {
  expect(seoulIn(await catalogueWith({ 2030: 300 }), 2026)?.evidence.note).toBe(
    'no average of 2026 or a year before it is known',
  );
});

test('the bundle lists no zone, so our own averages end with the usual year', () => {
  const years = Object.values(ZONES).flatMap(Object.keys).map(Number);
  expect(Math.max(...years)).toBe(USUAL);
});

test('a year is made once, and none where the usual averages are those of that year', async () => {
  const { regions } = await loadCatalogue();
  expect(regions.inYear(USUAL + 1)).toBe(regions);
  expect(regions.inYear(2023)).toBe(regions.inYear(2023));
});
