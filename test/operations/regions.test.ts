import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import assess, { type AssessResult } from '../../src/operations/assess.ts';
import regions, { type RegionsResult } from '../../src/operations/regions.ts';
import { fixture, T0 } from '../kepler/scrapes.ts';
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

const MORNING = [
  'time,value',
  '2025-10-21T06:00:00Z,500',
  '2025-10-21T07:00:00Z,300',
  '2025-10-21T08:00:00Z,300',
];
const OTHER_YEAR = MORNING.map((row) => row.replace('2025', '2019'));
const ONE = 'kepler-v0.11-node-a.prom';

test.each([
  ['a dated scrape by its own hour', MORNING, [fixture(ONE, T0)], 300, 0],
  ['a dated scrape by no other hour', OTHER_YEAR, [fixture(ONE, T0)], null, 4],
  ['a window by its own hours', MORNING, nodeAWindow(), 300, 0],
  ['a window by no other hours', OTHER_YEAR, nodeAWindow(), null, 4],
] as const)(
  'of a stated series the current region is judged for %s',
  async (_, rows, scrapes, value, exitCode) => {
    const intensitySeries = (path: string) => Promise.resolve(seriesFromText(rows.join('\n'), path));
    const { result, outcome } = await compared(
      { intensity: { file: 'own.csv' }, codes: ['eu-north-1'] },
      { intensitySeries, scrapes },
    );
    expect(result.current.intensity?.value ?? null).toBe(value);
    expect(result.notes.join(' ')).not.toContain('whole series');
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.verdict).toBe(value === null ? 'INCONCLUSIVE' : 'COMPLIANT');
  },
);

test.each([
  [
    'a dated scrape',
    [fixture(ONE, T0)],
    'the intensity series has a gap at 2025-10-21T07:00:00Z, the time of the scrape',
  ],
  ['a window', nodeAWindow(), 'the intensity series has a gap in the window'],
] as const)(
  'where a stated series does not cover %s, the answer says so and what to do',
  async (_, scrapes, reason) => {
    const intensitySeries = (path: string) => Promise.resolve(seriesFromText(OTHER_YEAR.join('\n'), path));
    const input = { intensity: { file: 'own.csv' }, codes: ['eu-north-1'] };
    const { result, view } = await compared(input, { intensitySeries, scrapes });
    expect(result.gaps).toEqual([`${reason}; give a series that covers it, or leave out --intensity`]);
    expect(view.summary[0]?.text).toContain(`INCONCLUSIVE — ${result.gaps[0]}. How these compare with `);
  },
);

test('in a window of several hours the current region has the finding of an audit', async () => {
  const rows = [
    'time,value',
    '2025-10-21T07:00:00Z,300',
    '2025-10-21T07:00:10Z,900',
    '2025-10-21T07:00:20Z,300',
    '2025-10-21T07:00:30Z,100',
  ];
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(rows.join('\n'), path));
  const ports = portsWith({ intensitySeries, scrapes: nodeAWindow() });
  const input = { intensity: { file: 'own.csv' }, namespaces: ['demo'] };
  const { result } = await invoked<RegionsResult>(regions, { ...input, top: 1 }, ports);
  const audited = (await invoked<AssessResult>(assess, input, ports)).result;
  const found = (findings: AssessResult['site']['findings']) =>
    findings.find(({ standard }) => standard === 'KR_CARBON_2050');
  expect(found(result.current.findings)).toEqual(found(audited.site.findings));
  expect(result.current.intensity?.value).toBeCloseTo(500, 9);
  expect(found(audited.site.findings)?.observed?.value).toBe(result.current.intensity?.value);
});

test('a scrape without a time is compared by the mean of the series, and the answer warns of it', async () => {
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(MORNING.join('\n'), path));
  const { result } = await compared(
    { intensity: { file: 'own.csv' }, codes: ['eu-north-1'] },
    { intensitySeries },
  );
  expect(result.current.intensity?.value).toBeCloseTo(1100 / 3, 9);
  expect(result.warnings.map(({ code }) => code)).toContain('SERIES_MEAN_USED');
});

test('what was measured in 2023 is compared by the averages of 2023, everywhere', async () => {
  const { result } = await compared({}, { scrapes: [fixture(ONE, '2023-06-01T03:00:00Z')] });
  expect(result.current).toMatchObject({ intensity: { value: 443 }, verdict: 'NON_COMPLIANT' });
  const years = result.regions.map(({ intensity }) => intensity?.evidence.year);
  expect(new Set(years)).toEqual(new Set([2023]));
});
