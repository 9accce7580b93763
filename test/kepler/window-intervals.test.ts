/** A window of several scrapes: an interval that could not be measured is not 0 J, one in which a pod did not exist is. */

import { expect, test } from 'vitest';
import { measure } from '../../src/kepler/measure.ts';
import type { Measurement, PodPower } from '../../src/kepler/measurement.ts';
import { fixtureText, scrapeOf, T0, T30, T60 } from './scrapes.ts';
import { type LegacyText, legacyText, type PodText, rewriteText } from './texts.ts';

const TIMES = [T0, T30, T60] as const;

const over = (...texts: readonly string[]): Measurement =>
  measure(texts.map((text, index) => scrapeOf(text, { origin: `${index}.prom`, at: TIMES[index] ?? T60 })));

/** Its counters after so many steps of 330 J. */
const pod = (name: string, steps: number, more: Partial<PodText> = {}): PodText => ({
  name,
  watts: { package: 10, dram: 1 },
  joules: { package: 300 * steps, dram: 30 * steps },
  ...more,
});
const ended = (name: string, steps: number): PodText => pod(name, steps, { state: 'terminated' });

/** A node that gives more than its pods take, with another pod that always runs. */
const scrape = (step: number, ...pods: readonly PodText[]): string =>
  rewriteText({
    zones: {
      package: { joules: [9000 * step, 900 * step] },
      dram: { joules: [900 * step, 90 * step] },
    },
    pods: [pod('other', step), ...pods],
  });

const without = (text: string, pattern: RegExp): string =>
  text
    .split('\n')
    .filter((line) => !pattern.test(line))
    .join('\n');

/** As Kepler writes it, joules before watts, cut before the line that matches. */
function cutBefore(text: string, pattern: RegExp): string {
  const lines = text.trimEnd().split('\n').sort();
  return `${lines
    .slice(
      0,
      lines.findIndex((line) => pattern.test(line)),
    )
    .join('\n')}\n`;
}

const POD_A = /pod_name="a"/;
const CUT = (step: number): string => cutBefore(scrape(step, pod('a', step)), /^kepler_pod_cpu_joules.*"a"/);
const BLIND = (step: number): string => without(scrape(step, pod('a', step)), /^kepler_pod/);
const LACKS_PACKAGE = (step: number): string =>
  without(scrape(step, pod('a', step)), /pod_name="a".*zone="package"/);

const found = ({ pods }: Measurement, name: string): PodPower | undefined =>
  pods.find((one) => one.name === name);

const RUNS = (step: number): string => scrape(step, pod('a', step));
const GONE = /^it vanished inside the window and Kepler gave no final value$/;
const FIRST = /^the first scrape was not whole, so its energy since then is not known$/;
const MIDDLE = /^a scrape inside the window was not whole, so its energy around it is not known$/;
const LAST = /^the last scrape was not whole, so its energy until then is not known$/;
const ZONES = /^not all of its zones \(package, dram\) were in every scrape$/;
const SHORT_LIVED = /^it came and ended between two scrapes/;

