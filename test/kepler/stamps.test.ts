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
])('stale samples leave the audit open: %s', (_what, scrape, says) => {
  expect(stale(scrape)?.message).toMatch(says);
  const gaps = gapsOf({ measurement: measure([scrape]), missing: [], minCoverageRatio: 1 }, null);
  expect(gaps).toEqual([expect.stringMatching(/^samples of a\.prom are up to \d+ s from the time/)]);
});

test('a stamp that is no date dates nothing', () => {
  expect(takenAtMsOf(given(stamped(`${NOON}000000`)))).toBeNull();
});
