import { expect, test } from 'vitest';
import assess, { type AssessResult } from '../../src/operations/assess.ts';
import { invoked, nodeB, notPlain, portsWith } from '../support/ports.ts';
import { assessed, BASE, compared, type Report } from './saved-reports.ts';

test('a report against itself: nothing new, gone, better or worse, and the gate passes', async () => {
  const { result, outcome } = await compared(
    { 'base.json': BASE, 'head.json': BASE },
    { failOnRegressionRatio: 0 },
  );
  expect(result.counts).toEqual({ new: 0, gone: 0, better: 0, worse: 0, unchanged: 40, unknown: 0 });
  expect([result.regressions, result.passed, outcome.exitCode]).toEqual([0, true, 0]);
  expect(notPlain(result)).toEqual([]);
});

test('a PUE of 1.45 makes every workload worse by 9.8 %, and turns its verdict', async () => {
  const worse = await assessed({ pue: 1.45 });
  const { result, outcome, view } = await compared(
    { 'base.json': BASE, 'head.json': worse },
    { failOnRegressionRatio: 0.05 },
  );
  // One pod draws nothing: its verdict is worse, its emissions are not.
  expect(result.counts).toMatchObject({ worse: 39, unchanged: 1 });
  expect(result.regressions).toBe(40);
  expect(result.changes[0]).toMatchObject({
    isRegression: true,
    verdictChanged: true,
    verdictAfter: 'NON_COMPLIANT',
  });
  expect(result.changes[0]?.changeRatio).toBeCloseTo(1.45 / 1.32 - 1, 9);
  expect([result.passed, outcome.exitCode]).toEqual([false, 1]);
  expect(view.summary[0]?.text).toMatch(/^Failed: 40 regressions beyond 5\.0 %/);
  const reportOnly = await compared({ 'base.json': BASE, 'head.json': worse });
  expect([reportOnly.result.passed, reportOnly.outcome.exitCode]).toEqual([null, 0]);
});

test('growth within the tolerance is no regression', async () => {
  const slightly = await assessed({ pue: 1.35 });
  const within = await compared(
    { 'base.json': BASE, 'head.json': slightly },
    { failOnRegressionRatio: 0.05 },
  );
  expect([within.result.counts.unchanged, within.outcome.exitCode]).toEqual([40, 0]);
});

const inNamespace = (report: Report, namespace: string): Report => ({
  ...report,
  workloads: (report.workloads as { workload: { namespace: string } }[]).filter(
    ({ workload }) => workload.namespace === namespace,
  ),
});

test('new and gone workloads are told by name', async () => {
  const reports = { 'base.json': inNamespace(BASE, 'demo'), 'head.json': inNamespace(BASE, 'batch') };
  const { result } = await compared(reports);
  const of = (kind: string) =>
    result.changes.filter((change) => change.kind === kind).map(({ workload }) => workload.namespace);
  expect(new Set(of('new'))).toEqual(new Set(['batch']));
  expect(of('gone')).toEqual(['demo', 'demo']);
  expect(result.gaps).toEqual([expect.stringContaining('no workload of the base is in the head')]);
});

/** What a user gives who gives no flag of the selection. */
const NOW_LIKE_BASE = { head: null, namespaces: undefined, failOnRegressionRatio: 0 };

test.each([
  ['all', {}, 40],
  ['two namespaces', { namespaces: ['demo', 'batch'] }, null],
  ['one pod', { workload: 'efficient-app', namespaces: ['demo'] }, 1],
  ['one pod, named with its namespace', { workload: 'demo/efficient-app' }, 1],
  ['owners', { groupBy: 'workload' }, null],
  ['idle power shared', { idle: 'share' }, 40],
  ['another region', { region: 'eu-north-1' }, 40],
])('an audit made now asks what the base was asked: %s', async (_, asked, unchanged) => {
  const base = await assessed(asked);
  const { result, outcome } = await compared({ 'base.json': base }, NOW_LIKE_BASE);
  expect(result.counts.unchanged).toBe(unchanged ?? (base.workloads as unknown[]).length);
  expect(result.changes).toHaveLength(result.counts.unchanged);
  expect([result.passed, outcome.exitCode, result.total.changeRatio]).toEqual([true, 0, 0]);
});

test('a base that does not say what it was asked is taken to hold all of its namespaces, by the kinds it names', async () => {
  for (const groupBy of ['pod', 'workload']) {
    const { selection: _, ...base } = await assessed({ namespaces: ['batch'], groupBy });
    const { result } = await compared({ 'base.json': base }, NOW_LIKE_BASE);
    expect(result.counts).toMatchObject({ unchanged: (base.workloads as unknown[]).length, new: 0, gone: 0 });
  }
});

const ONE = { workload: 'efficient-app', namespaces: ['demo'] };

test.each<[string, object, object, string]>([
  [
    'a workload',
    ONE,
    { namespaces: ['demo'] },
    'the base is of workload efficient-app, the head of all workloads',
  ],
  ['namespaces', {}, { namespaces: ['demo'] }, 'the base is of all namespaces, the head of namespace demo'],
  ['grouping', {}, { groupBy: 'workload' }, 'the base is of single pods, the head of pods grouped by owner'],
  [
    'idle power',
    { idle: 'share' },
    {},
    'the base is of power with a share of idle, the head of power without idle',
  ],
])('unlike is not compared: %s', async (_, base, head, message) => {
  const reports = { 'base.json': await assessed(base), 'head.json': await assessed(head) };
  await expect(compared(reports)).rejects.toMatchObject({
    code: 'USAGE',
    exitCode: 2,
    message: `${message}: unlike is not compared`,
    hint: 'make both with the same workload, namespaces, --group-by and --idle',
  });
});

