/** A restart of Kepler that the counters of the node show: those of its pods started anew too, however far they have come. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measure } from '../../src/kepler/measure.ts';
import type { Measurement, PodPower } from '../../src/kepler/measurement.ts';
import { scrapeOf, T0, T60 } from './scrapes.ts';
import { type PodText, rewriteText, type ZoneText } from './texts.ts';

type Zones = Readonly<Record<string, ZoneText>>;

const over = (before: string, after: string): Measurement =>
  measure([scrapeOf(before, { origin: '0.prom', at: T0 }), scrapeOf(after, { origin: '1.prom', at: T60 })]);

const SECONDS = 60;
const joulesOf = (pod: PodPower | undefined): number => (pod?.powerWatts ?? Number.NaN) * SECONDS;

const OLD: Zones = { package: { joules: [100_000, 50_000] }, dram: { joules: [10_000, 5000] } };
const BOTH_FELL: Zones = { package: { joules: [10_000, 900] }, dram: { joules: [1000, 90] } };
const PACKAGE_FELL: Zones = { package: { joules: [10_000, 900] }, dram: { joules: [11_000, 5500] } };
const IDLE_FELL: Zones = { package: { joules: [110_000, 900] }, dram: { joules: [11_000, 5500] } };
const NONE_FELL: Zones = { package: { joules: [110_000, 55_000] }, dram: { joules: [11_000, 5500] } };
const DRAM_LOST: Zones = { package: { joules: [10_000, 900] } };

const pod = (name: string, processor: number, memory: number): PodText => ({
  name,
  joules: { package: processor, dram: memory },
});

const BOUND = ['counter-reset', 'lower-bound'];

test.each<[string, Zones, number, readonly string[]]>([
  ['both zones', BOTH_FELL, 1801 + 180, BOUND],
  ['one zone only, which may not have been read once', PACKAGE_FELL, 1801 + 80, BOUND],
  ['one zone, where the scrape lacks the other of the node', DRAM_LOST, 1801 + 80, BOUND],
  ['idle counters alone, which say when and not from where', IDLE_FELL, 801 + 80, BOUND],
  ['none', NONE_FELL, 801 + 80, []],
])(
  'a pod that outgrew its old counters while those of its node fell in %s',
  (_what, zones, joules, flags) => {
    const before = rewriteText({ zones: OLD, pods: [pod('a', 1000, 100)] });
    const [found] = over(before, rewriteText({ zones, pods: [pod('a', 1801, 180)] })).pods;
    expect(joulesOf(found)).toBeCloseTo(joules, 6);
    expect(found?.flags).toEqual(flags);
  },
);

test('a pod of whose energy nothing is left after a restart is not measured: at least nothing is no figure', () => {
  const [found] = over(
    rewriteText({ zones: OLD, pods: [pod('a', 1000, 100)] }),
    rewriteText({ zones: BOTH_FELL, pods: [pod('a', 0, 0)] }),
  ).pods;
  expect(found).toMatchObject({
    powerWatts: null,
    unmeasured: 'its counters started anew, and no energy of it is left in the window',
    flags: ['counter-reset'],
  });
});

test.each<[string, readonly PodText[], readonly PodText[], readonly string[]]>([
  ['stood at 0', [pod('a', 0, 0)], [pod('a', 10, 1)], BOUND],
  ['came', [pod('b', 0, 0)], [pod('b', 0, 0), pod('a', 10, 1)], ['partial', 'lower-bound']],
  [
    'ended above its old counters',
    [pod('a', 10, 1)],
    [{ ...pod('a', 20, 2), state: 'terminated' }, pod('b', 1, 1)],
    ['terminated', 'lower-bound'],
  ],
])('no value is exact over a restart: a pod that %s', (_what, before, after, flags) => {
  const measured = over(
    rewriteText({ zones: OLD, pods: before }),
    rewriteText({ zones: BOTH_FELL, pods: after }),
  );
  expect(measured.pods.find(({ name }) => name === 'a')?.flags).toEqual(flags);
});

const joules = fc.integer({ min: 0, max: 5000 });
const run = fc.record({ old: joules, untilRestart: joules, sinceRestart: joules });

test('law: over a restart of Kepler pods have no more than they used, and together no more than their node', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 5 }), joules, (runs, others) => {
      const sum = (of: (one: (typeof runs)[number]) => number): number =>
        runs.reduce((total, one) => total + of(one), 0);
      const before = sum(({ old }) => old) + others;
      const since = sum(({ sinceRestart }) => sinceRestart);
      const zones = (active: number): Zones => ({ package: { joules: [active, 100] } });
      const pods = (of: (one: (typeof runs)[number]) => number): PodText[] =>
        runs.map((one, index) => ({ name: `p${index}`, joules: { package: of(one) } }));
      const measured = over(
        rewriteText({ zones: zones(before), pods: pods(({ old }) => old) }),
        rewriteText({ zones: zones(since), pods: pods(({ sinceRestart }) => sinceRestart) }),
      );
      fc.pre(since < before);
      for (const [index, one] of runs.entries()) {
        const found = measured.pods.find(({ name }) => name === `p${index}`);
        if (found?.powerWatts === null) continue;
        expect(found?.flags).toContain('lower-bound');
        expect(joulesOf(found)).toBeLessThanOrEqual(one.untilRestart + one.sinceRestart + 1e-6);
        expect(joulesOf(found)).toBeCloseTo(one.sinceRestart, 6);
      }
      const all = measured.pods.reduce((total, { powerWatts }) => total + (powerWatts ?? 0) * SECONDS, 0);
      expect(all).toBeLessThanOrEqual(since + 1e-6);
    }),
  );
});

test.each<[string, Zones]>([
  [
    'idle, which starts at the whole register',
    { package: { joules: [10_000, 250_000] }, dram: { joules: [1000, 25_000] } },
  ],
  ['active, of one zone', { package: { joules: [110_000, 60_000] }, dram: { joules: [1000, 25_000] } }],
])(
  'no figure of the node is known over a restart, though a counter has outgrown its old value: %s',
  (_what, zones) => {
    const before = rewriteText({ zones: OLD, pods: [pod('a', 1000, 100)] });
    const { nodes } = over(before, rewriteText({ zones, pods: [pod('a', 1801, 180)] }));
    expect(nodes[0]).toMatchObject({ totalWatts: null, idleWatts: null, outsidePodsWatts: null });
  },
);
