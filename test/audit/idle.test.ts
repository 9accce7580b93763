import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareIdle } from '../../src/audit/idle.ts';
import {
  assessed,
  measurementOf,
  nodeOf,
  phaseOf,
  podOf,
  podUsing,
  siteIn,
  standardWith,
} from './subjects.ts';

const NODE = nodeOf({ totalWatts: 100, idleWatts: 60, attributedWatts: 30, outsidePodsWatts: 10 });
const PODS = [podOf({ name: 'a', powerWatts: 20 }), podOf({ name: 'b', powerWatts: 10 })];

test('idle power follows active power, and the report says so', () => {
  const measurement = measurementOf(PODS, {
    nodes: [NODE],
    warnings: [{ code: 'IDLE_POWER', level: 'info', message: 'belongs to no pod', subject: 'n1' }],
  });
  const site = siteIn('ap-northeast-2', { pue: 1.32 });
  const { workloads, nodes, warnings } = assessed(measurement, { idle: 'share', site });
  expect(
    workloads.map(({ powerWatts, idleShareWatts, grade }) => [powerWatts, idleShareWatts, grade]),
  ).toEqual([
    [60, 40, 'estimated'],
    [30, 20, 'estimated'],
  ]);
  expect(nodes[0]).toMatchObject({ totalWatts: 100, assessedWatts: 90, idleWatts: 0, outsidePodsWatts: 10 });
  expect(warnings.map(({ code }) => code)).toEqual(['IDLE_SHARED']);
  expect(warnings[0]?.figures).toEqual({ idleWatts: 60 });
  expect(assessed(measurement, { site }).workloads[0]).toMatchObject({
    powerWatts: 20,
    idleShareWatts: null,
    grade: 'published',
  });
});

test('energy of a window grows as the power does', () => {
  const pod = podUsing([{ fromMs: 0, toMs: 10_000, joules: 200 }]);
  const [shared] = shareIdle(measurementOf([pod], { nodes: [NODE] })).measurement.pods;
  expect(shared?.powerWatts).toBe(80);
  expect(shared?.intervals[0]?.joules).toBe(800);
});

test.each([
  ['idle power is unknown', nodeOf({ idleWatts: null }), 20],
  ['no pod draws anything', NODE, 0],
  ['no pod is measured', NODE, null],
])('nothing is shared where %s', (_, node, powerWatts) => {
  const { measurement, idleWattsOf } = shareIdle(measurementOf([podOf({ powerWatts })], { nodes: [node] }));
  const [pod] = measurement.pods;
  expect(pod?.powerWatts).toBe(powerWatts);
  expect(pod && idleWattsOf(pod)).toBeNull();
  expect(measurement.nodes[0]?.idleWatts).toBe(node.idleWatts);
});

const budget = {
  standards: [
    standardWith({
      code: 'MAX_POWER',
      metric: 'power',
      unit: 'W',
      scope: 'workload',
      phases: [phaseOf({ limit: 100 })],
    }),
  ],
};
const UNKNOWN = nodeOf({ node: 'n2', idleWatts: null });
const NEIGHBOUR = podOf({ node: 'n2', name: 'c', powerWatts: 5 });

test.each([
  [
    'its idle power is not known',
    [UNKNOWN],
    [NEIGHBOUR],
    'Node n2: its idle power is not known, so its pods carry no idle power, and their power is a lower bound',
  ],
  [
    'a pod of it was not measured, which would carry a part',
    [{ ...NODE, node: 'n2' }],
    [NEIGHBOUR, podOf({ node: 'n2', name: 'd', powerWatts: null, unmeasured: 'it vanished' })],
    'Node n2: 1 of its 2 pods were not measured, so its pods carry no idle power, and their power is a lower bound',
  ],
])('power without the idle power that was asked for keeps no budget: %s', (_, nodes, pods, message) => {
  const all = measurementOf([...PODS, ...pods], { nodes: [NODE, ...nodes] });
  const { workloads, warnings } = assessed(all, { ...budget, idle: 'share' });
  const of = (name: string) => workloads.find(({ workload }) => workload.name === name);
  expect(of('c')).toMatchObject({ verdict: 'INCONCLUSIVE', powerWatts: 5, idleShareWatts: null });
  expect(of('b')).toMatchObject({ verdict: 'COMPLIANT', powerWatts: 30 });
  expect(warnings.map(({ code }) => code)).toEqual(['IDLE_SHARED', 'IDLE_NOT_SHARED']);
  expect(warnings[1]?.message).toBe(message);
  expect(assessed(all, budget).workloads.find(({ workload }) => workload.name === 'c')?.verdict).toBe(
    'COMPLIANT',
  );
});

test('idle power that was not shared is still told of, node by node', () => {
  const idle = (subject: string, more = {}) =>
    ({ code: 'IDLE_POWER', level: 'info', message: '', subject, ...more }) as const;
  const codesOf = (...warnings: ReturnType<typeof idle>[]) =>
    assessed(measurementOf([...PODS, NEIGHBOUR], { nodes: [NODE, UNKNOWN], warnings }), { idle: 'share' })
      .warnings.filter(({ code }) => code === 'IDLE_POWER')
      .map(({ subject }) => subject);
  expect(codesOf(idle('n1'), idle('n2'))).toEqual(['n2']);
  expect(codesOf(idle('n2', { figures: { occurrences: 9 } }))).toEqual([]);
});

test('a pod that draws next to nothing carries its share like any other', () => {
  const tiny = podUsing([{ fromMs: 0, toMs: 10_000, joules: 0 }], { powerWatts: 1e-310 });
  const [shared] = shareIdle(measurementOf([tiny], { nodes: [NODE] })).measurement.pods;
  expect(shared?.powerWatts).toBe(60);
  expect(shared?.intervals[0]?.joules).toBe(600);
});

test('of a node with no measured pod no power is a lower bound', () => {
  const dark = podOf({ node: 'n2', name: 'd', powerWatts: null, unmeasured: 'it vanished' });
  const { warnings } = assessed(measurementOf([...PODS, dark], { nodes: [NODE, UNKNOWN] }), {
    idle: 'share',
  });
  expect(warnings.map(({ code }) => code)).toEqual(['IDLE_SHARED']);
});

test('where no idle power could be shared, none is said to be spread', () => {
  const { warnings } = assessed(measurementOf([NEIGHBOUR], { nodes: [UNKNOWN] }), { idle: 'share' });
  expect(warnings.map(({ code }) => code)).toEqual(['IDLE_NOT_SHARED']);
});

const watts = fc.double({ min: 0.001, max: 1000, noNaN: true });

test('law: what a node draws does not change by sharing its idle power', () => {
  fc.assert(
    fc.property(fc.array(watts, { minLength: 1, maxLength: 20 }), watts, watts, (own, idleWatts, outside) => {
      const attributedWatts = own.reduce((sum, value) => sum + value, 0);
      const totalWatts = attributedWatts + idleWatts + outside;
      const node = nodeOf({ totalWatts, idleWatts, attributedWatts, outsidePodsWatts: outside });
      const pods = own.map((powerWatts, index) => podOf({ name: `p${index}x`, powerWatts }));
      const { nodes } = assessed(measurementOf(pods, { nodes: [node] }), { idle: 'share' });
      const [summary] = nodes;
      const parts =
        (summary?.assessedWatts ?? 0) + (summary?.outsidePodsWatts ?? 0) + (summary?.idleWatts ?? 0);
      expect(parts / totalWatts).toBeCloseTo(1, 9);
      expect(summary?.totalWatts).toBe(totalWatts);
    }),
  );
});