test('what is asked of an audit made now must be what the base was asked', async () => {
  const base = { 'base.json': await assessed(ONE) };
  for (const given of [{ namespaces: null }, { groupBy: 'workload' }, { workload: null }, { idle: 'share' }])
    await expect(compared(base, { ...NOW_LIKE_BASE, ...given })).rejects.toMatchObject({
      code: 'USAGE',
      hint: 'leave out the workload, -n, -A, --group-by and --idle: those of the base are used',
    });
  const { result } = await compared(base, { ...NOW_LIKE_BASE, ...ONE, groupBy: 'pod', idle: 'none' });
  expect(result.counts.unchanged).toBe(1);
});

test('what the head could not see is no improvement: exit 4 with the reason, or 1 where something is worse', async () => {
  const base = await assessed({ workload: 'heavy-app' });
  const elsewhere = { namespaces: null, pue: 1.32, workload: 'heavy-app' };
  const unseen = await invoked<AssessResult>(assess, elsewhere, portsWith({ scrapes: [nodeB()] }));
  const { result, outcome, view } = await compared(
    { 'base.json': base, 'head.json': JSON.parse(JSON.stringify(unseen.result)) },
    { failOnRegressionRatio: 0.05 },
  );
  expect(result.counts).toMatchObject({ gone: 0, unknown: 1 });
  expect([...view.records.rows].map((row) => row.at(-1))).toEqual([
    'emissions or verdict are not known in both reports',
  ]);
  expect(result.gaps.slice(0, 2)).toEqual([
    expect.stringContaining('no running workload heavy-app'),
    expect.stringMatching(/^node worker-01 of the base was not read for the head/),
  ]);
  expect([result.passed, outcome.exitCode]).toEqual([false, 4]);
  expect(view.summary[0]?.text).toMatch(/^INCONCLUSIVE — head: no running workload heavy-app/);
});

/** The same report with what one workload draws not measured, and what another emits changed. */
function edited(report: Report, { lost, factor = 1 }: { lost: number; factor?: number }): Report {
  const copy = structuredClone(report) as { workloads: Record<string, unknown>[] };
  copy.workloads[lost] = {
    ...copy.workloads[lost],
    powerWatts: null,
    emissions: null,
    verdict: 'INCONCLUSIVE',
  };
  const other = copy.workloads[lost + 1]?.emissions as { facilityGco2eqPerHour: number };
  other.facilityGco2eqPerHour *= factor;
  return copy as unknown as Report;
}

test('lost evidence never passes: exit 4, no total, and 1 where another workload is known to be worse', async () => {
  const gate = { failOnRegressionRatio: 0.05 };
  const lost = edited(BASE, { lost: 0 });
  for (const [base, head] of [
    [BASE, lost],
    [lost, BASE],
    [lost, lost],
  ]) {
    const { result, outcome, view } = await compared({ 'base.json': base, 'head.json': head }, gate);
    expect([result.passed, result.regressions, outcome.exitCode]).toEqual([false, 0, 4]);
    expect(result.gaps).toEqual([expect.stringMatching(/cannot be compared/)]);
    expect(result.total.changeRatio).toBeNull();
    expect(view.summary[0]?.text).toMatch(/^INCONCLUSIVE — .* 0 regressions beyond 5\.0 %/);
    expect(view.summary[1]?.text).toMatch(/together .*–.* \(–\)\.$/);
  }
  const worse = edited(BASE, { lost: 0, factor: 2 });
  const { result, outcome, view } = await compared({ 'base.json': BASE, 'head.json': worse }, gate);
  expect([result.passed, result.regressions, outcome.exitCode]).toEqual([false, 1, 1]);
  expect(view.summary[0]?.text).toMatch(/^INCONCLUSIVE — .* Failed: 1 regression beyond/);
});

test('a base without any workload, from a misspelt name, never passes', async () => {
  const empty = await assessed({ workload: 'hevy-app', namespaces: ['demo'] });
  const { result, outcome } = await compared(
    { 'base.json': empty, 'head.json': empty },
    { failOnRegressionRatio: 0.05 },
  );
  expect([result.passed, outcome.exitCode]).toEqual([false, 4]);
  expect(result.gaps[0]).toMatch(/^base: no running workload hevy-app in namespace demo/);
});

test('reports on intensities of different kinds are refused', async () => {
  const marginal = JSON.parse(JSON.stringify(BASE));
  marginal.site.intensity.evidence.signal = 'marginal';
  await expect(compared({ 'base.json': BASE, 'head.json': marginal })).rejects.toMatchObject({
    code: 'MIXED_SIGNALS',
  });
});

test.each<[string, unknown, string]>([
  ['no object', [], 'base.json is not a report of carbon-audit assess'],
  ['another command', { ...BASE, command: 'list' }, 'command'],
  ['a later schema', { ...BASE, schemaVersion: '2.0' }, 'this version reads reports of schema version 1'],
  [
    'an unknown verdict',
    { ...BASE, workloads: [{ ...(BASE.workloads as object[])[0], verdict: 'PASS' }] },
    'verdict',
  ],
  ['no workloads', { ...BASE, workloads: undefined }, 'workloads'],
  [
    'emissions below nothing',
    {
      ...BASE,
      workloads: [{ ...(BASE.workloads as object[])[0], emissions: { facilityGco2eqPerHour: -5 } }],
    },
    'facilityGco2eqPerHour is below 0',
  ],
])('%s is no report: CONFIG, with the place', async (_, broken, message) => {
  await expect(compared({ 'base.json': broken, 'head.json': BASE })).rejects.toMatchObject({
    code: 'CONFIG',
    exitCode: 2,
    message: expect.stringContaining(message),
  });
});