test.each<[string, readonly string[], RegExp, readonly string[]]>([
  ['goes without a final value', [RUNS(0), RUNS(1), scrape(2)], GONE, ['gone']],
  ['is missed once', [RUNS(0), scrape(1), RUNS(2)], GONE, ['gone', 'partial']],
  ['may be in what was cut off at first', [CUT(0), RUNS(1), RUNS(2)], FIRST, []],
  ['may be in what was cut off in between', [RUNS(0), CUT(1), RUNS(2)], MIDDLE, []],
  ['may be in what was cut off at last', [RUNS(0), RUNS(1), CUT(2)], LAST, []],
  ['is in none of the pods of the first', [BLIND(0), RUNS(1), RUNS(2)], FIRST, []],
  ['is in none of the pods of the second', [RUNS(0), BLIND(1), RUNS(2)], MIDDLE, []],
  ['is in none of the pods of the last', [RUNS(0), RUNS(1), BLIND(2)], LAST, []],
  ['comes after a scrape that may have lost it', [CUT(0), scrape(1), RUNS(2)], FIRST, ['partial']],
  ['may have come back after its end', [RUNS(0), scrape(1, ended('a', 1)), BLIND(2)], LAST, ['terminated']],
  ['lacks a zone at first', [LACKS_PACKAGE(0), RUNS(1), RUNS(2)], ZONES, []],
  ['lacks a zone in between', [RUNS(0), LACKS_PACKAGE(1), RUNS(2)], ZONES, []],
  ['lacks a zone at last', [RUNS(0), RUNS(1), LACKS_PACKAGE(2)], ZONES, []],
  ['lacks a zone in the second of two', [RUNS(0), LACKS_PACKAGE(1)], ZONES, []],
  ['shows watts only at first', [scrape(0, pod('a', 0, { joules: {} })), RUNS(1)], ZONES, []],
  ['came and ended unseen', [scrape(0), scrape(1, ended('a', 1)), scrape(2)], SHORT_LIVED, ['short-lived']],
])('not measured: a pod that %s', (_what, texts, reason, flags) => {
  const pod = found(over(...texts), 'a');
  expect(pod).toMatchObject({ powerWatts: null, intervals: [], flags });
  expect(pod?.unmeasured).toMatch(reason);
});

test.each<[string, readonly string[], number, readonly string[]]>([
  ['comes after the first', [scrape(0), scrape(1, pod('a', 1)), scrape(2, pod('a', 2))], 11, ['partial']],
  ['comes at last', [scrape(0), scrape(1), scrape(2, pod('a', 1))], 5.5, ['partial']],
  ['ends at last', [RUNS(0), RUNS(1), scrape(2, ended('a', 2))], 11, ['terminated']],
  ['ends in between', [RUNS(0), scrape(1, ended('a', 1)), scrape(2)], 5.5, ['terminated']],
  [
    'ends in between and stays listed',
    [RUNS(0), scrape(1, ended('a', 1)), scrape(2, ended('a', 1))],
    5.5,
    ['terminated'],
  ],
  [
    'comes and ends',
    [scrape(0), scrape(1, pod('a', 1)), scrape(2, ended('a', 2))],
    11,
    ['partial', 'terminated'],
  ],
])(
  'measured, because it did not exist in the rest of the window: a pod that %s',
  (_what, texts, powerWatts, flags) => {
    expect(found(over(...texts), 'a')).toMatchObject({ powerWatts, flags, unmeasured: null });
  },
);

test('one blind scrape makes nobody vanish or appear', () => {
  for (const texts of [
    [RUNS(0), RUNS(1), BLIND(2)],
    [RUNS(0), CUT(1), RUNS(2)],
    [LACKS_PACKAGE(0), RUNS(1)],
  ]) {
    const codes = over(...texts).warnings.map(({ code }) => code);
    expect(codes).not.toContain('POD_GONE');
    expect(codes).not.toContain('POD_APPEARED');
  }
});

test('a pod without its zones that is not listed as running any more has vanished', () => {
  expect(found(over(RUNS(0), without(RUNS(1), POD_A)), 'a')?.unmeasured).toMatch(GONE);
});

test('a broken value is told as such and not as an end', () => {
  const measured = over(RUNS(0), scrape(1, pod('a', 1, { joules: { package: 'NaN', dram: 30 } })));
  expect(found(measured, 'a')).toMatchObject({ unmeasured: 'Kepler gives NaN as its joules', flags: [] });
});

const legacy = (step: number, ...containers: NonNullable<LegacyText['containers']>): string =>
  legacyText({ zones: { package: [900 * step, 90 * step], dram: [90 * step, 9 * step] }, containers });

test('legacy: a container without one of its zones makes its pod unknown, not smaller', () => {
  const whole = (step: number) => ({ pod: 'a', id: 'c1', joules: { package: 30 * step, dram: 3 * step } });
  const measured = over(
    legacy(1, whole(1), { pod: 'a', id: 'c2', joules: { package: 60, dram: 6 } }),
    legacy(2, whole(2), { pod: 'a', id: 'c2', joules: { package: 90 } }),
  );
  expect(found(measured, 'a')).toMatchObject({ powerWatts: null, unmeasured: expect.stringMatching(ZONES) });
});

