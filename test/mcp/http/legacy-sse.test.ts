import { expect, test } from 'vitest';
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
