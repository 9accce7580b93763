import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workloadOf } from '../../src/audit/workload.ts';
import { GRADES } from '../../src/evidence.ts';
import type { PodPower } from '../../src/kepler/measurement.ts';

const NAME = { namespace: 'demo', kind: 'Pod', name: 'web', ownerFrom: 'pod' } as const;

const watts = fc.option(fc.double({ min: 0, max: 1e4, noNaN: true }));

const pod: fc.Arbitrary<PodPower> = fc.record({
  node: fc.constant('n1'),
  podId: fc.constant('p1'),
  namespace: fc.constant('demo'),
  name: fc.constant('web'),
  powerWatts: watts,
  packageWatts: watts,
  dramWatts: watts,
  gpuWatts: watts,
  unmeasured: fc.option(fc.constant('no figure')),
  method: fc.constantFrom('gauge', 'counter'),
  intervals: fc.constant([]),
  grade: fc.constantFrom(...GRADES),
  flags: fc.subarray(['lower-bound', 'counter-reset']),
});

test('law: a workload of one pod is that of the pod and one beside it that draws nothing', () => {
  fc.assert(
    fc.property(pod, (one) => {
      const nothing: PodPower = {
        ...{ ...one, podId: 'p2', powerWatts: 0, packageWatts: 0, dramWatts: null, gpuWatts: null },
        ...{ unmeasured: null, grade: 'measured', flags: [] },
      };
      const { pods, ...alone } = workloadOf(NAME, [one]);
      const { pods: both, ...together } = workloadOf(NAME, [one, nothing]);
      expect([pods, both]).toEqual([[one], [one, nothing]]);
      expect(alone).toEqual(together);
    }),
  );
});