test('legacy: a zone that the second scrape lacks is no restart of Kepler and no end of its pods', () => {
  const dram = /^kepler_(container|node)_dram_joules_total.*mode="dynamic"/;
  const measured = over(
    fixtureText('kepler-v0.7-legacy.prom'),
    without(fixtureText('kepler-v0.7-legacy.t30.prom'), dram),
  );
  const codes = measured.warnings.map(({ code }) => code);
  expect(codes).not.toContain('KEPLER_RESTARTED');
  expect(codes).not.toContain('POD_GONE');
  expect(codes).toEqual(expect.arrayContaining(['POD_WITHOUT_ZONE', 'NO_NODE_FIGURES']));
  for (const { unmeasured } of measured.pods) expect(unmeasured).toMatch(ZONES);
});

const FROZEN = /^between \S+Z and \S+Z: all pods of its node show 0 W: no counter moved$/;

test.each([
  ['the first', [RUNS(1), RUNS(1), RUNS(2)]],
  ['the last', [RUNS(0), RUNS(1), RUNS(1)]],
])('a window in which Kepler stood still for %s interval measures nobody', (_which, texts) => {
  const measured = over(...texts);
  expect(measured.pods.map(({ powerWatts }) => powerWatts)).toEqual([null, null]);
  for (const { unmeasured } of measured.pods) expect(unmeasured).toMatch(FROZEN);
});

/** Just after a restart of Kepler, whose idle counter starts at the whole register. */
const young = (scale: number): string =>
  rewriteText({
    zones: { package: { joules: [90 * scale, 400] }, dram: { joules: [9 * scale, 40] } },
    pods: ['a', 'other'].map((name) => pod(name, 0, { joules: { package: 0.01 * scale, dram: 0 } })),
  });

test.each([
  ['zeros', 0],
  ["values as small as a fake meter's", 1],
])('a restart of Kepler just before a scrape is not doubted for %s', (_what, scale) => {
  for (const texts of [
    [RUNS(5), RUNS(6), young(scale)],
    [RUNS(5), young(scale), RUNS(1)],
  ]) {
    const measured = over(...texts);
    expect(found(measured, 'a')).toMatchObject({
      unmeasured: null,
      flags: ['counter-reset', 'lower-bound'],
    });
    const codes = measured.warnings.map(({ code }) => code);
    expect(codes).toContain('KEPLER_RESTARTED');
    expect(codes).not.toContain('FROZEN_COUNTERS');
    expect(codes).not.toContain('FAKE_METER_SUSPECTED');
  }
});

const FELL = (step: number): string => scrape(step, pod('a', 0));
test.each<[string, readonly string[], number]>([
  ['before', [RUNS(5), RUNS(6), FELL(7)], 330],
  ['after', [RUNS(5), FELL(6), RUNS(7)], 7 * 330],
])('a restart that left nothing is a lower bound beside the energy %s it', (_where, texts, joules) => {
  const measured = found(over(...texts), 'a');
  expect((measured?.powerWatts ?? Number.NaN) * 60).toBeCloseTo(joules, 6);
  expect(measured?.flags).toEqual(['counter-reset', 'lower-bound']);
});

test('a restart that left nothing, and nothing on either side of it, is no figure', () => {
  for (const texts of [
    [RUNS(5), RUNS(5), FELL(6)],
    [RUNS(5), FELL(6), FELL(7)],
  ])
    expect(found(over(...texts), 'a')).toMatchObject({ powerWatts: null, flags: ['counter-reset'] });
});

test('a restart of Kepler hides no other interval in which it stood still', () => {
  const measured = over(RUNS(5), young(1), young(1));
  for (const { unmeasured } of measured.pods) expect(unmeasured).toMatch(FROZEN);
});

test('where the counters of the node move on, only those of its pods stood still', () => {
  const idle = scrape(2, pod('a', 1)).replaceAll(/(^kepler_pod.*"other".*) 600$/gm, '$1 300');
  const measured = over(RUNS(1), idle.replaceAll(/(^kepler_pod.*"other".*) 60$/gm, '$1 30'));
  expect(found(measured, 'a')?.unmeasured).toMatch(/: no counter of a pod moved$/);
});

