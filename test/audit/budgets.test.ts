import { expect, test } from 'vitest';
import { budgetStandards } from '../../src/audit/budgets.ts';
import { assessed, KOREAN, measurementOf, podOf, siteIn } from './subjects.ts';

const PODS = [podOf({ name: 'heavy', powerWatts: 30 }), podOf({ name: 'light', powerWatts: 0.01 })];
const under = (budgets: Parameters<typeof budgetStandards>[0], pods = PODS) =>
  assessed(measurementOf(pods), { standards: [...KOREAN, ...budgetStandards(budgets)] });

test('no budget is no standard', () => {
  expect(budgetStandards({})).toEqual([]);
});

test('a power budget tells workloads apart, worst first', () => {
  const { workloads, gate, standards } = under({ powerWatts: 20 });
  expect(workloads.map(({ workload, verdict }) => [workload.name, verdict])).toEqual([
    ['heavy', 'NON_COMPLIANT'],
    ['light', 'COMPLIANT'],
  ]);
  expect(workloads[0]?.findings[0]).toMatchObject({
    standard: 'MAX_POWER',
    severity: 'error',
    limit: { comparator: '<=', value: 20, unit: 'W' },
    reason: '30 misses <= 20 W',
  });
  expect(gate).toMatchObject({ exitCode: 1, reasons: ['1 finding against MAX_POWER'] });
  expect(standards.at(-1)).toMatchObject({ code: 'MAX_POWER', standing: 'internal' });
});

test('an emissions budget is judged by the projected month of the facility', () => {
  // 30 W × 730 h × 423 g/kWh × PUE 1.14 = 10.56 kg
  expect(under({ emissionsKgco2eqPerMonth: 10.5 }).workloads[0]?.verdict).toBe('NON_COMPLIANT');
  expect(under({ emissionsKgco2eqPerMonth: 10.6 }).workloads[0]?.verdict).toBe('COMPLIANT');
});

test('an intensity budget is judged like a standard', () => {
  expect(under({ intensityGco2eqPerKwh: 400 }).site.findings.at(-1)).toMatchObject({
    standard: 'MAX_INTENSITY',
    verdict: 'NON_COMPLIANT',
  });
});

test('a pod nobody measured meets no budget and no standard: INCONCLUSIVE, with the reason', () => {
  const unmeasured = podOf({ name: 'dark', powerWatts: null, unmeasured: 'no zone of the pod is exported' });
  const { workloads, totals, gate } = under({ powerWatts: 20, emissionsKgco2eqPerMonth: 5 }, [unmeasured]);
  expect(workloads[0]).toMatchObject({
    verdict: 'INCONCLUSIVE',
    powerWatts: null,
    emissions: null,
    grade: null,
  });
  expect(workloads[0]?.findings.map(({ standard, verdict, reason }) => [standard, verdict, reason])).toEqual([
    ['EVIDENCE', 'INCONCLUSIVE', 'no zone of the pod is exported'],
    ['MAX_POWER', 'INCONCLUSIVE', 'no zone of the pod is exported'],
    ['MAX_EMISSIONS', 'INCONCLUSIVE', 'no zone of the pod is exported'],
  ]);
  expect(totals).toMatchObject({ powerWatts: null, inconclusive: 1 });
  expect(gate.exitCode).toBe(4);
});

test.each([
  ['kr-central-2', 'estimated', {}, 'the PUE is assumed, state yours with --pue'],
  ['ap-northeast-2', 'published', {}, 'the PUE is estimated, state yours with --pue'],
  [
    'ap-northeast-2',
    'declared',
    { pue: 1.3 },
    'the grid intensity is published, state yours with --intensity',
  ],
  [
    'ap-northeast-2',
    'measured',
    { pue: 1.3, intensity: 400 },
    'the grid intensity is declared; the PUE is declared',
  ],
] as const)(
  'emissions on too weak evidence name the weak part: %s, %s',
  (code, minEvidence, stated, parts) => {
    const { workloads } = assessed(measurementOf([podOf()]), {
      site: siteIn(code, stated),
      standards: budgetStandards({ emissionsKgco2eqPerMonth: 1 }),
      gate: { minEvidence },
    });
    const finding = workloads[0]?.findings.find(({ standard }) => standard === 'MAX_EMISSIONS');
    expect(finding).toMatchObject({ verdict: 'INCONCLUSIVE', reason: expect.stringContaining(`: ${parts}`) });
  },
);
