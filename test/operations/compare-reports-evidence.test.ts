import { expect, test } from 'vitest';
import { fixture, fixtureText, scrapeOf, T0, T30 } from '../kepler/scrapes.ts';
import { nodeA, nodeB } from '../support/ports.ts';
import { assessed, BASE, compared, type Report } from './saved-reports.ts';

/** The same report with other fields in its first workload. */
function withFirst(report: Report, fields: object): Report {
  const [first, ...others] = report.workloads as object[];
  return { ...report, workloads: [{ ...first, ...fields }, ...others] };
}

const flagsOf = (report: Report): unknown[] => (report.workloads as { flags: unknown[] }[])[0]?.flags ?? [];

test('a lower bound is no saving: exit 4, no total; a report without flags has none', async () => {
  const emissions = { facilityGco2eqPerHour: 1e-6 };
  const bound = withFirst(BASE, { emissions, flags: [...flagsOf(BASE), 'lower-bound'] });
  const gate = { failOnRegressionRatio: 0.05 };
  const { result, outcome } = await compared({ 'base.json': BASE, 'head.json': bound }, gate);
  expect(result.counts).toMatchObject({ better: 0, unknown: 1, unchanged: 39 });
  expect(result.gaps).toEqual([expect.stringContaining('no more than a lower bound')]);
  expect([result.passed, result.total.changeRatio, outcome.exitCode]).toEqual([false, null, 4]);
  const old = withFirst(BASE, { emissions, flags: undefined });
  const exact = await compared({ 'base.json': BASE, 'head.json': old }, gate);
  expect([exact.result.counts.better, exact.outcome.exitCode]).toEqual([1, 0]);
});

test.each([
  ['NOT_APPLICABLE', 'COMPLIANT', true, 0],
  ['COMPLIANT', 'NOT_APPLICABLE', false, 4],
])(
  '%s → %s: neither is worse, but a head that judges nothing does not pass',
  async (before, after, passed, exitCode) => {
    const [base, head] = [before, after].map((verdict) => withFirst(BASE, { verdict }));
    const { result, outcome, view } = await compared(
      { 'base.json': base, 'head.json': head },
      { failOnRegressionRatio: 0.05 },
    );
    expect([result.regressions, result.passed, outcome.exitCode]).toEqual([0, passed, exitCode]);
    expect(JSON.stringify(view.blocks)).toContain(`${before} → ${after}`);
  },
);

const BUDGET = { maxPowerWatts: 20 };

test('a verdict that changed is shown, and that the standards did', async () => {
  const base = await assessed(BUDGET);
  const { result, view } = await compared({ 'base.json': base, 'head.json': BASE });
  expect(result.counts.unchanged).toBe(40);
  expect(JSON.stringify(view.blocks)).toContain('NON_COMPLIANT → COMPLIANT');
  expect(view.blocks[0]).toMatchObject({ rows: [expect.anything()] });
  expect(view.summary.at(-1)?.text).toContain('MAX_POWER <= 20 W in the base alone');
});

test.each<[string, object, object, string[]]>([
  ['nothing', BUDGET, BUDGET, []],
  ['a budget more', {}, BUDGET, ['MAX_POWER <= 20 W in the head alone']],
  ['a budget moved', BUDGET, { maxPowerWatts: 20.00001 }, ['MAX_POWER <= 20 W → <= 20.00001 W']],
  [
    'another standard',
    { standards: ['KR_PUE_GREEN_DC'] },
    { standards: ['KR_CARBON_2050'] },
    ['KR_PUE_GREEN_DC <= 1.4 in the base alone', 'KR_CARBON_2050 <= 424 gCO2eq/kWh in the head alone'],
  ],
  ['another PUE', {}, { pue: 1.1 }, ['PUE 1.32 → 1.1']],
  ['another intensity', { intensity: 300 }, {}, ['gCO2eq/kWh 300 → 423']],
  ['weaker evidence', { minEvidence: 'declared' }, {}, ['--min-evidence declared → estimated']],
])('what two reports were not made with alike is told: %s', async (_, base, head, apart) => {
  const reports = { 'base.json': await assessed(base), 'head.json': await assessed(head) };
  const { result, view } = await compared(reports);
  expect(result.inputsApart).toEqual(apart);
  expect(view.summary).toHaveLength(apart.length === 0 ? 2 : 3);
});

test('what a report of an early version does not say is not told to differ', async () => {
  const { standards, site, workloads, ...rest } = BASE as Report & { site: Report; workloads: Report[] };
  const { pue, findings, ...place } = site;
  const early = {
    ...rest,
    site: place,
    workloads: workloads.map((row) => ({ ...row, findings: undefined })),
  };
  const { result } = await compared({
    'base.json': early,
    'head.json': await assessed({ ...BUDGET, pue: 1 }),
  });
  expect(result.inputsApart).toEqual([]);
});

