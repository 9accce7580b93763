import { expect, test } from 'vitest';
import { Regions } from '../../src/grid/regions.ts';
import { seriesFromText } from '../../src/grid/series-text.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';
import regions, { type RegionsResult } from '../../src/operations/regions.ts';
import { fixture } from '../kepler/scrapes.ts';
import { invoked, nodeAWindow, notPlain, portsWith } from '../support/ports.ts';

const HEAVY = { workload: 'heavy-app', namespaces: ['demo'] };
const compared = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<RegionsResult>(regions, { ...HEAVY, ...input }, portsWith(given));
const codes = ({ regions: list }: RegionsResult) => list.map(({ code }) => code);

test('cleanest first by intensity × PUE, the change in percent and in kg a month', async () => {
  const { result, outcome } = await compared({ top: 10 });
  expect(result.regions).toHaveLength(10);
  const [best] = result.regions;
  expect(best).toMatchObject({
    code: 'eu-north-1',
    intensity: { value: 20 },
    pue: { value: 1.1, evidence: { grade: 'published' } },
  });
  expect(best?.effectiveGco2eqPerKwh).toBeCloseTo(22, 12);
  expect(result.current.effectiveGco2eqPerKwh).toBeCloseTo(423 * 1.14, 9);
  expect(best?.changeRatio).toBeCloseTo(22 / (423 * 1.14) - 1, 12);
  expect(best?.changeKgco2eqPerMonth).toBeCloseTo((0.030455432 * 730 * (22 - 423 * 1.14)) / 1000, 5);
  expect(result.subject).toMatchObject({ name: 'heavy-app' });
  expect(result.notes[0]).toMatch(/Latency, data residency .* not weighed/);
  expect(outcome).toEqual({ verdict: 'COMPLIANT', exitCode: 0 });
  expect(notPlain(result)).toEqual([]);
});

test('all regions are ranked, and none is lost by a limit', async () => {
  const all = (await compared({})).result;
  const effective = all.regions.map(({ effectiveGco2eqPerKwh }) => effectiveGco2eqPerKwh ?? Number.NaN);
  expect(effective).toEqual([...effective].sort((a, b) => a - b));
  const some = (await compared({ top: 7 })).result;
  expect(some.regions.length + some.omitted).toBe(all.regions.length);
  expect(codes(some)).toEqual(codes(all).slice(0, 7));
});

test('a stated PUE moves the current region to its place in the ranking', async () => {
  const { result } = await compared({ pue: 1, codes: ['ap-northeast-2', 'asia-northeast3', 'koreacentral'] });
  expect(codes(result)).toEqual(['ap-northeast-2', 'asia-northeast3', 'koreacentral']);
  const worse = await compared({ pue: 1.5, codes: ['ap-northeast-2', 'asia-northeast3', 'koreacentral'] });
  expect(codes(worse.result)).toEqual(['asia-northeast3', 'koreacentral', 'ap-northeast-2']);
});

test('only the named ones, or those of one provider', async () => {
  expect(codes((await compared({ codes: ['us-west-2', 'eu-north-1'] })).result)).toEqual([
    'eu-north-1',
    'us-west-2',
  ]);
  const gcp = (await compared({ provider: 'gcp', top: 5 })).result;
  expect(gcp.regions.map(({ provider }) => provider)).toEqual(Array(5).fill('gcp'));
});

test('the standards are judged there, with the evidence of that place', async () => {
  const { result } = await compared({ codes: ['eu-north-1', 'ap-south-1', 'kr-central-2'] });
  const verdicts = Object.fromEntries(result.regions.map(({ code, verdict }) => [code, verdict]));
  // India's grid misses 424; Kakao's PUE is only assumed.
  expect(verdicts).toEqual({
    'eu-north-1': 'COMPLIANT',
    'ap-south-1': 'NON_COMPLIANT',
    'kr-central-2': 'INCONCLUSIVE',
  });
});

test('from a clean place to dirtier ones the change is an increase, and the summary says that none is cleaner', async () => {
  const { result, view } = await compared({ region: 'eu-north-1', codes: ['ap-northeast-2'] });
  expect(result.regions[0]?.changeRatio).toBeGreaterThan(10);
  expect(view.summary[0]?.text).toBe('None of these is cleaner than eu-north-1.');
});

test('without a workload places are compared and no source is read', async () => {
  const ports = { ...portsWith(), scrapes: () => Promise.reject(new Error('a source was read')) };
  const { result } = await invoked<RegionsResult>(regions, { withWorkload: false, top: 3 }, ports);
  expect(result.subject).toBeNull();
  expect(result.regions[0]).toMatchObject({ code: 'eu-north-1', changeKgco2eqPerMonth: null });
});

test('a current intensity of 0 has no share to compare with, and no Infinity', async () => {
  const { result } = await compared({ intensity: 0, top: 3 });
  expect(result.regions.map(({ changeRatio }) => changeRatio)).toEqual([null, 0, 0].map(() => null));
  expect(notPlain(result)).toEqual([]);
});

