import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonGaps } from '../../src/audit/comparison-gaps.ts';
import { reportChanges } from '../../src/audit/report-changes.ts';
import type { SavedReport, SavedWorkload } from '../../src/audit/saved-report.ts';
import { totalChange } from '../../src/audit/total-change.ts';
import { VERDICTS, type Verdict } from '../../src/audit/verdict.ts';

const row = (name: string, rate: number | null, verdict: Verdict = 'COMPLIANT'): SavedWorkload => ({
  workload: { namespace: 'ns', kind: 'Pod', name },
  verdict,
  powerWatts: rate,
  emissions: rate === null ? null : { facilityGco2eqPerHour: rate },
});

const reportOf = (workloads: readonly SavedWorkload[], gaps: readonly string[] = []) => ({
  site: { region: { code: 'ap-northeast-2' }, intensity: null },
  workloads,
  gaps,
});

function gapsBetween(base: SavedReport & { gaps: readonly string[] }, head: typeof base): readonly string[] {
  const changes = reportChanges(base, head, 0.05);
  return comparisonGaps({ base, head, changes, total: totalChange(base, head, 0.05), hasGate: true });
}

const A = row('a', 1);
const A_BOUND = { ...A, flags: ['lower-bound'] };
const BOUND_A = 'ns/a cannot be compared: its emissions are no more than a lower bound in a report';
const UNJUDGED = row('b', 1, 'NOT_APPLICABLE');
const UNKNOWN = row('b', null, 'INCONCLUSIVE');
const OPEN_B = 'ns/b cannot be compared: its emissions or verdict are not known in both reports';

test.each<[string, SavedWorkload[], SavedWorkload[], string[]]>([
  ['all is known', [A], [A], []],
  ['one is gone, one is new', [A, row('b', 1)], [A, row('c', 1)], []],
  ['evidence lost', [A, row('b', 1)], [A, UNKNOWN], [OPEN_B]],
  ['evidence lost of what was missed', [A, row('b', 1, 'NON_COMPLIANT')], [A, UNKNOWN], [OPEN_B]],
  ['evidence found', [A, UNKNOWN], [A, row('b', 1)], [OPEN_B]],
  ['new, and not known', [A], [A, UNKNOWN], [OPEN_B]],
  ['never known', [A, UNKNOWN], [A, UNKNOWN], [OPEN_B]],
  ['a verdict on weak evidence', [A, row('b', 1)], [A, row('b', 1, 'INCONCLUSIVE')], [OPEN_B]],
  ['gone, and was not known', [A, UNKNOWN], [A], ['what all workloads together emit is not known']],
  ['a lower bound in the head', [A], [A_BOUND], [BOUND_A]],
  ['a lower bound in the base', [A_BOUND], [A], [BOUND_A]],
  ['growth over a lower bound', [A], [{ ...A_BOUND, ...row('a', 2) }], []],
  [
    'gone, and was a lower bound',
    [A, { ...A_BOUND, ...row('b', 1) }],
    [A],
    ['what all workloads together emit is not known'],
  ],
  ['judged for the first time', [A, UNJUDGED], [A, row('b', 1)], []],
  ['one that no standard is for, before as now', [A, UNJUDGED], [A, UNJUDGED], []],
  [
    'no longer judged',
    [A, row('b', 1)],
    [A, UNJUDGED],
    ['ns/b cannot be compared: its verdict in the head is NOT_APPLICABLE'],
  ],
  ['none judged', [row('b', 1)], [UNJUDGED], ['head: nothing could be judged']],
  ['never judged', [UNJUDGED], [UNJUDGED], ['head: nothing could be judged']],
  ['an empty base', [], [A], ['base: the report has no workload']],
  ['an empty head', [A], [], ['head: the report has no workload']],
  [
    'nothing in common',
    [A],
    [row('b', 1)],
    [
      'no workload of the base is in the head under the same name; where a rollout renames pods, group both reports by workload',
    ],
  ],
])('%s', (_, before, after, gaps) => {
  expect(gapsBetween(reportOf(before), reportOf(after))).toEqual(gaps);
});

test('many open workloads are named up to three', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => row(name, null, 'INCONCLUSIVE'));
  expect(gapsBetween(reportOf(rows), reportOf(rows))).toEqual([
    'ns/a, ns/b, ns/c and 2 more cannot be compared: their emissions or verdict are not known in both reports',
  ]);
});

test('what either report left open is told with its side, instead of that it is empty', () => {
  expect(gapsBetween(reportOf([], ['no workload hevy']), reportOf([A], ['a scrape is cut']))).toEqual([
    'base: no workload hevy',
    'head: a scrape is cut',
  ]);
});

const reports = fc
  .array(
    fc
      .record({
        name: fc.constantFrom('a', 'b', 'c'),
        rate: fc.option(fc.double({ min: 0, max: 1e4, noNaN: true })),
        verdict: fc.constantFrom(...VERDICTS),
        flags: fc.subarray(['lower-bound']),
      })
      .map(({ name, rate, verdict, flags }) => ({ ...row(name, rate, verdict), flags })),
    { maxLength: 5 },
  )
  .map((rows) => reportOf(rows));

test('law: nothing is left open only where every emission is known, and every verdict of the head', () => {
  fc.assert(
    fc.property(reports, reports, (base, head) => {
      if (gapsBetween(base, head).length > 0) return;
      for (const { emissions } of [...base.workloads, ...head.workloads]) expect(emissions).not.toBeNull();
      expect(head.workloads.some(({ verdict }) => verdict !== 'NOT_APPLICABLE')).toBe(true);
      const isBound = base.workloads.some(({ flags }) => flags?.includes('lower-bound'));
      expect(isBound).toBe(false);
      const names = new Set(base.workloads.map(({ workload }) => workload.name));
      expect(head.workloads.some(({ workload }) => names.has(workload.name))).toBe(true);
    }),
  );
});
