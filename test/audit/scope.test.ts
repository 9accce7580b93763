import { expect, test } from 'vitest';
import { budgetStandards } from '../../src/audit/budgets.ts';
import { intensityIsShared, scopedStandards } from '../../src/audit/scope.ts';
import { standardOf } from '../../src/standards/lookup.ts';
import { assessed, CATALOGUE, KOREAN, measurementOf, podOf, podUsing, SEOUL, siteIn } from './subjects.ts';

const HOUR = { fromMs: 0, toMs: 3_600_000, joules: 10 };
const LATER = { fromMs: 3_600_000, toMs: 7_200_000, joules: 10 };

test.each([
  ['one scrape', [podOf(), podOf()], true],
  ['two scrapes, one window for all', [podUsing([HOUR]), podUsing([HOUR])], true],
  ['three scrapes', [podUsing([HOUR, LATER])], false],
  ['pods seen at different times', [podUsing([HOUR]), podUsing([LATER])], false],
  ['a sample of one node and a window of another', [podOf(), podUsing([HOUR])], false],
  ['one window and a pod that was not measured', [podOf({ powerWatts: null }), podUsing([HOUR])], true],
  ['no pod', [], true],
])('intensity is the same for all workloads with %s: %s', (_, pods, shared) => {
  expect(intensityIsShared(pods)).toBe(shared);
});

const codes = (standards: readonly { code: string }[]) => standards.map(({ code }) => code);
const BUDGETS = budgetStandards({ powerWatts: 20, emissionsKgco2eqPerMonth: 5, intensityGco2eqPerKwh: 400 });

test('budgets of power and emissions are judged per workload, what all share once at the site', () => {
  const all = [...KOREAN, ...BUDGETS, standardOf(CATALOGUE.standards, 'KR_NDC_2030')];
  const shared = scopedStandards(all, [podOf()], SEOUL);
  expect(codes(shared.workload)).toEqual(['MAX_POWER', 'MAX_EMISSIONS']);
  expect(codes(shared.site)).toEqual(['KR_CARBON_2050', 'KR_PUE_GREEN_DC', 'MAX_INTENSITY', 'KR_NDC_2030']);
  const apart = scopedStandards(all, [podUsing([HOUR, LATER])], SEOUL);
  expect(codes(apart.workload)).toEqual(['KR_CARBON_2050', 'MAX_POWER', 'MAX_EMISSIONS', 'MAX_INTENSITY']);
});

test('one stated figure is the same for all, whatever the windows', () => {
  const stated = siteIn('ap-northeast-2', { intensity: 430 });
  expect(codes(scopedStandards(KOREAN, [podUsing([HOUR, LATER])], stated).workload)).toEqual([]);
});

test('what the site decides stands once, and makes every workload what it is', () => {
  const pods = [podOf({ name: 'a' }), podOf({ name: 'b' }), podOf({ name: 'c' })];
  const { site, workloads, gate } = assessed(measurementOf(pods), {
    site: siteIn('ap-northeast-2', { pue: 1.45 }),
  });
  expect(site.findings.map(({ standard, verdict, scope }) => [standard, verdict, scope])).toEqual([
    ['KR_CARBON_2050', 'COMPLIANT', 'site'],
    ['KR_PUE_GREEN_DC', 'NON_COMPLIANT', 'site'],
  ]);
  expect(workloads.map(({ verdict, findings }) => [verdict, findings.length])).toEqual(
    pods.map(() => ['NON_COMPLIANT', 0]),
  );
  expect(gate.reasons).toEqual(['1 finding against KR_PUE_GREEN_DC']);
});

const EVENING = Date.parse('2026-04-21T18:00:00+09:00');
const evening = podUsing([{ fromMs: EVENING, toMs: EVENING + 3_600_000, joules: 10 }], { name: 'measured' });
const gone = podOf({
  name: 'gone',
  powerWatts: null,
  intervals: [],
  unmeasured: 'it vanished',
  flags: ['gone'],
});

test('what was not measured in a window has no intensity and is INCONCLUSIVE, whoever is beside it', () => {
  const window = { fromMs: EVENING, toMs: EVENING + 3_600_000 };
  const beside = assessed(measurementOf([evening, gone], { window }));
  const alone = assessed(measurementOf([gone], { window }));
  for (const { workloads } of [beside, alone]) {
    expect(workloads.find(({ workload }) => workload.name === 'gone')).toMatchObject({
      verdict: 'INCONCLUSIVE',
      effectiveIntensity: null,
      findings: [{ standard: 'EVIDENCE', verdict: 'INCONCLUSIVE' }],
    });
  }
  expect(beside.workloads[0]?.verdict).toBe('NON_COMPLIANT');
  expect(beside.totals).toMatchObject({ nonCompliant: 1, inconclusive: 1 });
  expect(alone.site.findings[0]).toMatchObject({
    ...{ standard: 'KR_CARBON_2050', verdict: 'INCONCLUSIVE', observed: null },
    reason: 'no power was measured in the window',
  });
  expect(alone.verdict).toBe('INCONCLUSIVE');
});

test('an owner with a pod that was not measured is not judged by the hours of its other pods', () => {
  const window = { fromMs: EVENING, toMs: EVENING + 3_600_000 };
  const pods = [evening, gone].map((pod, ordinal) => ({ ...pod, name: `web-${ordinal}` }));
  const { workloads } = assessed(measurementOf(pods, { window }), { groupBy: 'workload' });
  expect(workloads).toMatchObject([{ verdict: 'INCONCLUSIVE', effectiveIntensity: null, energyKwh: null }]);
});

test('between three scrapes, what was not measured says why it has no intensity', () => {
  const later = { fromMs: EVENING + 3_600_000, toMs: EVENING + 7_200_000, joules: 10, isBound: false };
  const window = { fromMs: EVENING, toMs: later.toMs };
  const thrice = { ...evening, intervals: [...evening.intervals, later] };
  const { workloads } = assessed(measurementOf([thrice, gone], { window }));
  expect(workloads[1]?.findings).toMatchObject([
    { standard: 'EVIDENCE', reason: 'it vanished' },
    { standard: 'KR_CARBON_2050', verdict: 'INCONCLUSIVE', reason: 'it vanished' },
  ]);
});

test('one scrape has no window: what was not measured there stands beside the figure of the year', () => {
  const { site, workloads } = assessed(measurementOf([podOf({ powerWatts: null, unmeasured: 'zero' })]));
  expect(site.findings[0]).toMatchObject({ verdict: 'COMPLIANT', observed: { value: 423 } });
  expect(workloads[0]).toMatchObject({ verdict: 'INCONCLUSIVE', effectiveIntensity: { value: 423 } });
});

test('law: nobody becomes compliant or beyond a limit by being looked at together with others', () => {
  const { workloads: all } = assessed(
    measurementOf([evening, gone], { window: { fromMs: EVENING, toMs: EVENING + 3_600_000 } }),
  );
  for (const { workload, verdict } of all) {
    const { workloads } = assessed(
      measurementOf([evening, gone], { window: { fromMs: EVENING, toMs: EVENING + 3_600_000 } }),
      { selection: { namespaces: null, workload: workload.name } },
    );
    expect(workloads.map((one) => [one.workload.name, one.verdict])).toEqual([[workload.name, verdict]]);
  }
});
