import { expect, test } from 'vitest';
import { createFactoryV1 } from '../../../src/mcp/factory-v1.ts';
import { createLegacySse } from '../../../src/mcp/http/legacy-sse.ts';
import { httpServer } from '../../support/servers.ts';
import { deskFor } from '../desk-for.ts';
import { outside } from '../sample-surface.ts';
import { JSON_HEADERS, raw, rpc, withServer } from './raw.ts';

const TOKENS = new URL('./tokens.txt', import.meta.url).pathname;
const ADA = { authorization: 'Bearer token-of-ada-0123456789' };
const BOB = { authorization: 'Bearer token-of-bob-0123456789' };

/** Opens a stream and gives its message path; the stream ends with the controller. */
async function openStream(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(new URL('/sse', url), { headers, signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const { value } = (await response.body?.getReader().read()) ?? {};
  return /data: (\S+)/.exec(Buffer.from(value ?? []).toString())?.[1] ?? '';
}

test('a stream takes messages of its own caller only', async () => {
  await withServer({ legacySse: true, tokenFile: TOKENS }, async (server) => {
    const end = new AbortController();
    const path = await openStream(server.url ?? '', ADA, end.signal);
    expect(path).toMatch(/^\/messages\?sessionId=[0-9a-f-]{36}$/);
    const post = (headers: Record<string, string>, to = path) =>
      raw(server, { path: to, headers: { ...JSON_HEADERS, ...headers }, body: rpc('ping') });
    expect((await post(ADA)).status).toBe(202);
    expect((await post(BOB)).status).toBe(404);
    expect((await post(ADA, '/messages?sessionId=made-up')).status).toBe(404);
    expect((await post(ADA, '/messages')).status).toBe(404);
    end.abort();
  });
});

test('the number of streams is bounded', async () => {
  await withServer({ legacySse: true, maxSessions: 1 }, async (server) => {
    const end = new AbortController();
    await openStream(server.url ?? '', {}, end.signal);
    expect((await raw(server, { path: '/sse' })).status).toBe(503);
    end.abort();
  });
});

test('a caller who holds all streams gives one to another', async () => {
  await withServer({ legacySse: true, maxSessions: 2, tokenFile: TOKENS }, async (server) => {
    const end = new AbortController();
    const paths = [
      await openStream(server.url ?? '', ADA, end.signal),
      await openStream(server.url ?? '', ADA, end.signal),
    ];
    const ofBob = await openStream(server.url ?? '', BOB, end.signal);
    const post = async (path: string, headers: Record<string, string>) =>
      (await raw(server, { path, headers: { ...JSON_HEADERS, ...headers }, body: rpc('ping') })).status;
    expect(await post(ofBob, BOB)).toBe(202);
    expect(await Promise.all(paths.map((path) => post(path, ADA)))).toEqual([404, 202]);
    end.abort();
  });
});

test('a silent stream is kept alive by comments, until its client has gone', async () => {
  const sse = createLegacySse({
    make: createFactoryV1(deskFor(outside()), { transport: 'sse', stateful: true }),
    max: 1,
    steadyMs: () => 0,
    keepAliveMs: 5,
  });
  const { url } = await httpServer((req, res) => void sse.open({ req, res, caller: 'x' }));
  const end = new AbortController();
  const { body } = await fetch(url, { signal: end.signal });
  let text = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.split(': keepalive\n\n').length > 2) break;
  }
  // Comments beside the one event, which an event source reads over.
  expect(text.replaceAll(': keepalive\n\n', '')).toMatch(/^event: endpoint\ndata: \S+\n\n$/);
  end.abort();
  await expect.poll(() => sse.count()).toBe(0);
});