const NOW = { head: null, namespaces: undefined, pue: undefined, failOnRegressionRatio: 0.05 };

test.each<[string, object, object, string[], number]>([
  ['as stated for the base', { pue: 1, intensity: 300 }, {}, [], 0],
  ['told otherwise', { pue: 1, intensity: 300 }, { pue: 1.04 }, ['PUE 1 → 1.04'], 0.04],
  ['nothing stated', { pue: undefined }, {}, [], 0],
  [
    'with the least evidence, told otherwise',
    { minEvidence: 'published' },
    { minEvidence: 'estimated' },
    ['--min-evidence published → estimated'],
    0,
  ],
])('an audit made now takes PUE and intensity over: %s', async (_, base, head, apart, ratio) => {
  const { result } = await compared({ 'base.json': await assessed(base) }, { ...NOW, ...head });
  expect(result.inputsApart).toEqual(apart);
  expect(result.counts.unchanged).toBe(40);
  expect(result.total.changeRatio).toBeCloseTo(ratio, 9);
  expect(result.passed).toBe(true);
});

test('an audit made now asks for the evidence the base asked for: what was too weak stays open', async () => {
  const base = await assessed({ minEvidence: 'published', pue: undefined });
  const { result, outcome } = await compared({ 'base.json': base }, NOW);
  expect(result.changes.every(({ verdictChanged }) => !verdictChanged)).toBe(true);
  expect([result.inputsApart, result.passed, outcome.exitCode]).toEqual([[], false, 4]);
});

test('an audit made now of another region takes over nothing that was stated for the base', async () => {
  const base = await assessed({ pue: 1, intensity: 300 });
  const { result } = await compared({ 'base.json': base }, { ...NOW, region: 'eu-north-1' });
  expect(result.inputsApart).toEqual(['PUE 1 → 1.1', 'gCO2eq/kWh 300 → 20']);
});

test('a node that was not read took no workload along: exit 4 with what to do; one that was added leaves nothing open', async () => {
  const [two, one] = [await assessed({}, [nodeA(), nodeB()]), BASE];
  const gate = { failOnRegressionRatio: 1 };
  const lost = await compared({ 'base.json': two, 'head.json': one }, gate);
  expect(lost.result.counts).toMatchObject({ gone: 0, unknown: 14, unchanged: 40 });
  expect(lost.result.gaps[0]).toMatch(
    /^node gpu-worker-01 of the base was not read .* make the base anew once a node is removed from the cluster$/,
  );
  const { passed, total } = lost.result;
  expect([passed, total.facilityGco2eqPerHourAfter, lost.outcome.exitCode]).toEqual([false, null, 4]);
  const added = await compared({ 'base.json': one, 'head.json': two });
  expect(added.result.counts).toMatchObject({ new: 14, unchanged: 40 });
  expect([added.result.gaps, added.outcome.exitCode]).toEqual([[], 0]);
});

/** A pod of node-a over 30 s that begin at this hour in Seoul. */
const windowAt = (hour: string, input: object = {}): Promise<Report> =>
  assessed({ workload: 'heavy-app', ...input }, [
    fixture('kepler-v0.11-node-a.prom', `2025-10-21T${hour}:00:00+09:00`),
    fixture('kepler-v0.11-node-a.t30.prom', `2025-10-21T${hour}:00:30+09:00`),
  ]);

test('other hours are told with both intensities, and a cleaner one is no saving of the workloads', async () => {
  const [evening, noon] = [await windowAt('19'), await windowAt('12')];
  const { result, view } = await compared(
    { 'base.json': evening, 'head.json': noon },
    { failOnRegressionRatio: 0 },
  );
  expect(result.counts).toMatchObject({ better: 0, worse: 0, unknown: 0, unchanged: 1 });
  expect(result.total.powerChangeRatio).toBeCloseTo(0, 9);
  expect(result.total.changeRatio).toBeLessThan(-0.05);
  expect(result.inputsApart).toEqual([
    expect.stringMatching(
      /^window 2025-10-21T10:00:00Z to 2025-10-21T10:00:30Z → 2025-10-21T03:00:00Z to 2025-10-21T03:00:30Z, with gCO2eq\/kWh of 4\d\d(\.\d)? → 3\d\d(\.\d)?$/,
    ),
  ]);
  expect(view.summary.at(-1)?.text).toMatch(/a workload is worse where its power × PUE grew/);
  const back = await compared({ 'base.json': noon, 'head.json': evening }, { failOnRegressionRatio: 0 });
  expect(back.result.gaps[0]).toMatch(/its emissions grew and the power × PUE did not, at another intensity/);
  expect(back.outcome.exitCode).toBe(4);
  // Rows alone must say what the table says.
  const { columns, rows } = back.view.records;
  const [power, reason] = ['power_pue_change_ratio', 'reason'].map((name) => columns.indexOf(name));
  const [row] = [...rows];
  expect(row?.[power as number]).toBeCloseTo(0, 9);
  expect(row?.[reason as number]).toMatch(/^emissions grew and the power × PUE did not/);
  const reportOnly = await compared({ 'base.json': noon, 'head.json': evening });
  expect([reportOnly.result.gaps, reportOnly.outcome.exitCode]).toEqual([[], 0]);
  expect(reportOnly.view.summary.at(-1)?.text).toMatch(/leave it unknown: measure the same hours for both/);
});

