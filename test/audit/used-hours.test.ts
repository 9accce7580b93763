import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonGaps } from '../../src/audit/comparison-gaps.ts';
import { reportChanges } from '../../src/audit/report-changes.ts';
import type { SavedReport } from '../../src/audit/saved-report.ts';
import { STATED } from '../../src/audit/site.ts';
import { totalChange } from '../../src/audit/total-change.ts';

const PUE = 1.2;

interface Given {
  readonly watts: number;
  /** gCO2eq/kWh of the energy that was used. */
  readonly used: number;
  readonly seconds?: number | null;
  readonly grade?: 'published' | 'declared';
  /** Of a stated series the name of its file. */
  readonly source?: string;
  /** gCO2eq/kWh that stands for the place at any time. */
  readonly site?: number;
  readonly region?: string;
}

const reportOf = ({
  watts,
  used,
  seconds = 3600,
  grade = 'published',
  source = grade === 'declared' ? STATED : 'a publisher',
  site = 423,
  region = 'ap-northeast-2',
}: Given): SavedReport & { gaps: string[] } => ({
  site: {
    region: { code: region },
    intensity: { value: site, evidence: { grade, source, year: 2025 } },
    pue: { value: PUE },
  },
  window: seconds === null ? null : { from: '2026-04-21T10:00:00Z', to: 'later', seconds },
  workloads: [
    {
      workload: { namespace: 'ns', kind: 'Pod', name: 'a' },
      verdict: 'COMPLIANT',
      powerWatts: watts,
      emissions: { facilityGco2eqPerHour: (watts / 1000) * PUE * used },
    },
  ],
  gaps: [],
});

function between(before: Given, after: Given, tolerance = 0.05) {
  const [base, head] = [reportOf(before), reportOf(after)];
  const [changes, total] = [reportChanges(base, head, tolerance), totalChange(base, head, tolerance)];
  const gaps = comparisonGaps({ base, head, changes, total, hasGate: true });
  return { kind: changes[0]?.kind, power: changes[0]?.powerChangeRatio, total, gaps };
}

const EVENING = { watts: 10, used: 446 };
const DAY = 86_400;