const even = (step: number, names: readonly string[]): string =>
  rewriteText({
    zones: { package: { joules: [9000 * step, 900 * step] }, dram: { joules: [900 * step, 90 * step] } },
    pods: names.map((name) => pod(name, step)),
  });
const greedy = (step: number, heavySteps: number): string =>
  scrape(step, pod('a', step), ...(heavySteps > 0 ? [pod('heavy', heavySteps)] : []));

test.each([
  [
    'shares power evenly',
    [even(0, [...'abcdef']), even(1, [...'abcdef']), even(2, [...'abcde'])],
    /^between \S+Z and \S+Z: every pod of its node shows the same value$/,
  ],
  [
    'gives its pods more than it has',
    [greedy(0, 1), greedy(1, 31.5), greedy(2, 0)],
    /^between \S+Z and \S+Z: the pods of its node add up to more than the node gave$/,
  ],
])(
  'a node that %s in one interval measures nobody, though the last scrape lacks a pod',
  (_what, texts, reason) => {
    const measured = over(...texts);
    for (const one of measured.pods) expect(one.powerWatts).toBeNull();
    expect(found(measured, 'a')?.unmeasured).toMatch(reason);
  },
);

const onGpu = (steps: number): PodText =>
  pod('on-gpu', steps, { joules: { package: 300 * steps, dram: 30 * steps, gpu: 100 * steps } });

test.each<[string, readonly string[], readonly string[]]>([
  ['a reset without its end', [RUNS(2), RUNS(1)], ['counter-reset', 'lower-bound']],
  ['a reset with its end', [RUNS(2), scrape(3, pod('a', 1), ended('a', 3))], ['counter-reset']],
  [
    'a reset with the end of one zone only',
    [RUNS(2), scrape(3, pod('a', 1), { ...ended('a', 3), joules: { package: 900 } })],
    ['counter-reset', 'lower-bound'],
  ],
  [
    'a start and a restart, whose end is of a run that was not seen',
    [scrape(1), scrape(2, pod('a', 0.1), ended('a', 1))],
    ['partial', 'lower-bound'],
  ],
  [
    'an end, another start and a restart',
    [scrape(1, ended('a', 1)), scrape(2, pod('a', 0.1), ended('a', 0.5))],
    ['partial', 'lower-bound'],
  ],
  [
    'a start beside an end that was listed before',
    [scrape(1, ended('a', 1)), scrape(2, pod('a', 0.1), ended('a', 1))],
    ['partial'],
  ],
  [
    'an end with energy of a GPU that it was not seen to use',
    [
      scrape(1, pod('a', 1), onGpu(1)),
      scrape(2, { ...ended('a', 2), joules: { package: 600, dram: 60, gpu: 50 } }, onGpu(2)),
    ],
    ['terminated', 'lower-bound'],
  ],
  ['nothing', [RUNS(1), RUNS(2)], []],
])('flags after %s', (_what, texts, flags) => {
  expect(found(over(...texts), 'a')?.flags).toEqual(flags);
});

test.each([
  ['core', ['lower-bound']],
  ['dram', ['lower-bound']],
  ['package', []],
  ['psys', []],
])('flags of a node that shows only its zone %s', (zone, flags) => {
  const zones = { [zone]: { watts: [50, 50], joules: [100, 100] } } as const;
  const later = { [zone]: { watts: [50, 50], joules: [700, 200] } } as const;
  const pods = (joules: number): readonly PodText[] => [
    { name: 'a', watts: { [zone]: 3 }, joules: { [zone]: joules } },
  ];
  const [before, after] = [
    rewriteText({ zones, pods: pods(10) }),
    rewriteText({ zones: later, pods: pods(70) }),
  ];
  expect(found(measure([scrapeOf(before)]), 'a')).toMatchObject({ powerWatts: 3, flags });
  expect(found(over(before, after), 'a')).toMatchObject({ powerWatts: 2, flags });
});
