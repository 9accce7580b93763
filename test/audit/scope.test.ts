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
