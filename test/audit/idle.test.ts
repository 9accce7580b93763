import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareIdle } from '../../src/audit/idle.ts';
import { assessed, measurementOf, nodeOf, podOf, podUsing, siteIn } from './subjects.ts';

const NODE = nodeOf({ totalWatts: 100, idleWatts: 60, attributedWatts: 30, outsidePodsWatts: 10 });
const PODS = [podOf({ name: 'a', powerWatts: 20 }), podOf({ name: 'b', powerWatts: 10 })];

test('idle power follows active power, and the report says so', () => {
  const measurement = measurementOf(PODS, {
    nodes: [NODE],
    warnings: [{ code: 'IDLE_POWER', level: 'info', message: 'belongs to no pod' }],
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
