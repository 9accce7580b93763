import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startServer } from '../../../src/mcp/serve.ts';
import { started } from '../../support/cli.ts';
import { keplerPage } from '../../support/kepler-page.ts';
import { outside, sampleScrape } from '../sample-surface.ts';
import { INITIALIZE, JSON_HEADERS, raw, rpc } from './raw.ts';

const CALL = rpc('tools/call', { name: 'list_nodes', arguments: {} });

test('while a call is finished /readyz says no, nothing new is taken, and the call is answered', async () => {
  let begun = (): void => undefined;
  let release = (): void => undefined;
  const reading = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const dependencies = outside({
    readScrapes: async () => {
      begun();
      await released;
      return { scrapes: [sampleScrape('http://node-a:28282/metrics', 'a', 'node-a')], missing: [] };
    },
  });
  const server = await startServer({ transport: 'http', port: 0 }, dependencies);
  const running = raw(server, { headers: JSON_HEADERS, body: CALL });
  await reading;
  const closing = server.close();
  expect(await raw(server, { path: '/readyz' })).toMatchObject({ status: 503, text: 'stopping\n' });
  expect(await raw(server, { path: '/healthz' })).toMatchObject({ status: 200, text: 'ok\n' });
  const refused = await raw(server, { headers: JSON_HEADERS, body: INITIALIZE });
  expect(refused.status).toBe(503);
  expect(refused.headers).toMatchObject({ 'retry-after': '5', connection: 'close' });
  release();
  expect((await running).text).toContain('node-a');
  await closing;
  await expect(raw(server, { path: '/readyz' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('the same on SIGTERM, in a process of its own', async () => {
  let answer = (): void => undefined;
  const kepler = createServer((_req, res) => {
    answer = () => void res.end(keplerPage());
  });
  await new Promise<void>((resolve) => kepler.listen(0, '127.0.0.1', resolve));
  const source = `http://127.0.0.1:${(kepler.address() as AddressInfo).port}/metrics`;
  const child = started(['serve', '--transport', 'http', '--port', '0', '--kepler', source]);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  await expect.poll(() => log, { timeout: 10_000 }).toMatch(/listening on \S+/);
  const url = /listening on (\S+)/.exec(log)?.[1] ?? '';
  const server = { url, metricsUrl: null, closed: Promise.resolve(), close: async () => {} };
  const asked = once(kepler, 'request');
  const call = rpc('tools/call', { name: 'get_power_consumption_summary', arguments: {} });
  const running = raw(server, { headers: JSON_HEADERS, body: call });
  await asked;
  expect((await raw(server, { path: '/readyz' })).status).toBe(200);
  child.kill('SIGTERM');
  await expect.poll(() => log, { timeout: 10_000 }).toContain('"stopping"');
  expect(await raw(server, { path: '/readyz' })).toMatchObject({ status: 503, text: 'stopping\n' });
  answer();
  expect(JSON.parse((await running).text).result.structuredContent.totals.workloads).toBe(1);
  expect(await once(child, 'exit')).toEqual([0, null]);
  await new Promise((resolve) => kepler.close(resolve));
});
