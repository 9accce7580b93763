import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import compare, { type CompareResult } from '../../src/operations/compare.ts';
import regions, { type RegionsResult } from '../../src/operations/regions.ts';
import { fixture, scrapeOf } from '../kepler/scrapes.ts';
import { catalogueWithout } from '../support/catalogue-without.ts';
import { keplerPage, keplerPod } from '../support/kepler-page.ts';
import { invoked, nodeAWindow, portsWith } from '../support/ports.ts';

const HEAVY = { workload: 'heavy-app', namespaces: ['demo'], region: 'ap-northeast-2' };
const compared = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<RegionsResult>(regions, { ...HEAVY, ...input }, portsWith(given));

test('the note on the yearly average leaves out a region whose intensity was stated', async () => {
  const stated = await compared({ intensity: 100, top: 2 });
  expect(stated.result.notes[1]).toMatch(
    /^Intensity is the yearly average of the grid zone \(of ap-northeast-2 it is declared: stated by the operator\), PUE /,
  );
  const csv = 'datetime,gco2eq_per_kwh\n2026-04-20T00:00:00Z,300\n2026-04-20T01:00:00Z,310\n';
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(csv, path));
  const series = await compared({ intensity: { file: 'grid.csv' }, top: 2 }, { intensitySeries });
  expect(series.result.notes[1]).toMatch(
    /\(of ap-northeast-2 it is declared: grid\.csv; .*mean of the whole series where there is no window\), PUE /,
  );
  expect((await compared({ top: 2 })).result.notes[1]).toMatch(/average of the grid zone, PUE /);
});

test('a stated intensity is that of the grid zone, and of no other', async () => {
  const codes = ['koreacentral', 'eu-north-1'];
  const { result, view } = await compared({ intensity: 600, codes });
  expect(result.regions).toMatchObject([
    { code: 'eu-north-1', intensity: { value: 20, evidence: { grade: 'published' } } },
    { code: 'koreacentral', intensity: { value: 600, evidence: { grade: 'declared' } } },
  ]);
  expect(result.regions[1]?.changeRatio).toBeCloseTo(1.18 / 1.14 - 1, 9);
  expect(view.summary[1]?.text).toContain(
    '(of ap-northeast-2, and of koreacentral in the same grid zone KR, it is declared: stated by the operator), PUE ',
  );
  const only = await compared({ intensity: 600, codes: ['koreacentral'] });
  expect(only.view.summary[0]?.text).toBe('None of these is cleaner than ap-northeast-2.');
});

test('so is a stated series, with the hours of the energy', async () => {
  const csv =
    'time,gco2eq_per_kwh\n2025-10-21T06:00:00Z,500\n2025-10-21T07:00:00Z,300\n2025-10-21T08:00:00Z,300\n';
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(csv, path));
  const input = { intensity: { file: 'grid.csv' }, codes: ['koreacentral'] };
  const { result } = await compared(input, { intensitySeries, scrapes: nodeAWindow() });
  const [there] = result.regions;
  expect(there?.intensity).toEqual(result.current.intensity);
  expect(there?.intensity?.value).toBe(300);
  expect(there?.changeRatio).toBeCloseTo(1.18 / 1.14 - 1, 9);
});

test.each([
  [{ codes: ['eu-north-1'] }, 'Averages are of 2025. '],
  [
    { codes: ['JPN', 'USWN', 'eu-north-1'] },
    'Averages are of 2025; national where the grid zone is not known: USWN, JPN. ',
  ],
  [{ codes: ['eu-north-1'], intensity: 100 }, 'Averages are of 2025. '],
] as const)('the year of the averages is told, and where they are national: %j', async (input, text) => {
  const { view } = await compared(input);
  expect(view.summary[1]?.text).toContain(` can come to another. ${text}A limit `);
});

test('the year of what was measured is that of the averages, and csv has it, too', async () => {
  const scrapes = [fixture('kepler-v0.11-node-a.prom', '2022-06-01T00:00:00Z')];
  const { view } = await compared({ codes: ['eu-north-1'] }, { scrapes });
  expect(view.summary[1]?.text).toContain(' Averages are of 2022. ');
  const at = view.records.columns.indexOf('intensity_year');
  expect([...view.records.rows].map((row) => row[at])).toEqual([2022, 2022]);
});

