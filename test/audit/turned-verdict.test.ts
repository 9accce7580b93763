import { expect, test } from 'vitest';
import { comparisonGaps } from '../../src/audit/comparison-gaps.ts';
import { reportChanges } from '../../src/audit/report-changes.ts';
import type { SavedCheck, SavedReport } from '../../src/audit/saved-report.ts';
import { totalChange } from '../../src/audit/total-change.ts';

const check = (metric: string, verdict: string, value = 424, standard = metric): SavedCheck => ({
  standard,
  metric,
  verdict,
  limit: { value },
});

interface Given {
  readonly watts?: number;
  /** gCO2eq/kWh of the energy that was used. */
  readonly used?: number;
  readonly checks?: readonly SavedCheck[];
  readonly scope?: 'site' | 'workload';
  readonly region?: string;
}

const MET = check('carbon-intensity', 'COMPLIANT');
const MISSED = check('carbon-intensity', 'NON_COMPLIANT');

function reportOf({
  watts = 10,
  used = 408,
  checks = [MET],
  scope = 'site',
  region = 'ap-northeast-2',
}: Given): SavedReport & { gaps: string[] } {
  const [place, own] = scope === 'site' ? [checks, []] : [[], checks];
  return {
    site: {
      region: { code: region },
      intensity: { value: 423, evidence: { grade: 'published', source: 'a publisher', year: 2025 } },
      findings: place,
    },
    window: { from: '2026-04-21T10:00:00Z', to: 'later', seconds: 3600 },
    workloads: [
      {
        workload: { namespace: 'ns', kind: 'Pod', name: 'a' },
        verdict: checks.some(({ verdict }) => verdict === 'NON_COMPLIANT') ? 'NON_COMPLIANT' : 'COMPLIANT',
        powerWatts: watts,
        emissions: { facilityGco2eqPerHour: (watts / 1000) * used },
        findings: own,
      },
    ],
    gaps: [],
  };
}

function between(before: Given, after: Given, hasGate = true) {
  const [base, head] = [reportOf(before), reportOf(after)];
  const [changes, total] = [reportChanges(base, head, 0.05), totalChange(base, head, 0.05)];
  const [change] = changes;
  const gaps = comparisonGaps({ base, head, changes, total, hasGate });
  return { kind: change?.kind, isRegression: change?.isRegression, gaps };
}

const DIRTIER = { used: 443, checks: [MISSED] };
const SOMEWHAT = { used: 426, checks: [MISSED] };
const BUDGET = check('emissions', 'COMPLIANT', 3);
const OVER = { ...BUDGET, verdict: 'NON_COMPLIANT' };

test.each<[string, Given, Given, string, boolean]>([
  ['beyond the tolerance', {}, DIRTIER, 'unknown', false],
  ['within the tolerance', {}, SOMEWHAT, 'unknown', false],
  ['with less power', {}, { ...SOMEWHAT, watts: 9 }, 'unknown', false],
  ['told of the workload', { scope: 'workload' }, { ...SOMEWHAT, scope: 'workload' }, 'unknown', false],
  ['of a budget of emissions', { checks: [BUDGET] }, { used: 426, checks: [OVER] }, 'unknown', false],
  [
    'of a budget of emissions, with a little more power',
    { checks: [BUDGET] },
    { used: 410, watts: 10.4, checks: [OVER] },
    'unchanged',
    true,
  ],
  ['with more power', {}, { ...DIRTIER, watts: 11 }, 'worse', true],
  ['missed before as now', { checks: [MISSED] }, SOMEWHAT, 'unchanged', false],
  [
    'by another limit',
    { checks: [check('carbon-intensity', 'COMPLIANT', 500)] },
    SOMEWHAT,
    'unchanged',
    true,
  ],
  ['by a standard that is new', { checks: [] }, SOMEWHAT, 'unchanged', true],
  [
    'by the power, too',
    { checks: [MET, check('power', 'COMPLIANT')] },
    { used: 420, watts: 10.1, checks: [MISSED, check('power', 'NON_COMPLIANT')] },
    'unchanged',
    true,
  ],
  ['by a move', {}, { ...SOMEWHAT, region: 'us-west-1' }, 'unchanged', true],
])('a verdict that turned with the hour is none of its doing: %s', (_, before, after, kind, isRegression) => {
  const found = between(before, after);
  expect([found.kind, found.isRegression]).toEqual([kind, isRegression]);
  // Never failed and left open at once.
  expect(found.gaps).toHaveLength(kind === 'unknown' ? 1 : 0);
});

test('what the hour turned is told with what to do, and leaves a report without a gate not open', () => {
  expect(between({}, SOMEWHAT).gaps).toEqual([
    'ns/a cannot be compared: its verdict turned with the intensity alone: measure the same hours for both, or state one --intensity for both',
  ]);
  for (const after of [SOMEWHAT, DIRTIER, { used: 443 }])
    expect(between({}, after, false)).toMatchObject({ kind: 'unknown', gaps: [] });
});
