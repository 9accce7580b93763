/** One endpoint that answers late, beside one that does not, on real servers and a clock that only the slow one moves. */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { interruptedBy } from '../../src/io/interruption.ts';
import { readScrapes } from '../../src/io/scrapes.ts';
import { measure } from '../../src/kepler/measure.ts';
import { createMetrics } from '../../src/mcp/metrics.ts';
import { createSourceCache } from '../../src/mcp/source-cache.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { httpServer } from '../support/servers.ts';

const never = new AbortController().signal;

/** Two nodes; in the rounds of `lateRounds` the slow one answers four seconds after all others. */
async function twoNodes(lateRounds: readonly number[]) {
  const clock = { ms: 0 };
  const joules = { fast: 1000, slow: 1000 };
  let fastDone = (): void => undefined;
  let round = 0;
  let fastAnswered = Promise.resolve();
  const nextRound = (): void => {
    round += 1;
    fastAnswered = new Promise((resolve) => {
      fastDone = resolve;
    });
  };
  nextRound();
  const answer = (response: ServerResponse, node: 'fast' | 'slow'): void => {
    joules[node] += 600;
    response.end(keplerPage(node, joules[node]));
  };
  const fast = await httpServer(async (_request, response) => {
    answer(response, 'fast');
    await once(response, 'close');
    fastDone();
  });
  const slow = await httpServer(async (_request, response) => {
    await fastAnswered;
    // The client of the fast one has read its clock long before.
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (lateRounds.includes(round)) clock.ms += 4000;
    answer(response, 'slow');
  });
  const read = (intervalSeconds: number | null) => (signal: AbortSignal) =>
    readScrapes(
      { sources: [`${fast.url}/metrics`, `${slow.url}/metrics`], intervalSeconds },
      {
        env: {},
        stdin: process.stdin,
        now: () => clock.ms,
        steady: () => clock.ms,
        interruption: interruptedBy(signal),
        // The wait between two rounds.
        note: () => {
          clock.ms += 30_000;
          nextRound();
        },
      },
    );
  return { clock, nextRound, read };
}

test('with an interval each node has the window of its own two readings, and only the late one is doubted', async () => {
  const { read } = await twoNodes([1]);
  const { scrapes } = await read(0.01)(never);
  expect(scrapes.map(({ takenAtMs, readTime }) => [takenAtMs, readTime?.doubtMs])).toEqual([
    [0, 0],
    [2000, 2000],
    [34_000, 0],
    [34_000, 0],
  ]);
  const { pods, warnings } = measure(scrapes);
  // Package and a fifth of it in dram; the pod has half of both.
  expect(pods.map(({ node, method, powerWatts }) => [node, method, powerWatts?.toFixed(6)])).toEqual([
    ['fast', 'counter', ((600 * 1.2) / 2 / 34).toFixed(6)],
    ['slow', 'counter', ((600 * 1.2) / 2 / 32).toFixed(6)],
  ]);
  expect(warnings.filter(({ code }) => code === 'WINDOW_UNCERTAIN')).toEqual([
    {
      code: 'WINDOW_UNCERTAIN',
      level: 'warning',
      message:
        'Node slow: its endpoint answered so late that its window of 32 s may be 2 s longer or shorter, and its power wrong by as much',
      subject: 'slow',
      figures: { windowSeconds: 32, doubtSeconds: 2 },
    },
  ]);
});

test('a server that keeps running makes windows of the nodes that answered in time', async () => {
  const { clock, nextRound, read } = await twoNodes([1, 2]);
  const cache = createSourceCache({
    read: read(null),
    nowMs: () => clock.ms,
    steadyMs: () => clock.ms,
    ttlMs: 15_000,
    staleOkMs: 0,
    metrics: createMetrics(),
  });
  expect((await cache.current(never)).set.scrapes.map(({ takenAtMs }) => takenAtMs)).toEqual([null, null]);
  clock.ms += 30_000;
  nextRound();
  const { set } = await cache.current(never);
  const shown = set.scrapes.map(({ readings, takenAtMs }) => [[...readings.nodes.keys()][0], takenAtMs]);
  // 34 s after the first reading of the fast one; of the slow one two and two seconds of 34 are not known.
  expect(shown).toEqual([
    ['fast', 0],
    ['fast', 34_000],
    ['slow', null],
  ]);
});
