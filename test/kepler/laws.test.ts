/** What holds for every scrape, however broken. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measure } from '../../src/kepler/measure.ts';
import type { Measurement } from '../../src/kepler/measurement.ts';
import { scrapeOf, T0, T30 } from './scrapes.ts';
import { type NodeText, type PodText, rewriteText } from './texts.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
/** Mostly sound values, now and then a broken or an absurd one. */
const upTo = (max: number) =>
  fc.oneof(
    { weight: 60, arbitrary: fc.integer({ min: 0, max: max * 1000 }).map((milli) => milli / 1000) },
    { weight: 1, arbitrary: fc.constantFrom('NaN', '+Inf', '-1', '0', '1e12') },
  );

/** Seven pods of up to 30 W each against a node of up to 150 W active: sums above the node do occur. */
const zoned = fc.record(
  { package: upTo(20), dram: upTo(5), core: upTo(20), gpu: upTo(5) },
  { requiredKeys: ['package', 'dram'] },
);

const pod = (name: string): fc.Arbitrary<PodText> =>
  fc.record({
    name: fc.constant(name),
    state: fc.constantFrom('running', 'running', 'running', 'terminated'),
    watts: zoned,
    joules: zoned,
  });

const pods = fc.subarray([...NAMES]).chain((names) => fc.tuple(...names.map(pod)));

const zone = fc.record({ watts: fc.tuple(upTo(100), upTo(100)), joules: fc.tuple(upTo(300), upTo(300)) });
const zones = fc.record({ package: zone, dram: zone, core: zone }, { requiredKeys: ['package', 'dram'] });
const node: fc.Arbitrary<NodeText> = fc.record({ zones, pods });

type Zones = NonNullable<NodeText['zones']>;

/** The same zones later: counters have risen by up to what they show. */
const later = (before: NodeText, after: NodeText): NodeText => {
  const risen = Object.entries(before.zones ?? {}).map(([name, { joules }]) => {
    const by = (index: 0 | 1): number =>
      Number(joules?.[index]) + Number(after.zones?.package?.joules?.[index]);
    return [name, { joules: [by(0), by(1)] as const }] as const;
  });
  return { ...after, zones: Object.fromEntries(risen) as Zones };
};

const single = (given: NodeText): Measurement => measure([scrapeOf(rewriteText(given))]);
const pair = (before: NodeText, after: NodeText): Measurement =>
  measure([
    scrapeOf(rewriteText(before), { origin: 'before', at: T0 }),
    scrapeOf(rewriteText(after), { origin: 'after', at: T30 }),
  ]);

/** Beyond the arithmetic of floating point nothing is granted. */
const SLACK = 1 + 1e-9;

function expectSound({ nodes, pods: measured }: Measurement): void {
  for (const found of nodes) {
    const sum = measured.reduce((added, { powerWatts }) => added + (powerWatts ?? 0), 0);
    expect(sum).toBeCloseTo(found.attributedWatts, 6);
    if (found.totalWatts === null) continue;
    expect(sum).toBeLessThanOrEqual(found.totalWatts * SLACK);
    if (found.outsidePodsWatts === null || found.idleWatts === null) continue;
    const parts = found.attributedWatts + found.outsidePodsWatts + found.idleWatts;
    expect(Math.abs(parts - found.totalWatts)).toBeLessThanOrEqual(1e-9 * (1 + found.totalWatts));
  }
  for (const { powerWatts, unmeasured, intervals } of measured) {
    expect(powerWatts === null).toBe(unmeasured !== null);
    if (powerWatts !== null) expect(powerWatts >= 0 && Number.isFinite(powerWatts)).toBe(true);
    for (const { joules } of intervals) expect(joules >= 0 && Number.isFinite(joules)).toBe(true);
  }
}

test('the laws are tried on scrapes that do give power', () => {
  const measured = fc
    .sample(fc.tuple(node, node), 200)
    .map(([before, after]) => [
      single(before).pods.some(({ powerWatts }) => powerWatts !== null && powerWatts > 0),
      pair(before, later(before, after)).pods.some(({ powerWatts }) => powerWatts !== null && powerWatts > 0),
    ]);
  for (const of of [0, 1]) expect(measured.filter((one) => one[of]).length).toBeGreaterThan(50);
});

test('law: Σ pods ≤ node, no negative and no endless power, from one scrape', () => {
  fc.assert(fc.property(node, (given) => expectSound(single(given))));
});

