import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { interruptedBy } from '../../src/io/interruption.ts';
import { readScrapes } from '../../src/io/scrapes.ts';
import { keplerReader } from '../../src/kepler/reader.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { METRICS, scrape, scrapeEnvironment } from '../support/scrape-environment.ts';
import { scratch } from '../support/scratch.ts';
import { answering, httpServer, tcpServer } from '../support/servers.ts';

test('an endpoint without a path is asked for /metrics, in text, zipped', async () => {
  const server = await httpServer(answering(gzipSync(METRICS), { 'content-encoding': 'gzip' }));
  const { scrapes } = await scrape(server.url);
  expect(scrapes).toMatchObject([
    { origin: `${server.url}/metrics`, takenAtMs: null, bytes: METRICS.length },
  ]);
  const [{ url, method, headers } = { url: '', method: '', headers: {} }] = server.requests;
  expect([method, url]).toEqual(['GET', '/metrics']);
  expect(headers).toMatchObject({
    accept: 'text/plain;version=0.0.4;q=1,*/*;q=0.1',
    'accept-encoding': 'gzip',
  });
  expect(headers.authorization).toBeUndefined();
});

test('path and query stay as they are, and secrets of the query are not shown', async () => {
  const server = await httpServer(answering(METRICS));
  const { scrapes } = await scrape(`${server.url}/federate?match[]=up&token=hush#top`);
  expect(server.requests[0]?.url).toBe('/federate?match[]=up&token=hush');
  expect(scrapes[0]?.origin).toContain('token=***');
  expect(scrapes[0]?.origin).not.toMatch(/hush|#/);
});

test('the same scrape whether from a file, standard input or HTTP, plain or zipped', async () => {
  const page = keplerPage();
  const directory = scratch({ 'a.prom': page });
  const plain = await httpServer(answering(page));
  const zipped = await httpServer(answering(gzipSync(page), { 'content-encoding': 'gzip' }));
  const stdin = (async function* () {
    yield Buffer.from(page);
  })();
  const { environment } = scrapeEnvironment({ stdin, openReader: keplerReader });
  const sources = [plain.url, `${directory}/a.prom`, '-', zipped.url];
  const { scrapes } = await readScrapes({ sources, intervalSeconds: null }, environment);
  expect(scrapes.map(({ origin }) => origin)).toEqual([
    `${plain.url}/metrics`,
    `${directory}/a.prom`,
    'standard input',
    `${zipped.url}/metrics`,
  ]);
  // Only an endpoint has a time of its own, and no report shows it.
  expect(scrapes.map(({ readTime }) => readTime !== undefined)).toEqual([true, false, false, true]);
  const bare = scrapes.map(({ origin: _, readTime: _time, ...rest }) => rest);
  expect(bare).toEqual(Array(4).fill(bare[0]));
  expect([...(scrapes[0]?.readings.nodes.keys() ?? [])]).toEqual(['worker-01']);
});

test('a connection that is closed in the middle of a line is a warning of the reader', async () => {
  const page = keplerPage();
  const { url } = await tcpServer((socket) => {
    socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${page.slice(0, -5)}`));
  });
  const { scrapes } = await scrape(url, {}, { openReader: keplerReader });
  expect(scrapes[0]?.readings.warnings.map(({ message }) => message).join()).toMatch(/trunc|cut|end/i);
});

test('thirty endpoints are asked at once, without a warning of Node', async () => {
  const warned = vi.spyOn(process, 'emitWarning');
  let waiting: (() => void)[] = [];
  const server = await httpServer((_, response) => {
    waiting.push(() => response.end(METRICS));
    if (waiting.length === 30) for (const answer of waiting) answer();
  });
  const { scrapes } = await scrape(Array.from({ length: 30 }, (_, index) => `${server.url}/node-${index}`));
  expect(scrapes.map(({ origin }) => origin)).toEqual(
    scrapes.map((_, index) => `${server.url}/node-${index}`),
  );
  expect(warned.mock.calls.filter(([warning]) => String(warning).includes('MaxListeners'))).toEqual([]);
  waiting = [];
});

test('an address named twice is read once and said so', async () => {
  const server = await httpServer(answering(METRICS));
  const { environment, notes } = scrapeEnvironment();
  const { scrapes } = await readScrapes(
    { sources: [server.url, `${server.url}/metrics`], intervalSeconds: null },
    environment,
  );
  expect(scrapes).toHaveLength(1);
  expect(notes).toEqual([`${server.url}/metrics is named twice and read once`]);
});

test('with an interval every endpoint is read twice, dated by the clock', async () => {
  let joules = 0;
  const server = await httpServer((request, response) => {
    joules += 500;
    answering(keplerPage(request.url?.slice(1), joules))(request, response);
  });
  const directory = scratch({ 'c.prom': keplerPage('c') });
  let clock = 0;
  const now = () => (clock += 1000);
  const { environment, notes } = scrapeEnvironment({ openReader: keplerReader, now, steady: () => clock });
  const sources = [`${server.url}/a`, `${directory}/c.prom`, `${server.url}/b`];
  const { scrapes } = await readScrapes({ sources, intervalSeconds: 0.05 }, environment);
  expect(notes).toEqual(['waiting 0.05 s for the second scrape']);
  expect(scrapes.map(({ origin }) => origin)).toEqual([...sources, `${server.url}/a`, `${server.url}/b`]);
  const [a1, c, b1, a2, b2] = scrapes.map(({ takenAtMs }) => takenAtMs ?? Number.NaN) as [
    number,
    number,
    number,
    number,
    number,
  ];
  expect(c).toBeNaN();
  expect(Math.max(a1, b1)).toBeLessThan(Math.min(a2, b2));
});

test('Ctrl-C ends the waiting', async () => {
  const server = await httpServer(answering(METRICS));
  const stop = new AbortController();
  const note = () => setTimeout(() => stop.abort(new Error('stopped by Ctrl-C')), 10);
  const reading = scrape(
    server.url,
    { intervalSeconds: 3600 },
    { interruption: interruptedBy(stop.signal), note },
  );
  await expect(reading).rejects.toThrow('stopped by Ctrl-C');
});

test.each([
  [{ sources: ['nosuch.prom'], intervalSeconds: 30 }, '--interval needs a live endpoint'],
  [{ sources: ['-'], intervalSeconds: 30 }, '--interval needs a live endpoint'],
  [{ sources: ['http://127.0.0.1:9'], intervalSeconds: 0 }, 'an interval of 0 s is none'],
  [{ sources: ['http://127.0.0.1:9'], intervalSeconds: Number.NaN }, 'an interval of NaN s is none'],
])('%j is a usage error', async (request, message) => {
  const reading = readScrapes(request, scrapeEnvironment().environment);
  await expect(reading).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(message) });
});
