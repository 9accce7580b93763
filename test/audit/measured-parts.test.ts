import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonGaps } from '../../src/audit/comparison-gaps.ts';
import { reportChanges } from '../../src/audit/report-changes.ts';
import type { SavedReport, SavedWorkload } from '../../src/audit/saved-report.ts';
import { totalChange } from '../../src/audit/total-change.ts';

interface Given {
  readonly rate?: number;
  readonly gpuWatts?: number | null | undefined;
  readonly nodes?: readonly string[];
}

const row = (
  name: string,
  { rate = 10, gpuWatts = null, nodes = ['n1'] }: Given = {},
): SavedWorkload & { readonly nodes: readonly string[] } => ({
  workload: { namespace: 'ns', kind: 'Deployment', name },
  verdict: 'COMPLIANT',
  powerWatts: rate,
  gpuWatts,
  emissions: { facilityGco2eqPerHour: rate },
  nodes,
});

type Zones = Readonly<Record<string, string>>;

/** Zones as "package dram", by node. */
const reportOf = (zones: Zones, workloads: readonly SavedWorkload[]): SavedReport & { gaps: string[] } => ({
  site: { region: { code: 'ap-northeast-2' }, intensity: null },
  nodes: Object.entries(zones).map(([node, names]) => ({ node, zones: names.split(' ') })),
  workloads,
  gaps: [],
});

function between(base: ReturnType<typeof reportOf>, head: ReturnType<typeof reportOf>) {
  const [changes, total] = [reportChanges(base, head, 0), totalChange(base, head, 0)];
  return { changes, total, gaps: comparisonGaps({ base, head, changes, total, hasGate: true }) };
}

const one = (zones: string, rate: number, gpuWatts: number | null = null) =>
  reportOf({ n1: zones }, [row('a', { rate, gpuWatts })]);

test.each<[string, ReturnType<typeof one>, ReturnType<typeof one>, string]>([
  ['the same zones', one('package dram', 10), one('package dram', 8), 'better'],
  ['memory lost', one('package dram', 10), one('package', 8), 'unknown'],
  ['memory lost, and what is left stays the same', one('package dram', 10), one('package', 10), 'unknown'],
  ['memory lost, and still more', one('package dram', 10), one('package', 12), 'worse'],
  ['memory found', one('package', 8), one('package dram', 10), 'unknown'],
  ['memory found, and still less', one('package', 10), one('package dram', 8), 'better'],
  ['the whole platform before', one('psys', 16), one('package dram', 10), 'unknown'],
  ['the whole platform now', one('package dram', 10), one('psys', 16), 'unknown'],
  ['more in the package than in the platform', one('psys', 10), one('package', 12), 'worse'],
  ['a socket lost', one('package-0 package-1', 10), one('package-0', 5), 'unknown'],
  ['cores alone, more than the package had', one('package', 10), one('core', 12), 'worse'],
  ['GPUs lost', one('package', 300, 290), one('package', 10), 'unknown'],
  ['GPUs lost of a node where it used none', one('package', 10, 0), one('package', 10), 'unknown'],
  ['GPUs found', one('package', 10), one('package', 300, 290), 'unknown'],
  ['GPUs in both', one('package', 300, 290), one('package', 200, 190), 'better'],
  ['no GPU in both', one('package', 10), one('package', 9), 'better'],
])('%s', (_, base, head, kind) => {
  const { changes, gaps, total } = between(base, head);
  expect(changes.map((change) => change.kind)).toEqual([kind]);
  expect(total.isRegression).toBe(kind === 'worse');
  // Over a lower bound in the base there is no total.
  expect(gaps).toHaveLength(total.changeRatio === null ? 1 : 0);
  if (kind === 'unknown')
    expect(gaps).toEqual([expect.stringContaining('ns/a cannot be compared: its power is of')]);
});

test('the sentence names what was added up in each, once for all that are alike', () => {
  const rows = [row('a', { gpuWatts: 5 }), row('b', { gpuWatts: 0 })];
  const lost = [row('a', { rate: 5 }), row('b', { rate: 5 })];
  const { gaps } = between(reportOf({ n1: 'package dram' }, rows), reportOf({ n1: 'package' }, lost));
  expect(gaps).toEqual([
    'ns/a, ns/b cannot be compared: their power is of package + dram + GPU in the base and of package in the head',
  ]);
});

const MIXED = { n1: 'package dram', n2: 'package', gpu: 'package dram' };
const cpu = row('onGpuNode', { nodes: ['gpu'], gpuWatts: 0 });

