/** Law: one more scrape that is cut, blind, frozen or lacks a pod never lowers what is known of the pods it does not show. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measure } from '../../src/kepler/measure.ts';
import type { PodPower } from '../../src/kepler/measurement.ts';
import { scrapeOf } from './scrapes.ts';
import { rewriteText } from './texts.ts';

const NAMES = ['a', 'b', 'c'] as const;
const ZONES = ['package', 'dram'] as const;

/** Joules so far, of all zones alike. */
type Counters = Readonly<Record<string, number>>;

/** As Kepler orders its families: node before pods, joules before watts. */
function linesOf(counters: Counters, atSeconds: number): readonly string[] {
  const zone = { watts: [900, 90], joules: [900 * (atSeconds + 9000), 90 * (atSeconds + 9000)] } as const;
  const text = rewriteText({
    zones: { package: zone, dram: zone },
    pods: Object.entries(counters).map(([name, joules]) => ({
      name,
      watts: { package: 1, dram: 1 },
      joules: { package: joules, dram: joules },
    })),
  });
  return text.trimEnd().split('\n').sort();
}

interface Added {
  readonly atSeconds: number;
  readonly lines: readonly string[];
}

const scrapeAt = ({ atSeconds, lines }: Added) =>
  scrapeOf(`${lines.join('\n')}\n`, {
    origin: `at ${atSeconds} s`,
    at: new Date(Date.parse('2025-10-21T07:00:00Z') + atSeconds * 1000).toISOString(),
  });

const isOf = (line: string, name: string): boolean => line.includes(`pod_name="${name}"`);

type Spoil = (lines: readonly string[], at: { share: number; name: string }) => readonly string[];

/** Ways to lose a part of a scrape without leaving half a line behind. */
const SPOILS: Readonly<Record<string, Spoil>> = {
  cut: (lines, { share }) => lines.slice(0, Math.max(1, Math.floor(lines.length * share))),
  blind: (lines) => lines.filter((line) => !line.startsWith('kepler_pod')),
  'without a pod': (lines, { name }) => lines.filter((line) => !isOf(line, name)),
  'without a zone of a pod': (lines, { name }) =>
    lines.filter((line) => !isOf(line, name) || !line.includes('zone="package"')),
  'without a zone': (lines) => lines.filter((line) => !line.includes('zone="package"')),
};

const shows = (lines: readonly string[], name: string): boolean =>
  ZONES.every((zone) =>
    lines.some(
      (line) =>
        line.startsWith('kepler_pod_cpu_joules') && isOf(line, name) && line.includes(`zone="${zone}"`),
    ),
  );

const step = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.integer({ min: 1, max: 3000 })])));

interface Given {
  readonly steps: readonly Counters[];
  readonly spoil: string;
  readonly share: number;
  readonly name: string;
  /** Between which scrapes of the base the added one lies; 0 is before all of them. */
  readonly place: number;
  readonly gapSeconds: number;
}

const given: fc.Arbitrary<Given> = fc.record({
  steps: fc.array(step, { minLength: 3, maxLength: 4 }),
  spoil: fc.constantFrom(...Object.keys(SPOILS)),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  name: fc.constantFrom(...NAMES),
  place: fc.nat({ max: 3 }),
  gapSeconds: fc.integer({ min: 10, max: 7200 }),
});

const sumTo = (steps: readonly Counters[], index: number): Counters =>
  Object.fromEntries(
    NAMES.map((name) => [name, steps.slice(0, index + 1).reduce((sum, one) => sum + (one[name] ?? 0), 0)]),
  );

/** A node that was scraped at every step, and the scrape of one of the steps, spoilt. */
function scenario({ steps, spoil, share, name, place, gapSeconds }: Given) {
  const at = Math.min(place, steps.length - 1);
  const whole = steps.map((_, index) => {
    const atSeconds = index * gapSeconds;
    return { atSeconds, lines: linesOf(sumTo(steps, index), atSeconds) };
  });
  const chosen = whole[at] as Added;
  const added = { ...chosen, lines: (SPOILS[spoil] as Spoil)(chosen.lines, { share, name }) };
  const base = whole.filter((one) => one !== chosen);
  return { base, added, isFirst: at === 0 };
}

const powersOf = (scrapes: readonly Added[]): ReadonlyMap<string, PodPower> =>
  new Map(measure(scrapes.map(scrapeAt)).pods.map((pod) => [pod.name, pod]));

const joulesOf = (pod: PodPower | undefined): number =>
  (pod?.intervals ?? []).reduce((sum, { joules }) => sum + joules, 0);

test('law: a scrape that does not show a pod never makes it draw less', () => {
  let tried = 0;
  fc.assert(
    fc.property(given, (one) => {
      const { base, added, isFirst } = scenario(one);
      const [before, after] = [powersOf(base), powersOf([...base, added])];
      for (const name of NAMES) {
        if (shows(added.lines, name)) continue;
        tried += 1;
        const pod = after.get(name);
        // A whole scrape from before a pod proves that it is new: what its counter shows is then all of the window, unless
        // that is more than the node gave.
        const isBorn = isFirst && one.spoil === 'without a pod' && pod?.unmeasured === null;
        if (isBorn) expect(joulesOf(pod)).toBeGreaterThanOrEqual(joulesOf(before.get(name)));
        else expect([name, pod?.powerWatts, pod?.unmeasured]).toEqual([name, null, expect.any(String)]);
      }
    }),
  );
  expect(tried).toBeGreaterThan(50);
});

test('law: a scrape that repeats the one before it measures nobody', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 4 }), fc.nat({ max: 3 }), (steps, place) => {
      const whole = steps.map((_, index) => ({
        atSeconds: index * 60,
        lines: linesOf(sumTo(steps, index), index * 60),
      }));
      const repeated = whole[Math.min(place, whole.length - 1)] as Added;
      const powers = powersOf([...whole, { ...repeated, atSeconds: repeated.atSeconds + 30 }]);
      for (const { powerWatts, unmeasured } of powers.values()) {
        expect(powerWatts).toBeNull();
        expect(unmeasured).toMatch(/^between .* no counter moved$/);
      }
    }),
  );
});