test.each<[string, Given, Given, string, number | undefined]>([
  ['the same power in a cleaner hour', EVENING, { watts: 10, used: 389 }, 'unchanged', 0],
  ['more power in a cleaner hour', EVENING, { watts: 11, used: 389 }, 'worse', 0.1],
  ['less power in a cleaner hour', EVENING, { watts: 9, used: 389 }, 'better', -0.1],
  ['the same power in a dirtier hour', EVENING, { watts: 10, used: 480 }, 'unknown', 0],
  ['less power, and more emissions', EVENING, { watts: 9.4, used: 520 }, 'unknown', -0.06],
  ['less power, and the same emissions', EVENING, { watts: 9, used: 490 }, 'unchanged', -0.1],
  ['one scrape against a window', EVENING, { watts: 11, used: 423, seconds: null }, 'worse', 0.1],
  ['the same intensity in both', EVENING, { watts: 11, used: 446, seconds: 60 }, 'worse', undefined],
  [
    'one figure for all hours',
    { ...EVENING, site: 446, grade: 'declared' },
    { ...EVENING, used: 300, site: 300, grade: 'declared' },
    'better',
    undefined,
  ],
  [
    'more power in a cleaner hour of a stated series, one scrape each',
    { watts: 10, used: 500, site: 500, grade: 'declared', source: 'ser.csv', seconds: null },
    { watts: 15, used: 300, site: 300, grade: 'declared', source: 'ser.csv', seconds: null },
    'worse',
    0.5,
  ],
  [
    'one scrape and another, of other places',
    { watts: 10, used: 423, seconds: null },
    { watts: 10, used: 20, site: 20, seconds: null, region: 'eu-north-1' },
    'better',
    undefined,
  ],
  [
    'a window and another, after a move to a cleaner place',
    { watts: 10, used: 401.7 },
    { watts: 10, used: 17.89, site: 20, region: 'eu-north-1' },
    'better',
    undefined,
  ],
  [
    'a window and another, after a move to a dirtier place, with less power',
    { watts: 10, used: 17.89, site: 20, region: 'eu-north-1' },
    { watts: 9, used: 401.7 },
    'worse',
    undefined,
  ],
  [
    'another yearly average of the place',
    { watts: 10, used: 423, seconds: null },
    { watts: 10.6, used: 390, site: 390, seconds: null },
    'worse',
    0.06,
  ],
  [
    'a figure that was stated for the one',
    { watts: 10, used: 423, site: 423, seconds: null, grade: 'declared' },
    { watts: 10.6, used: 390, site: 390, seconds: null },
    'unchanged',
    undefined,
  ],
  [
    'whole days, of which the work chose its hours',
    { ...EVENING, seconds: DAY },
    { watts: 11, used: 370, seconds: 7 * DAY },
    'better',
    undefined,
  ],
  [
    'whole days of a series, of which one was windy',
    { ...EVENING, seconds: DAY, grade: 'declared' },
    { watts: 11, used: 389, seconds: DAY, grade: 'declared' },
    'worse',
    0.1,
  ],
  [
    'a day and a half',
    { ...EVENING, seconds: DAY },
    { watts: 11, used: 389, seconds: 1.5 * DAY },
    'worse',
    0.1,
  ],
])('%s', (_, before, after, kind, power) => {
  const found = between(before, after);
  expect(found.kind).toBe(kind);
  expect(found.total.isRegression).toBe(kind === 'worse');
  for (const ratio of [found.power, found.total.powerChangeRatio])
    if (power === undefined) expect(ratio).toBeUndefined();
    else expect(ratio).toBeCloseTo(power, 9);
  expect(found.gaps).toHaveLength(kind === 'unknown' ? 1 : 0);
});

test('emissions that grew with the hours are left open, with what to do, be it only in the sum', () => {
  const [base, head] = [reportOf(EVENING), reportOf({ watts: 10, used: 480 })];
  const [changes, total] = [reportChanges(base, head, 0.05), totalChange(base, head, 0.05)];
  expect(comparisonGaps({ base, head, changes, total, hasGate: true })).toEqual([
    'ns/a cannot be compared: its emissions grew and the power × PUE did not, at another intensity: measure the same hours for both, or state one --intensity for both',
  ]);
  const known = changes.map((change) => ({
    ...change,
    kind: 'unchanged' as const,
    unlike: undefined as never,
  }));
  expect(comparisonGaps({ base, head, changes: known, total, hasGate: true })).toEqual([
    expect.stringMatching(
      /^all workloads together cannot be compared: their emissions grew and the power × PUE did not/,
    ),
  ]);
});

test('a report of an early version, without windows, is compared as before', () => {
  const { window: _, ...early } = reportOf(EVENING);
  expect(reportChanges(early, reportOf({ watts: 11, used: 389 }), 0)[0]?.kind).toBe('better');
});

test('law: growth of power passes in no hour, and no hour makes a saving of the same power', () => {
  const intensity = fc.double({ min: 1, max: 1000, noNaN: true });
  fc.assert(
    fc.property(intensity, intensity, fc.double({ min: 0.1, max: 3, noNaN: true }), (one, other, factor) => {
      fc.pre(Math.abs(other / one - 1) > 1e-6 && Math.abs(factor - 1) > 1e-6);
      const before = { watts: 10, used: one };
      const grown = between(before, { watts: 10 * factor, used: other }, 0);
      if (factor > 1) expect([grown.kind, grown.total.isRegression]).toEqual(['worse', true]);
      else expect(grown.kind).not.toBe('worse');
      expect(['unchanged', 'unknown']).toContain(between(before, { watts: 10, used: other }, 0).kind);
    }),
  );
});
