/** Times behind the samples, as /federate writes them: old samples are not taken for new ones. */

import { expect, test } from 'vitest';
import { gapsOf } from '../../src/audit/gaps.ts';
import { measure } from '../../src/kepler/measure.ts';
import type { ReadTime, Scrape } from '../../src/kepler/scrape.ts';
import { takenAtMsOf } from '../../src/kepler/stamps.ts';
import { scrapeOf } from './scrapes.ts';
import { rewriteText } from './texts.ts';

const pod = (name: string) => ({ name, watts: { package: 2 }, joules: { package: 20 } });
const TEXT = rewriteText({
  zones: { package: { watts: [10, 20], joules: [1000, 5000] } },
  pods: [pod('a'), pod('b')],
});
const NOON = Date.parse('2026-04-20T12:00:00Z');
const MINUTE = 60_000;

/** A stamp behind each sample of a pod named so, another behind all others. */
const stamped = (stamp: number | string, ofB: number | string = stamp): string =>
  TEXT.replace(/^(?=[^#\n]).*$/gm, (line) => `${line} ${line.includes('pod_name="b"') ? ofB : stamp}`);

const given = (text: string, at: { takenAtMs?: number; readTime?: ReadTime } = {}): Scrape => ({
  ...scrapeOf(text),
  ...at,
});

const stale = (scrape: Scrape) =>
  measure([scrape]).warnings.find(({ code }) => code === 'STALE_SAMPLES') ?? null;

test.each<[string, Scrape, number | null]>([
  ['without stamps', given(TEXT), null],
  ['without stamps, dated', given(TEXT, { takenAtMs: NOON }), NOON],
  ['with stamps', given(stamped(NOON)), NOON],
  ['with stamps of a few seconds', given(stamped(NOON - 15_000, NOON)), NOON],
  ['with stamps, dated near them', given(stamped(NOON), { takenAtMs: NOON + MINUTE }), NOON + MINUTE],
  [
    'with stamps, read near them',
    given(stamped(NOON), { readTime: { atMs: NOON + MINUTE, doubtMs: 1 } }),
    NOON,
  ],
  ['of OpenMetrics, in seconds', given(`${stamped(NOON / 1000)}# EOF\n`), NOON],
])('a scrape %s is not stale', (_what, scrape, takenAtMs) => {
  expect(stale(scrape)).toBeNull();
  expect(takenAtMsOf(scrape)).toBe(takenAtMs);
});

const OLD = NOON - 6 * MINUTE;
test.each<[string, Scrape, RegExp]>([
  [
    'one pod among others',
    given(stamped(NOON, OLD)),
    /^a\.prom: its samples are of 2026-04-20T11:54:00\.000Z to 2026-04-20T12:00:00\.000Z .* up to 360 s from 2026-04-20T12:00:00\.000Z/,
  ],
  [
    'all, by the time they are given',
    given(stamped(OLD), { takenAtMs: NOON }),
    /are of 2026-04-20T11:54:00\.000Z by .* 360 s/,
  ],
  ['all, by the time they were read', given(stamped(OLD), { readTime: { atMs: NOON, doubtMs: 0 } }), /360 s/],
  ['of the future', given(stamped(NOON), { takenAtMs: OLD }), /360 s/],
  ['nanoseconds', given(stamped(`${NOON}000000`), { takenAtMs: NOON }), /ms after 1970/],
  ['nanoseconds of an undated scrape', given(stamped(`${NOON}000000`)), /ms after 1970/],
])('stale samples leave the audit open: %s', (_what, scrape, says) => {
  expect(stale(scrape)?.message).toMatch(says);
  const gaps = gapsOf({ measurement: measure([scrape]), missing: [], minCoverageRatio: 1 }, null);
  expect(gaps).toEqual([expect.stringMatching(/^samples of a\.prom are up to \d+ s from the time/)]);
});

test('a stamp that is no date dates nothing', () => {
  expect(takenAtMsOf(given(stamped(`${NOON}000000`)))).toBeNull();
});

/** A node whose pods have used so many joules, stamped so many seconds after noon. */
const nodeAt = (node: string, seconds: number, joules: number): string =>
  rewriteText({
    node,
    zones: { package: { joules: [1000 + 2 * joules, 5000 + joules] } },
    pods: [{ name: `of-${node}`, watts: { package: 2 }, joules: { package: joules } }],
  }).replace(/^(?=[^#\n]).*$/gm, (line) => `${line} ${NOON + seconds * 1000}`);

const powersOf = (scrapes: readonly Scrape[]) =>
  measure(scrapes).pods.map(({ name, powerWatts }) => [name, powerWatts]);

test.each<[string, { takenAtMs?: number; readTime?: ReadTime }, { takenAtMs?: number; readTime?: ReadTime }]>(
  [
    ['nobody stated', {}, {}],
    ['somebody stated otherwise', { takenAtMs: NOON + 35_000 }, { takenAtMs: NOON + 65_000 }],
    [
      'the clock shows otherwise, since a Prometheus hands on what it read before',
      { takenAtMs: NOON + 50_000, readTime: { atMs: NOON + 50_000, doubtMs: 1 } },
      { takenAtMs: NOON + 62_000, readTime: { atMs: NOON + 62_000, doubtMs: 1 } },
    ],
  ],
)('power is energy by the time between the samples of each node, where %s', (_what, first, last) => {
  const before = nodeAt('n1', 0, 100) + nodeAt('n2', 0, 100);
  const after = nodeAt('n1', 60, 700) + nodeAt('n2', 105, 1150);
  const scrapes = [given(before, first), given(after, last)].map((scrape) => ({
    ...scrape,
    takenAtMs: takenAtMsOf(scrape),
  }));
  expect(powersOf(scrapes)).toEqual([
    ['of-n1', 10],
    ['of-n2', 10],
  ]);
});

test('the same samples twice are no window', () => {
  const scrapes = [0, 30_000].map((later) => given(nodeAt('n1', 0, 100), { takenAtMs: NOON + later }));
  expect(() => measure(scrapes)).toThrow('a.prom and a.prom show node n1 at the same time');
});

test('a window whose samples differ in age is uncertain by that age', () => {
  const scrapes = [nodeAt('n1', 0, 100), nodeAt('n1', 60, 700)].map((text, index) =>
    given(`${text}${nodeAt('n1', index * 60 + 20, 100 + index * 600).replaceAll('of-n1', 'late')}`),
  );
  const dated = scrapes.map((scrape) => ({ ...scrape, takenAtMs: takenAtMsOf(scrape) }));
  const { warnings } = measure(dated);
  expect(warnings.find(({ code }) => code === 'WINDOW_UNCERTAIN')?.figures).toEqual({
    windowSeconds: 60,
    doubtSeconds: 40,
  });
});
