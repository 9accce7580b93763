import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createFactoryV1 } from '../../../src/mcp/factory-v1.ts';
import { createEventRing } from '../../../src/mcp/http/event-ring.ts';
import { createSessions } from '../../../src/mcp/http/sessions.ts';
import { deskFor } from '../desk-for.ts';
import { outside } from '../sample-surface.ts';
import { INITIALIZE, JSON_HEADERS, raw } from './raw.ts';

test('idle sessions are swept, used ones stay', async () => {
  const clock = { ms: 0 };
  const desk = deskFor(outside());
  const ended: number[] = [];
  const sessions = createSessions({
    make: createFactoryV1(desk, { transport: 'http', stateful: true }),
    steadyMs: () => clock.ms,
    ended: (seconds) => ended.push(seconds),
    max: 10,
    idleMs: 60_000,
  });
  const http = createServer((req, res: ServerResponse) => {
    void sessions.answer({ req, res, body: JSON.parse(INITIALIZE), caller: 'x' });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
  const server = { url, metricsUrl: null, closed: Promise.resolve(), close: async () => {} };
  await raw(server, { headers: JSON_HEADERS, body: INITIALIZE });
  clock.ms = 50_000;
  await raw(server, { headers: JSON_HEADERS, body: INITIALIZE });
  clock.ms = 61_000;
  sessions.sweep();
  expect(sessions.count()).toBe(1);
  expect(ended).toEqual([61]);
  await sessions.close();
  expect(sessions.count()).toBe(0);
  await new Promise((resolve) => http.close(resolve));
});

test('the event ring is bounded and replays one stream after an event', async () => {
  const ring = createEventRing();
  const message = (method: string) => ({ jsonrpc: '2.0' as const, method });
  const first = await ring.storeEvent('s', message('one'));
  await ring.storeEvent('other', message('elsewhere'));
  await ring.storeEvent('s', {} as never);
  await ring.storeEvent('s', message('two'));
  const sent: string[] = [];
  const send = async (_: string, event: object): Promise<void> =>
    void sent.push((event as { method: string }).method);
  expect(await ring.replayEventsAfter(first, { send })).toBe('s');
  expect(sent).toEqual(['two']);
  for (let i = 0; i < 200; i++) await ring.storeEvent('s', message('later'));
  expect(await ring.getStreamIdForEventId?.(first)).toBeUndefined();
});