test('the average of another year is no saving of the workloads', async () => {
  const [base, head] = await Promise.all(
    ['2022-06-01T09:00:00Z', '2025-06-02T09:00:00Z'].map((at) =>
      assessed({}, [fixture('kepler-v0.11-node-a.prom', at)]),
    ),
  );
  const { result, view } = await compared(
    { 'base.json': base, 'head.json': head },
    { failOnRegressionRatio: 0 },
  );
  expect(result.counts).toMatchObject({ better: 0, unchanged: 40 });
  expect(result.total.powerChangeRatio).toBe(0);
  expect(result.inputsApart).toEqual(['gCO2eq/kWh 455 → 423']);
  expect(view.summary.at(-1)?.text).toMatch(
    /Where hours, years or a source give another intensity, a workload is worse/,
  );
});

test('of the same hours another source is told, and no other hours', async () => {
  const base = await windowAt('19');
  const own = structuredClone(base) as { workloads: { emissions: { facilityGco2eqPerHour: number } }[] };
  for (const { emissions } of own.workloads) emissions.facilityGco2eqPerHour *= 1.2;
  const reports = { 'base.json': own as unknown as Report, 'head.json': base };
  const { result, view } = await compared(reports, { failOnRegressionRatio: 0 });
  expect(result.counts).toMatchObject({ better: 0, unchanged: 1 });
  expect(result.inputsApart).toEqual([
    expect.stringMatching(
      /^gCO2eq\/kWh of the window 2025-10-21T10:00:00Z to 2025-10-21T10:00:30Z 5\d\d(\.\d)? → 4\d\d(\.\d)?, by another source$/,
    ),
  ]);
  expect(view.summary.at(-1)?.text).toMatch(
    /by another source\. Where hours, years or a source give another/,
  );
});

test('one figure for all hours leaves nothing to tell of them', async () => {
  const [evening, noon] = await Promise.all(['19', '12'].map((hour) => windowAt(hour, { intensity: 400 })));
  const { result } = await compared(
    { 'base.json': evening, 'head.json': noon },
    { failOnRegressionRatio: 0 },
  );
  expect([result.inputsApart, result.counts.unchanged, result.passed]).toEqual([[], 1, true]);
});

test('a workload that was not measured is told by what it leaves open, not as another standard', async () => {
  const two = [fixture('kepler-v0.11-node-a.prom', T0), fixture('kepler-v0.11-node-a.t30.prom', T30)];
  const unmeasured = await assessed({}, two);
  expect(JSON.stringify(unmeasured.workloads)).toContain('"standard":"EVIDENCE"');
  const { result } = await compared({ 'base.json': BASE, 'head.json': unmeasured });
  expect(result.inputsApart.filter((apart) => apart.includes('EVIDENCE'))).toEqual([]);
});

/** What the fixture says but for the lines that speak of `part`. */
const without = (part: string, of: string) =>
  scrapeOf(
    fixtureText(of)
      .split('\n')
      .filter((line) => !line.includes(part))
      .join('\n'),
  );

test.each([
  ['GPUs', '_gpu_', 'kepler-v0.11-node-b-gpu.prom', 'package + GPU in the base and of package in the head'],
  ['memory', '"dram"', 'kepler-v0.11-node-a.prom', 'package + dram in the base and of package in the head'],
])('a sensor that is lost is no saving: %s', async (_, part, of, apart) => {
  const [base, head] = await Promise.all(
    [scrapeOf(fixtureText(of)), without(part, of)].map((scrape) => assessed({}, [scrape])),
  );
  const gate = { failOnRegressionRatio: 0.05 };
  const { result, outcome } = await compared({ 'base.json': base, 'head.json': head }, gate);
  expect(result.counts).toMatchObject({ better: 0, unchanged: 0, worse: 0 });
  expect(result.gaps).toEqual([
    expect.stringMatching(`cannot be compared: their power is of ${apart.replaceAll('+', '\\+')}$`),
  ]);
  expect([result.passed, result.total.facilityGco2eqPerHourAfter, outcome.exitCode]).toEqual([
    false,
    null,
    4,
  ]);
  const same = await compared({ 'base.json': head, 'head.json': head }, gate);
  expect([same.result.passed, same.outcome.exitCode]).toEqual([true, 0]);
});