test('law: the same over a window, whatever restarted, came or went', () => {
  fc.assert(fc.property(node, node, (before, after) => expectSound(pair(before, later(before, after)))));
});

const LATEST = '2025-10-21T08:00:30Z';

test('law: the same over three scrapes', () => {
  fc.assert(
    fc.property(node, node, node, (first, second, third) => {
      const middle = later(first, second);
      const texts = [first, middle, later(middle, third)].map(rewriteText);
      expectSound(
        measure(texts.map((text, index) => scrapeOf(text, { at: [T0, T30, LATEST][index] ?? '' }))),
      );
    }),
  );
});

/** "At least 0 J" is no figure alone; beside an interval with energy it is a lower bound. */
const NOTHING_LEFT = /^its counters started anew, and no energy of it is left/;

test('law: what one interval leaves unknown, no scrape before or after it makes known, and what it has lost is never whole', () => {
  fc.assert(
    fc.property(node, node, node, (first, second, third) => {
      const middle = later(first, second);
      const texts = [first, middle, later(middle, third)].map(rewriteText);
      const scrapes = texts.map((text, index) => scrapeOf(text, { at: [T0, T30, LATEST][index] ?? '' }));
      const whole = new Map(measure(scrapes).pods.map((one) => [one.podId, one]));
      for (const part of [scrapes.slice(0, 2), scrapes.slice(1)])
        for (const { podId, unmeasured } of measure(part).pods) {
          if (unmeasured === null) continue;
          const found = whole.get(podId);
          const isBound = NOTHING_LEFT.test(unmeasured) && found?.flags.includes('lower-bound') === true;
          if (!isBound) expect(found).toMatchObject({ powerWatts: null });
        }
    }),
  );
});

test('law: power over a window is its energy divided by its time', () => {
  fc.assert(
    fc.property(node, node, (before, after) => {
      for (const { powerWatts, intervals } of pair(before, later(before, after)).pods) {
        const joules = intervals.reduce((sum, interval) => sum + interval.joules, 0);
        if (powerWatts !== null) expect(powerWatts * 30).toBeCloseTo(joules, 6);
      }
    }),
  );
});

test('law: the order of scrapes does not matter', () => {
  fc.assert(
    fc.property(node, node, node, (first, second, other) => {
      const scrapes = [
        scrapeOf(rewriteText(first), { origin: 'first', at: T0 }),
        scrapeOf(rewriteText(second), { origin: 'second', at: T30 }),
        scrapeOf(rewriteText({ ...other, node: 'n2' }), { origin: 'other' }),
      ];
      const forth = measure(scrapes);
      const back = measure([...scrapes].reverse());
      expect([back.nodes, back.pods, back.window]).toEqual([forth.nodes, forth.pods, forth.window]);
      expect(back.warnings.map(({ code }) => code).sort()).toEqual(
        forth.warnings.map(({ code }) => code).sort(),
      );
    }),
  );
});

const powers = ({ pods: found }: Measurement) => found.map(({ podId, powerWatts }) => [podId, powerWatts]);

test('law: terminated pods are never added', () => {
  fc.assert(
    fc.property(node, fc.array(pod('gone'), { maxLength: 1 }), (given, extra) => {
      const ended = extra.map((one) => ({ ...one, state: 'terminated' }));
      const running = (given.pods ?? []).filter(({ state }) => state === 'running');
      const alone = single({ ...given, pods: running });
      expect(powers(single({ ...given, pods: [...running, ...ended] }))).toEqual(powers(alone));
    }),
  );
});

test('law: zone core never changes a sum beside package', () => {
  fc.assert(
    fc.property(node, zone, upTo(20), (given, core, watts) => {
      const { core: _, ...zonesWithout } = given.zones ?? {};
      const podsWithout = (given.pods ?? []).map((one) => ({
        ...one,
        watts: { package: one.watts?.package ?? 0 },
      }));
      const podsWith = podsWithout.map((one) => ({ ...one, watts: { ...one.watts, core: watts } }));
      const sound = typeof watts === 'number' ? podsWith : podsWithout;
      const plain = single({ zones: zonesWithout, pods: podsWithout });
      const withCore = single({ zones: { ...zonesWithout, core }, pods: sound });
      expect(powers(withCore)).toEqual(powers(plain));
      expect(withCore.nodes[0]?.totalWatts).toEqual(plain.nodes[0]?.totalWatts);
    }),
  );
});
