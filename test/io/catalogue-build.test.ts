import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localHours } from '../../src/grid/local-hours.ts';
import { BUNDLED } from '../../src/io/catalogue-bundled.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Always with --check: nothing is written. */
function build(...args: string[]): Promise<{ exitCode: number; output: string }> {
  const all = [join(ROOT, 'scripts/build-catalogue.mjs'), '--check', ...args];
  return new Promise((done) => {
    execFile(process.execPath, all, { env: { PATH: process.env.PATH } }, (error, stdout, stderr) => {
      done({ exitCode: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}`.trim() });
    });
  });
}

let scratch = '';
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'catalogue-build-'));
});
afterEach(() => rm(scratch, { recursive: true }));

test('config/ and NOTICE are what the script makes of them', async () => {
  expect(await build()).toEqual({ exitCode: 0, output: 'everything is as it should be' });
});

/** A package of yearly values in the layout of @tgwf/co2. */
async function packageOf(values: Record<string, Record<string, number>>): Promise<void> {
  const directory = join(scratch, 'dist/esm/data/electricity-maps');
  await mkdir(directory, { recursive: true });
  await writeFile(join(scratch, 'package.json'), '{"type":"module"}');
  const tables = Object.entries(values).map(([year, zones]) => {
    const entries = Object.entries(zones).map(([zone, value]) => [zone, { carbonIntensity: { value } }]);
    return [`yearly${year}`, { data: Object.fromEntries(entries) }];
  });
  await writeFile(
    join(directory, 'index.js'),
    `export default ${JSON.stringify(Object.fromEntries(tables))};`,
  );
}

const ours = (year: string) =>
  Object.fromEntries(
    Object.entries(BUNDLED['grid-averages'].zones).map(([zone, byYear]) => [zone, byYear[year] as number]),
  );
const history = () =>
  Object.fromEntries(['2021', '2022', '2023', '2024', '2025'].map((year) => [year, ours(year)]));

test('the averages come from the package: the same values change nothing, others do', async () => {
  await packageOf(history());
  expect((await build('--averages', scratch)).output).toBe('everything is as it should be');
  await packageOf({ ...history(), 2026: { ...ours('2025'), KR: 400 } });
  expect(await build('--averages', scratch)).toEqual({
    exitCode: 1,
    output: 'differ: config/grid-averages.json',
  });
});

test('a package without a zone of ours is refused', async () => {
  const { KR: _, ...others } = ours('2025');
  await packageOf({ 2025: others });
  const { exitCode, output } = await build('--averages', scratch);
  expect(exitCode).toBe(1);
  expect(output).toContain('zone "KR" has no yearly average');
});

const TYPICAL_DAYS = join(ROOT, 'scripts/catalogue/typical-days.mjs');

test('typical days are means by local hour of the local year: a year of our own hours gives ours back', async () => {
  const { typicalDays } = await import(TYPICAL_DAYS);
  const current = BUNDLED['hourly-profiles'];
  const { annual } = current.zones.SG as { annual: number[] };
  const rows = Array.from({ length: 368 * 24 }, (_, hour) => {
    const time = new Date(Date.UTC(2023, 11, 30) + hour * 3_600_000);
    const isInYear = new Date(time.getTime() + 8 * 3_600_000).getUTCFullYear() === 2024;
    // Singapore is UTC+8 all year; hours outside its year 2024 must not count.
    return `${time.toISOString()},${isInYear ? annual[(time.getUTCHours() + 8) % 24] : 9999}`;
  });
  const made = typicalDays(current, ['datetime_utc,SG', ...rows].join('\n'), localHours);
  const seasons = { DJF: annual, MAM: annual, JJA: annual, SON: annual };
  expect(made.zones.SG).toEqual({
    timeZone: 'Asia/Singapore',
    annual,
    seasons,
    weekday: annual,
    weekend: annual,
  });
  expect(made.zones.KR).toBe(current.zones.KR);
  expect(made.year).toBe(2024);
});

test('a table of hours without times, or of part of a year, is refused', async () => {
  const path = join(scratch, 'hours.csv');
  await writeFile(path, 'datetime_utc,SG\nyesterday,1\n');
  expect((await build('--hourly', path)).output).toContain('the first column must hold UTC times');
  await writeFile(path, 'datetime_utc,SG\n2024-05-01T00:00Z,1\n');
  expect(await build('--hourly', path)).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('the table must cover a whole year'),
  });
});