test.each<[string, readonly SavedWorkload[], readonly SavedWorkload[], string]>([
  ['stays', [row('a', { nodes: ['n1', 'n2'] })], [row('a', { nodes: ['n1', 'n2'] })], 'unchanged'],
  ['moves to a node without memory', [row('a')], [row('a', { nodes: ['n2'] })], 'unknown'],
  [
    'leaves the node without memory, and is less',
    [row('a', { nodes: ['n1', 'n2'] })],
    [row('a', { rate: 9 })],
    'better',
  ],
  [
    'leaves a node with GPUs of which it used none',
    [row('a', { nodes: ['gpu'], gpuWatts: 0 }), cpu],
    [row('a'), cpu],
    'unchanged',
  ],
  [
    'leaves the GPU it used',
    [row('a', { nodes: ['gpu'], gpuWatts: 9 }), cpu],
    [row('a', { rate: 5 }), cpu],
    'unknown',
  ],
  [
    'loses the GPU of one of several nodes',
    [row('a', { nodes: ['n1', 'gpu'], gpuWatts: 9 })],
    [row('a', { nodes: ['n1', 'gpu'], rate: 5 })],
    'unknown',
  ],
])('a workload of a mixed cluster that %s', (_, before, after, kind) => {
  const { changes } = between(reportOf(MIXED, before), reportOf(MIXED, after));
  expect(changes.find(({ workload }) => workload.name === 'a')?.kind).toBe(kind);
});

test('a node that was added, with other sensors, leaves nothing open', () => {
  const more = [row('a'), row('b', { nodes: ['n3'], gpuWatts: 3 })];
  const { gaps, total } = between(
    reportOf({ n1: 'package' }, [row('a')]),
    reportOf({ n1: 'package', n3: 'psys' }, more),
  );
  expect(gaps).toEqual([]);
  expect(total).toMatchObject({ isRegression: true, facilityGco2eqPerHourAfter: 20 });
});

test('what spreads to an added node of another kind is left open, with what to do', () => {
  const { gaps } = between(
    reportOf({ n1: 'package dram' }, [row('a')]),
    reportOf({ n1: 'package dram', n3: 'package' }, [row('a', { nodes: ['n1', 'n3'] })]),
  );
  expect(gaps).toEqual([
    'ns/a cannot be compared: its power is of package + dram in the base and of package + dram or package in the head, on nodes of another kind: make the base anew with them',
  ]);
});

test('reports of early versions say nothing of nodes, and are compared as before', () => {
  const early = ({ nodes: _, workloads, ...rest }: ReturnType<typeof one>) => ({
    ...rest,
    workloads: workloads.map(({ gpuWatts: _gpu, nodes: _nodes, ...old }) => old),
  });
  const { changes, gaps } = between(early(one('package dram', 10)), one('package', 8));
  expect([changes[0]?.kind, gaps]).toEqual(['better', []]);
});

const NODES = ['n1', 'n2'];
const rows = fc.array(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    rate: fc.double({ min: 0, max: 100, noNaN: true }),
    gpuWatts: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    nodes: fc.subarray(NODES, { minLength: 1 }),
  }),
  { minLength: 1, maxLength: 5 },
);
const zonesOf = fc.record({
  n1: fc.constantFrom('package', 'package dram', 'psys', 'core'),
  n2: fc.constantFrom('package', 'package dram', 'psys', 'core'),
});

test('law: a report is of the same as itself', () => {
  fc.assert(
    fc.property(rows, zonesOf, (given, zones) => {
      const report = reportOf(
        zones,
        given.map(({ name, ...of }) => row(name, of)),
      );
      const { changes, gaps } = between(report, report);
      expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
      expect(gaps).toEqual([]);
    }),
  );
});

test('law: without one sensor less is never a saving, and nothing passes', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...NODES), (given, node) => {
      const all = given.map(({ name, ...of }) => row(name, of));
      const less = all.map((each) =>
        each.nodes.includes(node)
          ? row(each.workload.name, { ...each, rate: (each.powerWatts ?? 0) / 2 })
          : each,
      );
      const whole = { n1: 'package dram', n2: 'package dram' };
      const { changes, gaps } = between(
        reportOf(whole, all),
        reportOf({ ...whole, [node]: 'package' }, less),
      );
      expect(changes.some(({ kind }) => kind === 'better')).toBe(false);
      expect(gaps.length > 0).toBe(all.some(({ nodes }) => nodes.includes(node)));
    }),
  );
});
