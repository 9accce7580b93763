import { expect, test } from 'vitest';
import { readScrapes } from '../../src/io/scrapes.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { scrapeEnvironment } from '../support/scrape-environment.ts';
import { answering, httpServer } from '../support/servers.ts';

/** Two scrapes on clocks that go on by so much while it waits in between. */
async function windowOver(dayPassed: number, steadyPassed: number) {
  const server = await httpServer(answering(keplerPage('a', 1000)));
  let [dayMs, steadyMs] = [1_000_000, 7];
  const { environment } = scrapeEnvironment({
    now: () => dayMs,
    steady: () => steadyMs,
    note: () => {
      dayMs += dayPassed;
      steadyMs += steadyPassed;
    },
  });
  const { scrapes } = await readScrapes(
    { sources: [`${server.url}/metrics`], intervalSeconds: 0.01 },
    environment,
  );
  return scrapes.map(({ takenAtMs }) => takenAtMs);
}

test('a window is as long as both clocks say', async () => {
  expect(await windowOver(30_000, 30_000)).toEqual([1_000_000, 1_030_000]);
  expect(await windowOver(30_010, 30_000)).toEqual([1_000_000, 1_030_010]);
});

test.each([
  ['set back', -10_000, '-10.0 s'],
  ['set back by less than the interval', 10_000, '10.0 s'],
  ['put forward, or the machine slept', 3_630_000, '3630.0 s'],
])('a clock that was %s between two scrapes makes no window', async (_what, dayPassed, shown) => {
  await expect(windowOver(dayPassed, 30_000)).rejects.toMatchObject({
    code: 'WINDOW_UNDATED',
    message: `between the two scrapes the clock of this machine was set, or the machine slept: ${shown} went by on the clock, and the process ran for 30.0 s`,
    hint: 'Run it again, once the clock is steady',
  });
});
