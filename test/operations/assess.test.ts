import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import assess, { type AssessResult } from '../../src/operations/assess.ts';
import { fixture, T0, T30 } from '../kepler/scrapes.ts';
import { invoked, nodeA, nodeAWindow, nodeB, notPlain, portsWith } from '../support/ports.ts';

const EXPECTED = JSON.parse(
  readFileSync(new URL('../../fixtures/kepler-expected.json', import.meta.url), 'utf8'),
);
interface ExpectedPod {
  readonly namespace: string;
  readonly pod: string;
  readonly joules: { readonly package: number; readonly dram: number } | null;
  readonly mean_watts: number | null;
}

const HEAVY = { workload: 'heavy-app', namespaces: ['demo'] };
const EVERYTHING = { namespaces: null };
const asked = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<AssessResult>(assess, input, portsWith(given));

test('heavy-app on node-a: 30.455432 W, 17.005 g/h of the facility and 12.882 of IT, both Korean targets met', async () => {
  const { result, outcome } = await asked({ ...HEAVY, pue: 1.32 });
  const [heavy] = result.workloads;
  expect(heavy?.powerWatts).toBeCloseTo(30.455432, 5);
  expect(heavy?.emissions?.facilityGco2eqPerHour).toBeCloseTo(17.005, 3);
  expect(heavy?.emissions?.itGco2eqPerHour).toBeCloseTo(12.8826, 4);
  expect(heavy).toMatchObject({
    verdict: 'COMPLIANT',
    grade: 'published',
    idleShareWatts: null,
    energyKwh: null,
  });
  expect(result.nodes[0]?.zones).toEqual(['package', 'dram']);
  expect(result.site).toMatchObject({
    intensity: {
      value: 423,
      evidence: { grade: 'published', year: 2025, basis: 'lifecycle', signal: 'average' },
    },
    pue: { value: 1.32, evidence: { grade: 'declared' } },
    region: { code: 'ap-northeast-2', isDefault: true },
  });
  expect(result.site.findings).toMatchObject([
    {
      standard: 'KR_CARBON_2050',
      verdict: 'COMPLIANT',
      scope: 'site',
      observed: { value: 423 },
      limit: { comparator: '<=', value: 424, unit: 'gCO2eq/kWh' },
    },
    {
      standard: 'KR_PUE_GREEN_DC',
      verdict: 'COMPLIANT',
      observed: { value: 1.32, evidence: { grade: 'declared' } },
      limit: { comparator: '<=', value: 1.4 },
    },
  ]);
  expect(outcome).toEqual({ verdict: 'COMPLIANT', exitCode: 0 });
});

test('without a PUE the fleet figure of the provider is used, as an estimate', async () => {
  const { result, outcome } = await asked(HEAVY);
  expect(result.site.pue).toMatchObject({ value: 1.14, evidence: { grade: 'estimated', year: 2025 } });
  expect(result.workloads[0]?.grade).toBe('estimated');
  expect(outcome.exitCode).toBe(0);
});

test.each([
  ['aws: published for the region', 'eu-north-1', 1.1, 'published'],
  ['aws: fleet', 'ap-northeast-2', 1.14, 'estimated'],
  ['gcp: fleet', 'asia-northeast3', 1.1, 'estimated'],
  ['azure: fleet', 'koreacentral', 1.18, 'estimated'],
  ['naver: nothing is published', 'naver:KR', 1.4, 'assumed'],
  ['kakao: nothing is published', 'kr-central-2', 1.4, 'assumed'],
])('PUE of %s', async (_, region, value, grade) => {
  const { result } = await asked({ ...HEAVY, region });
  expect(result.site.pue).toMatchObject({ value, evidence: { grade } });
  expect(result.site.region.isDefault).toBe(false);
});