test('an average of another year is named for the places that are compared, too, unless the intensity is stated', async () => {
  const given = { scrapes: [fixture('kepler-v0.11-node-a.prom', '2019-06-01T00:00:00Z')] };
  const subjectsOf = (warnings: RegionsResult['warnings']) =>
    warnings.filter(({ code }) => code === 'AVERAGE_OF_OTHER_YEAR').map(({ subject }) => subject);
  const codes = ['eu-north-1', 'koreacentral'];
  for (const [intensity, named] of [
    [{}, ['ap-northeast-2', 'eu-north-1']],
    [{ intensity: 100 }, ['eu-north-1']],
  ] as const) {
    const { result } = await compared({ codes, ...intensity }, given);
    expect(subjectsOf(result.warnings)).toEqual(named);
    const steps = codes.map((code) => `region=${code}`);
    const whatIf = await invoked<CompareResult>(compare, { ...HEAVY, ...intensity, steps }, portsWith(given));
    expect(subjectsOf(whatIf.result.warnings)).toEqual(named);
  }
});

test('where nothing compared has an average, no year is told', async () => {
  const { view } = await compared({ codes: ['koreacentral'], intensity: 100 });
  expect(view.summary[1]?.text).not.toContain('Averages');
});

test('csv says how each intensity is known', async () => {
  const { view } = await compared({ intensity: 100, codes: ['ap-northeast-2', 'eu-north-1'] });
  const at = view.records.columns.indexOf('intensity_evidence');
  expect([...view.records.rows].map((row) => [row[0], row[at]])).toEqual([
    ['eu-north-1', 'published'],
    ['ap-northeast-2', 'declared'],
  ]);
});

test.each([
  [
    'against a place whose intensity nobody knows',
    { codes: ['ap-southeast-6', 'eu-north-1'] },
    ['ap-northeast-2'],
    'How these compare with ap-northeast-2 is not known: it has no carbon intensity to compare with.',
    4,
  ],
  [
    'with nothing but such places',
    { region: 'eu-north-1', codes: ['ap-southeast-6'] },
    ['ap-southeast-6'],
    'Whether these are cleaner than eu-north-1 is not known: no carbon intensity is known for ap-southeast-6.',
    0,
  ],
  [
    'with such places among others',
    { region: 'eu-north-1', codes: ['ap-southeast-6', 'us-west-2'] },
    ['ap-southeast-6'],
    'None of these is known to be cleaner than eu-north-1; no carbon intensity is known for ap-southeast-6.',
    0,
  ],
  [
    'a cleaner one beside them',
    { codes: ['ap-southeast-6', 'eu-north-1'] },
    ['ap-southeast-6'],
    'heavy-app (30.46 W) would emit 95.4 % less in eu-north-1 than in ap-northeast-2.',
    0,
  ],
])('compared %s', async (_, input, unknown, text, exitCode) => {
  const catalogue = await catalogueWithout(...unknown);
  const { outcome, view } = await compared(input, { catalogue: () => Promise.resolve(catalogue) });
  expect([view.summary[0]?.text, outcome.exitCode]).toEqual([text, exitCode]);
});

test('where the current intensity is 0 none is cleaner', async () => {
  const { view, outcome } = await compared({ intensity: 0, codes: ['eu-north-1'] });
  expect(view.summary[0]?.text).toBe('None of these is cleaner than ap-northeast-2.');
  expect(outcome.exitCode).toBe(0);
});

test('in csv the current region stands among the rows, as in the table, and is marked', async () => {
  for (const codes of [['eu-north-1'], ['eu-north-1', 'ap-northeast-2']]) {
    const { view } = await compared({ codes });
    const at = view.records.columns.indexOf('is_current');
    expect([...view.records.rows].map((row) => [row[0], row[at]])).toEqual([
      ['eu-north-1', 'false'],
      ['ap-northeast-2', 'true'],
    ]);
    expect(view.names).toEqual(codes);
  }
});

test('regions that are not open to everyone are marked', async () => {
  const asked = ['eu-north-1', 'norwaywest', 'us-gov-west-1'];
  const { view } = await compared({ codes: asked });
  expect(view.summary[1]?.text).toMatch(
    /^Not open to everyone: norwaywest \(restricted\), us-gov-west-1 \(gov-partition\)\. Latency, /,
  );
  const at = view.records.columns.indexOf('status');
  const statuses = [...view.records.rows].map((row) => row[at]);
  expect(statuses).toEqual(['public', 'restricted', 'gov-partition', 'public']);
  const closed = await compared({ codes: ['norwaywest'] });
  expect(closed.view.summary[0]?.text).toContain(' less in norwaywest (restricted) than in ');
  expect((await compared({ codes: ['eu-north-1'] })).view.summary[1]?.text).toMatch(/^Latency, /);
});

test('of work that draws nothing no saving is claimed', async () => {
  const scrapes = [scrapeOf(`${keplerPage()}${keplerPod('idle-0')}`)];
  const { view } = await compared({ workload: 'idle-0', codes: ['eu-north-1'] }, { scrapes });
  expect(view.summary[0]?.text).toBe(
    'idle-0 draws 0 W and would save nothing; work that draws power would emit 95.4 % less in eu-north-1 than in ap-northeast-2.',
  );
});
