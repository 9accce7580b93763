import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import compare, { type CompareResult } from '../../src/operations/compare.ts';
import { compareView } from '../../src/operations/compare-view.ts';
import { fixture } from '../kepler/scrapes.ts';
import { invoked, NOW, nodeAWindow, notPlain, portsWith } from '../support/ports.ts';

const HEAVY = { workload: 'heavy-app', namespaces: ['demo'] };
const STEPS = ['temporal-shift', 'right-size=-20%', 'region=eu-north-1', 'pue=1.2'];
const compared = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<CompareResult>(compare, { ...HEAVY, ...input }, portsWith(given));

test('four steps: each is judged again and adds its own part, and the parts make the whole', async () => {
  const { result, outcome } = await compared({ steps: STEPS });
  expect(result.steps.map(({ scenario }) => scenario)).toEqual(STEPS);
  const [shift, resize, move, pue] = result.steps.map(({ after }) => after);
  expect(result.before).toMatchObject({
    region: 'ap-northeast-2',
    verdict: 'COMPLIANT',
    intensity: { value: 423 },
  });
  expect(shift?.intensity?.value).toBeLessThan(400);
  expect(resize?.powerWatts).toBeCloseTo(30.455432 * 0.8, 5);
  expect(move).toMatchObject({ region: 'eu-north-1', pue: { value: 1.1 } });
  expect(pue?.pue).toMatchObject({ value: 1.2, evidence: { grade: 'declared' } });
  const parts = result.steps.reduce(
    (sum, { contribution }) => sum + (contribution.projectedKgco2eqPerMonth ?? 0),
    0,
  );
  expect(parts).toBeCloseTo(result.change.projectedKgco2eqPerMonth ?? Number.NaN, 9);
  // Hourly grams of the end over those of the beginning, each power × intensity × PUE.
  const grams = ({ powerWatts, intensity, pue: { value } }: CompareResult['before']) =>
    (powerWatts ?? 0) * (intensity?.value ?? 0) * value;
  expect(result.changeRatio).toBeCloseTo(grams(result.after) / grams(result.before) - 1, 9);
  expect(outcome).toEqual({ verdict: 'COMPLIANT', exitCode: 0 });
  expect(notPlain(result)).toEqual([]);
});

test('percentages are never added: −20 % twice leaves 64 %', async () => {
  const { result } = await compared({ steps: ['right-size=-20%', 'right-size=-20%'] });
  expect(result.changeRatio).toBeCloseTo(-0.36, 12);
});

test('the verdict is computed, not constant: a site that fails passes with a better PUE, and the other way round', async () => {
  const better = await compared({ pue: 1.5, steps: ['pue=1.3'] });
  expect([better.result.before.verdict, better.result.after.verdict]).toEqual(['NON_COMPLIANT', 'COMPLIANT']);
  const worse = await compared({ pue: 1.3, steps: ['pue=1.5'] });
  expect([worse.result.before.verdict, worse.result.after.verdict]).toEqual(['COMPLIANT', 'NON_COMPLIANT']);
  expect(worse.result.change.projectedKgco2eqPerMonth).toBeGreaterThan(0);
});

test('a power budget is judged on what is left after each step', async () => {
  const { result } = await compared({ maxPowerWatts: 20, steps: ['right-size=-20%', 'right-size=-20%'] });
  const verdicts = [result.before, ...result.steps.map(({ after }) => after)].map(({ verdict }) => verdict);
  expect(verdicts).toEqual(['NON_COMPLIANT', 'NON_COMPLIANT', 'COMPLIANT']);
});

test('right-size without a percentage is reported as not applied and changes nothing', async () => {
  const { result, view } = await compared({ steps: ['right-size'] });
  expect(result.steps[0]?.unapplied).toContain('no percentage was given');
  expect(result.change.projectedKgco2eqPerMonth).toBe(0);
  expect(JSON.stringify(view)).toContain('right-size not applied: no percentage was given');
});

test('names of the former system mean the same steps', async () => {
  const { result } = await compared({
    steps: ['temporal_shift', 'resource_rightsizing=-20%', 'regional_migration=eu-north-1', 'pue=1.2'],
  });
  const ours = await compared({ steps: STEPS });
  expect(result.change).toEqual(ours.result.change);
});

test('money is facility energy of a month times the price', async () => {
  const { result } = await compared({
    steps: ['right-size=-20%'],
    price: { amount: 0.12, currency: 'USD' },
    pue: 1.32,
  });
  const cost = (30.455432 / 1000) * 730 * 1.32 * 0.12;
  expect(result.currency).toBe('USD');
  expect(result.before.costPerMonth).toBeCloseTo(cost, 5);
  expect(result.change.costPerMonth).toBeCloseTo(-0.2 * cost, 5);
  expect((await compared({ steps: ['right-size=-20%'] })).result.before.costPerMonth).toBeNull();
});

test('shared idle power is in the figures, as in assess', async () => {
  const { result } = await compared({ steps: ['pue=1.2'], idle: 'share' });
  expect(result.before.powerWatts).toBeCloseTo(94.007, 2);
});