test('an assumed PUE is too weak by default: INCONCLUSIVE, exit 4; asked for, it is judged', async () => {
  const { outcome, result } = await asked({ ...HEAVY, region: 'kr-central-2' });
  expect(outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
  expect(result.gate.reasons).toEqual(['1 check without enough evidence']);
  const accepted = await asked({ ...HEAVY, region: 'kr-central-2', minEvidence: 'assumed' });
  expect(accepted.outcome).toEqual({ verdict: 'COMPLIANT', exitCode: 0 });
});

test.each<[string, object, string, number]>([
  ['PUE 1.45 misses 1.4', { pue: 1.45 }, 'NON_COMPLIANT', 1],
  ['nothing fails the gate', { pue: 1.45, failOn: 'none' }, 'NON_COMPLIANT', 0],
  ['430 g/kWh misses 424', { pue: 1.32, intensity: 430 }, 'NON_COMPLIANT', 1],
  ['published is asked for, Seoul has only a fleet PUE', { minEvidence: 'published' }, 'INCONCLUSIVE', 4],
  ['the same with a warning', { minEvidence: 'published', onInconclusive: 'warn' }, 'INCONCLUSIVE', 0],
  ['published is asked for and PUE declared', { minEvidence: 'published', pue: 1.32 }, 'COMPLIANT', 0],
  ['nothing that can be judged', { standards: ['KR_NDC_2030'] }, 'NOT_APPLICABLE', 4],
  ['the same, with a warning', { standards: ['KR_NDC_2030'], onInconclusive: 'warn' }, 'NOT_APPLICABLE', 4],
])('%s', async (_, input, verdict, exitCode) => {
  expect((await asked({ ...HEAVY, ...input })).outcome).toEqual({ verdict, exitCode });
});

test.each<[object, RegExp]>([
  [{ pue: 1.45 }, /^NON_COMPLIANT — 1 finding against KR_PUE_GREEN_DC\. .*\(default region\)\.$/],
  [
    { pue: 1.45, failOn: 'none' },
    /^NON_COMPLIANT\. .* The gate passes: nothing of it fails with --fail-on none\.$/,
  ],
  [
    { minEvidence: 'published', onInconclusive: 'warn' },
    /^INCONCLUSIVE — 1 check without enough evidence\. .* The gate passes, because of --on-inconclusive warn\.$/,
  ],
  [
    { intensity: 430, minEvidence: 'published', failOn: 'none', onInconclusive: 'warn' },
    /^NON_COMPLIANT — 1 check without enough evidence\. .* fails with --fail-on none and --on-inconclusive warn\.$/,
  ],
  [{ pue: 1.32 }, /^COMPLIANT\. [^.]*\.$/],
])('a verdict that does not stop a pipeline says so: %j', async (input, line) => {
  expect((await asked({ ...HEAVY, ...input })).view.summary[0]?.text).toMatch(line);
});

test('the limits of the former system decide where they are set', async () => {
  const settings = { koreaCarbonIntensity: 400, koreaPueTarget: 1.3 };
  const { result, outcome } = await asked({ ...HEAVY, pue: 1.32 }, { settings });
  expect(result.site.findings.map(({ verdict, limit }) => [verdict, limit?.value])).toEqual([
    ['NON_COMPLIANT', 400],
    ['NON_COMPLIANT', 1.3],
  ]);
  expect(outcome.exitCode).toBe(1);
});

test('a power budget of 20 W tells heavy-app from efficient-app', async () => {
  const { result, outcome } = await asked({ namespaces: ['demo'], maxPowerWatts: 20 });
  expect(result.workloads.map(({ workload, verdict }) => [workload.name, verdict])).toEqual([
    ['heavy-app', 'NON_COMPLIANT'],
    ['efficient-app', 'COMPLIANT'],
  ]);
  expect(outcome).toEqual({ verdict: 'NON_COMPLIANT', exitCode: 1 });
});

test('node-a: 69.328 W over running pods, and the node reconciles', async () => {
  const { result } = await asked(EVERYTHING);
  expect(result.totals.powerWatts).toBeCloseTo(EXPECTED['kepler-v0.11-node-a.prom'].running_total_watts, 5);
  expect(result.totals.powerWatts).toBeCloseTo(69.328, 3);
  const [node] = result.nodes;
  const parts = [node?.assessedWatts, node?.otherPodsWatts, node?.outsidePodsWatts, node?.idleWatts];
  const sum = parts.reduce<number>((total, part) => total + (part ?? Number.NaN), 0);
  expect(sum).toBeCloseTo(node?.totalWatts ?? Number.NaN, 3);
  expect(result.coverage).toMatchObject({ nodes: 1, podsMeasured: 40, podsSeen: 40, missing: [] });
});

test('t0 to t30: energy of every pod as expected, the restarted one flagged, none negative', async () => {
  const { result } = await asked({ ...EVERYTHING, intensity: 400 }, { scrapes: nodeAWindow() });
  const window = EXPECTED['node-a over 30 s'];
  expect(result.window).toEqual({
    from: '2025-10-21T07:00:00.000Z',
    to: '2025-10-21T07:00:30.000Z',
    seconds: 30,
  });
  const payments = result.workloads.find(({ workload }) => workload.name.endsWith('-8qk5d'));
  expect(payments?.flags).toContain('counter-reset');
  for (const want of window.pods as readonly ExpectedPod[]) {
    const found = result.workloads.find(
      ({ workload }) => workload.namespace === want.namespace && workload.name === want.pod,
    );
    if (want.joules === null) {
      expect(found).toMatchObject({ verdict: 'INCONCLUSIVE', powerWatts: null, energyKwh: null });
      continue;
    }
    const joules = want.joules.package + want.joules.dram;
    expect(found?.energyKwh, want.pod).toBeCloseTo(joules / 3_600_000, 9);
    expect(found?.powerWatts, want.pod).toBeCloseTo(want.mean_watts ?? Number.NaN, 4);
  }
  expect(result.workloads.every(({ powerMethod }) => powerMethod === 'counter')).toBe(true);
});

test('two nodes stay two nodes; workloads of both are assessed', async () => {
  const { result } = await asked(EVERYTHING, { scrapes: [nodeA(), nodeB()] });
  expect(result.nodes.map(({ node }) => node)).toHaveLength(2);
  expect(result.totals.powerWatts).toBeCloseTo(69.328 + 539.685, 2);
  expect(result.coverage.nodes).toBe(2);
});

test('nosuch is INCONCLUSIVE, exit 4, and the near names are told', async () => {
  const { result, outcome, view } = await asked({ workload: 'heavy-ap', namespaces: ['demo'] });
  expect(outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
  expect(result.gaps).toEqual([
    'no running workload heavy-ap in namespace demo in the scrape; near: heavy-app',
  ]);
  expect(result.workloads).toEqual([]);
  expect(result.totals.powerWatts).toBeNull();
  expect(view.summary[0]?.text).toContain('near: heavy-app');
});

test('one legacy scrape is INCONCLUSIVE and says to give two; two give power', async () => {
  const once = await asked(EVERYTHING, { scrapes: [fixture('kepler-v0.7-legacy.prom')] });
  expect(once.outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
  expect(once.result.workloads[0]?.findings[0]).toMatchObject({
    standard: 'EVIDENCE',
    verdict: 'INCONCLUSIVE',
  });
  expect(once.result.workloads[0]?.findings[0]?.reason).toMatch(/two/);
  const scrapes = [fixture('kepler-v0.7-legacy.prom', T0), fixture('kepler-v0.7-legacy.t30.prom', T30)];
  const twice = await asked(EVERYTHING, { scrapes });
  expect(twice.result.totals.powerWatts).toBeGreaterThan(0);
  expect(twice.result.window?.seconds).toBe(30);
});

test('two scrapes of one node without times are refused, never added up', async () => {
  const scrapes = [nodeA(), fixture('kepler-v0.11-node-a.t30.prom')];
  await expect(asked(EVERYTHING, { scrapes })).rejects.toMatchObject({ code: 'WINDOW_UNDATED', exitCode: 3 });
});

test('endpoints that did not answer make it INCONCLUSIVE, unless that coverage is accepted', async () => {
  const missing = [{ origin: 'http://10.0.0.2:28282/metrics', reason: 'connection refused' }];
  const { outcome, result } = await asked({ ...HEAVY, pue: 1.3 }, { missing });
  expect(outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
  expect(result.gaps).toEqual(['1 of 2 endpoints did not answer']);
  expect(result.coverage.missing).toEqual(missing);
  const accepted = await asked({ ...HEAVY, pue: 1.3, minCoverageRatio: 0.5 }, { missing });
  expect(accepted.outcome.exitCode).toBe(0);
});

test('owners are inferred and say so', async () => {
  const { result } = await asked({ namespaces: null, groupBy: 'workload' });
  const workers = result.workloads.find(({ workload }) => workload.name === 'data-prep-worker');
  expect(workers).toMatchObject({ workload: { kind: 'StatefulSet', ownerFrom: 'inferred' } });
  expect(workers?.pods).toEqual(['data-prep-worker-0', 'data-prep-worker-1']);
  expect(workers?.powerWatts).toBeCloseTo(4.057504 + 3.815986, 5);
  expect(result.totals.powerWatts).toBeCloseTo(69.328, 3);
});

const CSV = [
  'datetime,gco2eq_per_kwh',
  '2025-10-21T06:00:00Z,500',
  '2025-10-21T07:00:00Z,300',
  '2025-10-21T08:00:00Z,300',
].join('\n');

test('a stated series judges a window by its hours, a dated scrape by its own, and one without a time by its mean', async () => {
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(CSV, path));
  const input = { ...HEAVY, pue: 1.32, intensity: { file: 'grid.csv' } };
  const window = await asked(input, { intensitySeries, scrapes: nodeAWindow() });
  expect(window.result.workloads[0]?.effectiveIntensity?.value).toBeCloseTo(300, 9);
  const once = await asked(input, { intensitySeries });
  expect(once.result.workloads[0]?.effectiveIntensity?.value).toBeCloseTo(1100 / 3, 9);
  expect(once.result.warnings.map(({ code }) => code)).toContain('SERIES_MEAN_USED');
  expect(JSON.stringify(once.view.blocks)).toContain('SERIES_MEAN_USED: A scrape without a time is judged');
  const dated = await asked(input, { intensitySeries, scrapes: [fixture('kepler-v0.11-node-a.prom', T0)] });
  expect(dated.result.workloads[0]?.effectiveIntensity?.value).toBe(300);
  expect(dated.result.warnings.map(({ code }) => code)).not.toContain('SERIES_MEAN_USED');
});

test('a dated scrape of a time the series does not cover is INCONCLUSIVE, not judged by other times', async () => {
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(CSV, path));
  const scrapes = [fixture('kepler-v0.11-node-a.prom', '2026-04-20T03:00:00Z')];
  const { outcome, result } = await asked(
    { ...HEAVY, intensity: { file: 'grid.csv' } },
    { intensitySeries, scrapes },
  );
  expect(outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
  expect(result.site.findings[0]?.reason).toBe(
    'the intensity series has a gap at 2026-04-20T03:00:00Z, the time of the scrape',
  );
});

test('a series of another grid zone than that of the region is refused before anything is read', async () => {
  const rows = ['07', '08'].map((hour) => `2025-10-21T${hour}:00:00Z,50,FR`);
  const intensitySeries = (path: string) =>
    Promise.resolve(seriesFromText(['time,value,zone', ...rows].join('\n'), path));
  const input = { ...HEAVY, intensity: { file: 'fr.csv' } };
  await expect(asked(input, { intensitySeries, scrapes: nodeAWindow() })).rejects.toMatchObject({
    code: 'NO_INTENSITY',
    message: 'fr.csv is of grid zone FR, and region ap-northeast-2 lies in zone KR',
  });
  const there = await asked({ ...input, region: 'eu-west-3' }, { intensitySeries, scrapes: nodeAWindow() });
  expect(there.result.workloads[0]?.effectiveIntensity?.value).toBe(50);
});

test('a series of 424 throughout meets 424, over a window and without one', async () => {
  const hours = ['06', '07', '08'].map((hour) => `2025-10-21T${hour}:00:00Z,424`);
  const intensitySeries = (path: string) =>
    Promise.resolve(seriesFromText(['time,intensity', ...hours].join('\n'), path));
  for (const scrapes of [nodeAWindow(), undefined]) {
    const input = { namespaces: ['production'], pue: 1.32, intensity: { file: 'grid.csv' } };
    const { result } = await asked(input, { intensitySeries, ...(scrapes ? { scrapes } : {}) });
    expect(result.verdict).toBe('COMPLIANT');
    expect(result.site.findings[0]?.reason).toBe('424 meets <= 424 gCO2eq/kWh');
    expect(result.workloads.map((one) => one.effectiveIntensity?.value)).toEqual(
      result.workloads.map(() => 424),
    );
  }
});

test.each<[string, object, string]>([
  ['region', { region: 'ap-northest-2' }, 'ap-northeast-2'],
  ['place', { region: 'seoul' }, 'ap-northeast-2'],
  ['standard', { standards: ['KR_CARBON_205'] }, 'KR_CARBON_2050'],
])('an unknown %s is refused with the near ones', async (_, input, near) => {
  await expect(asked({ ...HEAVY, ...input })).rejects.toMatchObject({
    code: 'USAGE',
    hint: expect.stringContaining(near),
  });
});

test.each<[object, string]>([
  [
    { namespaces: ['Demo'] },
    'assess: namespaces.0 is no namespace: those are lower-case letters, digits and dashes',
  ],
  [{ pue: 0.9 }, 'assess: pue is below 1'],
  [{ intensity: -1 }, 'assess: intensity is below 0'],
  [{ failOn: 'never' }, 'assess: failOn is none of error, warning, none'],
  [{ colour: 'red' }, 'assess: the input has no place for colour'],
])('input %j is refused in one sentence', async (input, message) => {
  await expect(asked(input)).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(message),
  });
});

test('the result is plain JSON, and the same twice', async () => {
  for (const scrapes of [[nodeA()], [...nodeAWindow()], [fixture('kepler-v0.7-legacy.prom')]]) {
    const first = await asked({ namespaces: null, maxPowerWatts: 4, idle: 'share' }, { scrapes });
    expect(notPlain(first.result)).toEqual([]);
    const again = await asked({ namespaces: null, maxPowerWatts: 4, idle: 'share' }, { scrapes });
    expect(JSON.stringify(again.result)).toBe(JSON.stringify(first.result));
  }
});

test('one dated scrape is judged as of its time, an undated one as of now', async () => {
  const dated = { ...nodeA(), takenAtMs: Date.parse('2013-06-01T00:00:00Z') };
  const { result } = await asked({ ...HEAVY, pue: 1.7 }, { scrapes: [dated] });
  expect(result).toMatchObject({ asOf: '2013-06-01', window: null, verdict: 'COMPLIANT' });
  const undated = await asked({ ...HEAVY, pue: 1.7 });
  expect(undated.result.verdict).toBe('NON_COMPLIANT');
});