test('a workload that is not there exits 4; the ranking stands without figures of the workload', async () => {
  const { result, outcome } = await compared({ workload: 'nosuch', top: 2 });
  expect(outcome.exitCode).toBe(4);
  expect(result.regions[0]).toMatchObject({ code: 'eu-north-1', changeKgco2eqPerMonth: null });
});

test('a window is rated by yearly averages everywhere, so that like is compared with like', async () => {
  const { result } = await compared({ top: 1 }, { scrapes: nodeAWindow() });
  expect(result.subject?.powerWatts).toBeGreaterThan(20);
  const perMonth = ((result.subject?.powerWatts ?? 0) / 1000) * 730 * 423 * 1.14;
  expect(result.current.projectedKgco2eqPerMonth).toBeCloseTo(perMonth / 1000, 6);
});

test('an unknown code is refused with the near one', async () => {
  await expect(compared({ codes: ['eu-nroth-1'] })).rejects.toMatchObject({
    code: 'USAGE',
    hint: expect.stringContaining('eu-north-1'),
  });
});

test('work that is not there complies nowhere', async () => {
  const { result, outcome } = await invoked<RegionsResult>(regions, {
    workload: 'nosuch',
    namespaces: ['demo'],
    codes: ['eu-north-1'],
  });
  expect([result.current.verdict, result.regions[0]?.verdict]).toEqual(['INCONCLUSIVE', 'INCONCLUSIVE']);
  expect(outcome.exitCode).toBe(4);
});

test('work nobody measured is INCONCLUSIVE with exit 4, and no share is claimed for it', async () => {
  const legacy = { scrapes: [fixture('kepler-v0.7-legacy.prom')] };
  const { result, outcome, view } = await compared(
    { workload: 'feature-builder-0', namespaces: null, codes: ['eu-north-1'] },
    legacy,
  );
  expect(result.gaps).toEqual(['the power of feature-builder-0 was not measured']);
  expect(outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
  expect(view.summary[0]).toEqual({
    text: 'INCONCLUSIVE — the power of feature-builder-0 was not measured. The same work would emit 95.4 % less in eu-north-1 than in ap-northeast-2 (default region).',
    tone: 'unsure',
  });
});

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

test('csv says how each intensity is known', async () => {
  const { view } = await compared({ intensity: 100, codes: ['ap-northeast-2', 'eu-north-1'] });
  const at = view.records.columns.indexOf('intensity_evidence');
  expect([...view.records.rows].map((row) => [row[0], row[at]])).toEqual([
    ['eu-north-1', 'published'],
    ['ap-northeast-2', 'declared'],
  ]);
});

/** The bundled catalogue, with nothing known of the grid of these regions. */
async function catalogueWithout(...unknown: string[]) {
  const catalogue = await loadCatalogue();
  const known = [...catalogue.regions].map((region) =>
    unknown.includes(region.code) ? { ...region, gridZone: null, intensity: null } : region,
  );
  const providers = [...new Set(known.map(({ provider }) => provider))];
  const makers = providers.map(
    (provider) => [provider, () => known.filter((region) => region.provider === provider)] as const,
  );
  return { ...catalogue, regions: new Regions(new Map(makers)) };
}

test.each([
  [
    'against a place whose intensity nobody knows',
    { codes: ['ap-southeast-6', 'eu-north-1'] },
    ['ap-northeast-2'],
    'How these compare with ap-northeast-2 (default region) is not known: no carbon intensity is known for it.',
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
    'heavy-app (30.46 W) would emit 95.4 % less in eu-north-1 than in ap-northeast-2 (default region).',
    0,
  ],
])('compared %s', async (_, input, unknown, text, exitCode) => {
  const catalogue = await catalogueWithout(...unknown);
  const { outcome, view } = await compared(input, { catalogue: () => Promise.resolve(catalogue) });
  expect([view.summary[0]?.text, outcome.exitCode]).toEqual([text, exitCode]);
});

test('where the current intensity is 0 none is cleaner', async () => {
  const { view, outcome } = await compared({ intensity: 0, codes: ['eu-north-1'] });
  expect(view.summary[0]?.text).toBe('None of these is cleaner than ap-northeast-2 (default region).');
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

test('a region that nobody named as the current one is shown as a default', async () => {
  const usual = await compared({ codes: ['eu-north-1'] });
  expect(usual.result.regionIsDefault).toBe(true);
  expect(usual.view.summary[0]?.text).toMatch(
    /less in eu-north-1 than in ap-northeast-2 \(default region\)\.$/,
  );
  const named = await compared({ region: 'ap-northeast-2', codes: ['eu-north-1'] });
  expect(named.result.regionIsDefault).toBe(false);
  expect(named.view.summary[0]?.text).toMatch(/than in ap-northeast-2\.$/);
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
