import { expect, test } from 'vitest';
import { comparisonGaps } from '../../src/audit/comparison-gaps.ts';
import { reportChanges } from '../../src/audit/report-changes.ts';
import type { SavedWorkload } from '../../src/audit/saved-report.ts';
import { totalChange } from '../../src/audit/total-change.ts';

const row = (name: string, rate: number, kind = 'Pod'): SavedWorkload => ({
  workload: { namespace: 'ns', kind, name },
  verdict: 'COMPLIANT',
  powerWatts: rate,
  emissions: { facilityGco2eqPerHour: rate },
});

const reportOf = (nodes: readonly string[] | undefined, workloads: readonly SavedWorkload[]) => ({
  site: { region: { code: 'ap-northeast-2' }, intensity: null },
  nodes: nodes?.map((node) => ({ node, zones: ['package'] })),
  workloads,
  gaps: [],
});

function between(base: ReturnType<typeof reportOf>, head: ReturnType<typeof reportOf>) {
  const [changes, total] = [reportChanges(base, head, 0), totalChange(base, head, 0)];
  return {
    kinds: changes.map(({ kind }) => kind),
    total,
    gaps: comparisonGaps({ base, head, changes, total, hasGate: true }),
  };
}

const A = row('a', 10);
const [BOTH, FIRST] = [['n1', 'n2'], ['n1']];

test.each<[string, SavedWorkload[], SavedWorkload[], string]>([
  ['a pod that is not seen any more', [row('b', 5)], [], 'unknown'],
  ['a pod that is seen', [row('b', 5)], [row('b', 4)], 'better'],
  ['an owner of whom less is seen', [row('b', 5, 'Deployment')], [row('b', 4, 'Deployment')], 'unknown'],
  ['an owner of whom the same is seen', [row('b', 5, 'Deployment')], [row('b', 5, 'Deployment')], 'unknown'],
  ['an owner of whom more is seen', [row('b', 5, 'Deployment')], [row('b', 6, 'Deployment')], 'worse'],
])('with a node of the base that was not read, %s', (_, before, after, kind) => {
  const { kinds, total, gaps } = between(reportOf(BOTH, [A, ...before]), reportOf(FIRST, [A, ...after]));
  expect(kinds.sort()).toEqual(['unchanged', kind].sort());
  expect(gaps[0]).toBe(
    'node n2 of the base was not read for the head, so what ran there is unknown and not gone: read the same nodes for both, or make the base anew once a node is removed from the cluster',
  );
  expect(total.facilityGco2eqPerHourAfter).toBe(kind === 'worse' ? 16 : null);
});

test('many nodes are named up to three', () => {
  const { gaps } = between(reportOf(['n1', 'n2', 'n3', 'n4', 'n5'], [A]), reportOf(FIRST, [A]));
  expect(gaps).toEqual([expect.stringMatching(/^nodes n2, n3, n4 and 1 more of the base were not read/)]);
});

test.each([
  ['a node more in the head', FIRST, BOTH],
  ['a head that does not say what was read', BOTH, undefined],
  ['a base that does not', undefined, FIRST],
])('%s leaves nothing open', (_, before, after) => {
  const { kinds, gaps } = between(reportOf(before, [A, row('b', 5)]), reportOf(after, [A]));
  expect(kinds).toEqual(['unchanged', 'gone']);
  expect(gaps).toEqual([]);
});