test('a window is compared by the hours it holds', async () => {
  const { result } = await compared({ steps: ['temporal-shift=2h'] }, { scrapes: nodeAWindow() });
  expect(result.before.intensity?.evidence.grade).toBe('estimated');
  expect(result.asOf).toBe('2025-10-21');
});

test.each([
  ['+20%', 1.2],
  ['-20%', 0.8],
  ['0%', 1],
])('right-size=%s says by its sign whether power grows: times %d', async (percent, factor) => {
  const { result } = await compared({ steps: [`right-size=${percent}`] });
  expect(result.after.powerWatts).toBeCloseTo((result.before.powerWatts ?? 0) * factor, 9);
});

test('in csv a step that was not applied says why, as under the table', async () => {
  const { view } = await compared({ steps: ['right-size', 'pue=1.2'] });
  const at = view.records.columns.indexOf('not_applied');
  expect([...view.records.rows].map((row) => [row[0], row[at]])).toEqual([
    ['before', null],
    ['right-size', expect.stringMatching(/^no percentage was given/)],
    ['pue=1.2', null],
  ]);
});

test('a workload that is not there has no verdict but INCONCLUSIVE, exit 4', async () => {
  const { result, outcome } = await compared({ workload: 'nosuch', steps: ['pue=1.2'] });
  expect(outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
  expect([result.before.verdict, result.after.verdict]).toEqual(['INCONCLUSIVE', 'INCONCLUSIVE']);
  expect(result.before.powerWatts).toBeNull();
});

test.each<[string, object, string[], number, string]>([
  [
    'a place with an assumed PUE',
    {},
    ['region=kr-central-2'],
    4,
    '+ region=kr-central-2: INCONCLUSIVE, KR_PUE_GREEN_DC: evidence is assumed',
  ],
  [
    'a budget',
    { maxPowerWatts: 20 },
    ['right-size=-10%'],
    0,
    'before: NON_COMPLIANT, MAX_POWER: 30.455 misses <= 20 W',
  ],
  [
    'each step by itself',
    { maxPowerWatts: 20 },
    ['right-size=-10%'],
    0,
    '+ right-size=-10%: NON_COMPLIANT, MAX_POWER: 27.41 misses <= 20 W',
  ],
])('what is not COMPLIANT says why, and INCONCLUSIVE exits 4: %s', async (_, input, steps, exitCode, why) => {
  const { outcome, view } = await compared({ ...input, steps });
  expect(outcome.exitCode).toBe(exitCode);
  expect(JSON.stringify(view.blocks)).toContain(why);
});

test('a reason that stays the same stands once, and what is COMPLIANT gives none', async () => {
  const { view } = await compared({
    maxPowerWatts: 20,
    steps: ['temporal-shift', 'region=eu-north-1', 'right-size=-50%'],
  });
  const lines = view.blocks
    .flatMap((block) => (block.kind === 'text' ? block.lines : []))
    .map(({ text }) => text);
  expect(lines.filter((text) => text.includes('MAX_POWER'))).toEqual([
    'before: NON_COMPLIANT, MAX_POWER: 30.455 misses <= 20 W',
  ]);
});

test('a step that leaves nothing open answers, though the start was INCONCLUSIVE', async () => {
  const { result, outcome } = await compared({ region: 'kr-central-2', steps: ['pue=1.2'] });
  expect([result.before.verdict, result.after.verdict, outcome.exitCode]).toEqual([
    'INCONCLUSIVE',
    'COMPLIANT',
    0,
  ]);
});

test('what nobody measured is told: exit 4', async () => {
  const { result, outcome, view } = await compared(
    { namespaces: null, workload: 'feature-builder-0', steps: ['pue=1.2'] },
    { scrapes: [fixture('kepler-v0.7-legacy.prom')] },
  );
  expect([result.gaps, outcome.exitCode]).toEqual([['the power of feature-builder-0 was not measured'], 4]);
  expect(view.summary[0]?.text).toMatch(/^INCONCLUSIVE — the power of feature-builder-0 was not measured/);
});

test.each([
  ['temporal-shft', 'did you mean temporal-shift'],
  ['regoin=eu-north-1', 'did you mean region'],
  ['abc', 'steps are temporal-shift'],
  ['region', 'for example region=eu-north-1'],
  ['pue', 'for example pue=1.2'],
  ['right-size=-100%', 'give less than 100 %'],
  ['right-size=20%', 'write -20% for less power, +20% for more'],
  ['resource_rightsizing=.5%', 'write -.5% for less power, +.5% for more'],
  ['region=eu-nort-1', 'eu-north-1'],
])('step %s is refused before any source is read: %s', async (step, hint) => {
  const scrapes = () => Promise.reject(new Error('a source was read'));
  const ports = step.startsWith('region=') ? portsWith() : { ...portsWith(), scrapes };
  await expect(compare.invoke({ ...HEAVY, steps: [step] }, ports)).rejects.toMatchObject({
    code: 'USAGE',
    hint: expect.stringContaining(hint),
  });
});

test('a marginal series at home is not set against an average abroad', async () => {
  const segments = [{ fromMs: 0, toMs: 4e12, gco2eqPerKwh: 700 }];
  const evidence = { grade: 'declared', source: 'grid.csv', year: null } as const;
  const intensitySeries = () =>
    Promise.resolve({ segments, signal: 'marginal' as const, basis: 'lifecycle' as const, evidence });
  await expect(
    compared({ intensity: { file: 'grid.csv' }, steps: ['region=eu-north-1'] }, { intensitySeries }),
  ).rejects.toMatchObject({ code: 'MIXED_SIGNALS', exitCode: 2 });
});

test('a step that changes nothing shows 0, not what is left of the arithmetic', async () => {
  const { result } = await compared({ steps: ['temporal-shift=24h'] });
  const [table] = compareView(result).blocks;
  const cells = table?.kind === 'table' ? (table.rows[1] ?? []).map(({ text }) => text) : [];
  expect(cells.filter((text) => text.includes('e-'))).toEqual([]);
  expect(cells).toContain('0');
});

test('before and after say of which hours their intensity is, since a shift compares a window with others', async () => {
  const { result, view } = await compared({ steps: ['temporal-shift'] }, { scrapes: nodeAWindow() });
  const [before, after] = [
    'of the energy used in the 30 s that were measured',
    'mean of the cleanest 4 h begun in the 24 h that follow',
  ];
  expect(result.before.intensity?.evidence.note).toBe(before);
  expect(result.after.intensity?.evidence.note).toBe(after);
  expect(view.summary[1]?.text).toContain(
    `intensity before is estimated (${before}), after estimated (${after});`,
  );
  const year = await compared({ steps: ['pue=1.2'] });
  expect(year.view.summary[1]?.text).toContain('intensity is published (yearly average);');
  const stated = await compared({ intensity: 300, steps: ['pue=1.2'] });
  expect(stated.view.summary[1]?.text).toContain('intensity is declared;');
});

test('before and after say what their PUE is, since a place or a step can have a better one', async () => {
  const move = await compared({ steps: ['region=eu-north-1'] });
  expect(move.view.summary[1]?.text).toContain('PUE before is estimated, after published;');
  const stated = await compared({ steps: ['pue=1.2'] });
  expect(stated.view.summary[1]?.text).toContain('PUE before is estimated, after declared;');
  const same = await compared({ steps: ['right-size=-20%'] });
  expect(same.view.summary[1]?.text).toContain('PUE is estimated;');
});

test('a region that nobody named is shown as a default', async () => {
  const usual = await compared({ steps: ['pue=1.2'] });
  expect(usual.result.regionIsDefault).toBe(true);
  expect(usual.view.summary[1]?.text).toContain('; ap-northeast-2 is the default region.');
  const named = await compared({ region: 'ap-northeast-2', steps: ['pue=1.2'] });
  expect(named.result.regionIsDefault).toBe(false);
  expect(named.view.summary[1]?.text).not.toContain('default');
});

test('hours that are not known are told: the cleanest may lie among them', async () => {
  const fromMs = Date.parse(NOW);
  const series = (hours: number) => ({
    intensitySeries: () =>
      Promise.resolve({
        segments: [{ fromMs, toMs: fromMs + hours * 3_600_000, gco2eqPerKwh: 400 }],
        signal: 'average' as const,
        basis: 'lifecycle' as const,
        evidence: { grade: 'declared', source: 'grid.csv', year: null } as const,
      }),
  });
  const input = { intensity: { file: 'grid.csv' }, steps: ['temporal-shift=4h', 'right-size=-20%'] };
  const part = await compared(input, series(6));
  const early = part.result.warnings.filter(({ code }) => code === 'SERIES_ENDS_EARLY');
  expect(early).toEqual([expect.objectContaining({ figures: { missingMs: 22 * 3_600_000 } })]);
  expect(JSON.stringify(part.view.blocks)).toContain('nothing after was searched');
  const whole = await compared(input, series(28));
  expect(whole.result.warnings.map(({ code }) => code)).not.toContain('SERIES_ENDS_EARLY');
});

test.each([['pue=1.2'], ['temporal-shift=4h'], ['region=us-west-1']])(
  'against a start whose intensity nobody knows nothing was compared, whatever %s comes to: exit 4',
  async (step) => {
    const rows = ['time,gCO2eq_per_kWh', '2026-04-21T10:30Z,300', '2026-04-21T22:00Z,300'];
    const { result, outcome } = await compared(
      { intensity: { file: 'grid.csv' }, steps: [step] },
      {
        intensitySeries: (path) => Promise.resolve(seriesFromText(rows.join('\n'), path)),
        scrapes: [fixture('kepler-v0.11-node-a.prom', NOW)],
      },
    );
    expect([result.before.intensity, result.change.facilityGco2eqPerHour]).toEqual([null, null]);
    expect(outcome.exitCode).toBe(4);
  },
);
