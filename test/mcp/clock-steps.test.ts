/** A server runs for months, in which its clock is set and its machine may sleep: neither makes a wrong window, nor keeps old data. */

import { expect, test } from 'vitest';
import type { Scrape } from '../../src/kepler/scrape.ts';
import { createMetrics } from '../../src/mcp/metrics.ts';
import { createScrapeRing } from '../../src/mcp/scrape-ring.ts';
import { createSourceCache } from '../../src/mcp/source-cache.ts';
import { sampleScrape } from './sample-surface.ts';

const LIVE = 'http://node-a:28282/metrics';
const never = new AbortController().signal;
const HOUR = 3_600_000;

/** What both clocks show at a reading. */
type Clocks = readonly [dayMs: number, steadyMs: number];

const START: Clocks = [10 * HOUR, 5000];
const after = ([dayMs, steadyMs]: Clocks, dayPassed: number, steadyPassed: number): Clocks => [
  dayMs + dayPassed,
  steadyMs + steadyPassed,
];

const readAt = ([atMs, steadyMs]: Clocks, content: string, node = 'node-a'): Scrape => ({
  ...sampleScrape(LIVE, content, node),
  readTime: { atMs, doubtMs: 0, steadyMs },
});

/** What the ring gives after the last of these readings. */
function ringAfter(readings: readonly (readonly [Clocks, string, string?])[]): readonly Scrape[] {
  const ring = createScrapeRing();
  let last: readonly Scrape[] = [];
  for (const [clocks, content, node] of readings) {
    const [endedAtMs, endedAtSteadyMs] = clocks;
    last = ring.with([readAt(clocks, content, node)], { startedAtMs: endedAtMs, endedAtMs, endedAtSteadyMs });
  }
  return last;
}

const contents = (scrapes: readonly Scrape[]): readonly string[] => scrapes.map(({ sha256 }) => sha256);

test.each<[string, number, number, readonly string[]]>([
  ['ran on', 20_000, 20_000, ['a', 'b']],
  ['was slewed', 20_000, 20_010, ['a', 'b']],
  ['was set back', -HOUR, 20_000, ['b']],
  ['was set back by a little', 15_000, 20_000, ['b']],
  ['was put forward', HOUR / 10, 20_000, ['b']],
  ['went on while the machine slept', 2 * 60_000, 20_000, ['b']],
])('the window where the clock %s', (_what, dayPassed, steadyPassed, expected) => {
  const second = after(START, dayPassed, steadyPassed);
  expect(
    contents(
      ringAfter([
        [START, 'a'],
        [second, 'b'],
      ]),
    ),
  ).toEqual(expected);
  // The next reading makes a window with the one after the step, whatever the clock was before.
  const third = after(second, 20_000, 20_000);
  expect(
    contents(
      ringAfter([
        [START, 'a'],
        [second, 'b'],
        [third, 'c'],
      ]),
    ),
  ).toEqual([...expected, 'c']);
});

test('another node is forgotten after a quarter of an hour, though the clock was set back', () => {
  const codesAfter = (steadyPassed: number) =>
    ringAfter([
      [START, 'a', 'node-a'],
      [after(START, -HOUR, steadyPassed), 'b', 'node-b'],
    ]).flatMap(({ readings }) => readings.warnings.map(({ code }) => code));
  expect(codesAfter(14 * 60_000)).toEqual(['ENDPOINT_NODES_DIFFER']);
  expect(codesAfter(16 * 60_000)).toEqual([]);
});

test.each<[string, number, number, boolean]>([
  ['nothing moved', 0, 0, true],
  ['both went on a little', 14_999, 14_999, true],
  ['the clock was set back, and the time is over', -HOUR, 15_000, false],
  ['the machine slept, and the time is over', 8 * HOUR, 10, false],
])('kept data where %s', async (_what, dayPassed, steadyPassed, isKept) => {
  let [dayMs, steadyMs] = START;
  const cache = createSourceCache({
    read: async () => ({ scrapes: [readAt([dayMs, steadyMs], 'a')], missing: [] }),
    nowMs: () => dayMs,
    steadyMs: () => steadyMs,
    ttlMs: 15_000,
    staleOkMs: 0,
    metrics: createMetrics(),
  });
  await cache.current(never);
  [dayMs, steadyMs] = after(START, dayPassed, steadyPassed);
  expect(cache.freshVersion()).toBe(isKept ? 1 : null);
  expect((await cache.current(never)).version).toBe(isKept ? 1 : 2);
});

test('what a Prometheus hands on twice is no window; once it has scraped again it is one', () => {
  const ofPrometheus = (clocks: Clocks, content: string, stampMs: number): Scrape => {
    const scrape = readAt(clocks, content);
    const nodes = [...scrape.readings.nodes].map(
      ([name, node]) => [name, { ...node, stamps: { firstMs: stampMs, lastMs: stampMs } }] as const,
    );
    return { ...scrape, readings: { ...scrape.readings, nodes: new Map(nodes) } };
  };
  const ring = createScrapeRing();
  const shown = [0, 20_000, 40_000, 60_000].map((passed, index) => {
    const clocks = after(START, passed, passed);
    const [endedAtMs, endedAtSteadyMs] = clocks;
    const stampMs = START[0] + (passed < 40_000 ? 0 : 30_000);
    const span = { startedAtMs: endedAtMs, endedAtMs, endedAtSteadyMs };
    return contents(ring.with([ofPrometheus(clocks, `${index}`, stampMs)], span));
  });
  expect(shown).toEqual([['0'], ['1'], ['0', '2'], ['0', '3']]);
});
