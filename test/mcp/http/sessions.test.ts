import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, test } from 'vitest';
import type { RunningServer } from '../../../src/server.ts';
import { INITIALIZE, JSON_HEADERS, raw, rpc, withServer } from './raw.ts';

const TOKENS = new URL('./tokens.txt', import.meta.url).pathname;

async function openSession(server: RunningServer, headers: Record<string, string> = {}): Promise<string> {
  const answer = await raw(server, { headers: { ...JSON_HEADERS, ...headers }, body: INITIALIZE });
  return String(answer.headers['mcp-session-id']);
}

const ping = (server: RunningServer, headers: Record<string, string>) =>
  raw(server, { headers: { ...JSON_HEADERS, ...headers }, body: rpc('ping') });

test('a request without a session is 400, with an unknown one 404', async () => {
  await withServer({ sessions: true }, async (server) => {
    expect((await ping(server, {})).status).toBe(400);
    expect((await ping(server, { 'mcp-session-id': 'made-up' })).status).toBe(404);
    const id = await openSession(server);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ping(server, { 'mcp-session-id': id })).status).toBe(200);
  });
});

test('an ended session is gone', async () => {
  await withServer({ sessions: true }, async (server) => {
    const id = await openSession(server);
    const headers = { ...JSON_HEADERS, 'mcp-session-id': id };
    expect((await raw(server, { method: 'DELETE', headers })).status).toBe(200);
    expect((await ping(server, { 'mcp-session-id': id })).status).toBe(404);
  });
});

test('a session belongs to the caller who opened it', async () => {
  await withServer({ sessions: true, tokenFile: TOKENS }, async (server) => {
    const ada = { authorization: 'Bearer token-of-ada-0123456789' };
    const bob = { authorization: 'Bearer token-of-bob-0123456789' };
    const id = await openSession(server, ada);
    expect((await ping(server, { ...bob, 'mcp-session-id': id })).status).toBe(404);
    expect((await ping(server, { 'mcp-session-id': id })).status).toBe(401);
    expect((await ping(server, { ...ada, 'mcp-session-id': id })).status).toBe(200);
  });
});

test('a bad protocol version on a session is 400', async () => {
  await withServer({ sessions: true }, async (server) => {
    const id = await openSession(server);
    expect((await ping(server, { 'mcp-session-id': id, 'mcp-protocol-version': '1999-01-01' })).status).toBe(
      400,
    );
  });
});

/** A stream of a session that stays open until the test ends it; resolves when the server has begun it. */
async function listening(server: RunningServer, id: string, end: AbortController, headers = {}) {
  const all = { ...headers, accept: 'text/event-stream', 'mcp-session-id': id };
  expect((await fetch(server.url ?? '', { headers: all, signal: end.signal })).status).toBe(200);
}

test('the number of sessions is bounded: with all in use nobody gives way', async () => {
  await withServer({ sessions: true, maxSessions: 2 }, async (server) => {
    const end = new AbortController();
    for (const id of [await openSession(server), await openSession(server)]) await listening(server, id, end);
    const third = await raw(server, { headers: JSON_HEADERS, body: INITIALIZE });
    expect(third.status).toBe(503);
    expect(third.headers['retry-after']).toBe('10');
    end.abort();
  });
});

test('an idle session gives way to a new one of the same caller', async () => {
  await withServer({ sessions: true, maxSessions: 2 }, async (server) => {
    const end = new AbortController();
    const [used, idle] = [await openSession(server), await openSession(server)];
    await listening(server, used, end);
    const third = await openSession(server);
    const answers = await Promise.all(
      [used, idle, third].map((id) => ping(server, { 'mcp-session-id': id })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200]);
    end.abort();
  });
});

test('one caller cannot hold all sessions, in use or not', async () => {
  const ada = { authorization: 'Bearer token-of-ada-0123456789' };
  const bob = { authorization: 'Bearer token-of-bob-0123456789' };
  await withServer({ sessions: true, maxSessions: 4, tokenFile: TOKENS }, async (server) => {
    const end = new AbortController();
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) {
      ids.push(await openSession(server, ada));
      await listening(server, ids.at(-1) ?? '', end, ada);
    }
    const ofBob = [await openSession(server, bob), await openSession(server, bob)];
    const statusOf = async (id: string, who: object) =>
      (await ping(server, { ...who, 'mcp-session-id': id })).status;
    expect(await Promise.all(ofBob.map((id) => statusOf(id, bob)))).toEqual([200, 200]);
    const statuses = await Promise.all(ids.map((id) => statusOf(id, ada)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    // Each has half: a third of Bob's takes the place of his own, and Ada keeps hers.
    await openSession(server, bob);
    expect(await Promise.all(ids.map((id) => statusOf(id, ada)))).toEqual(statuses);
    end.abort();
  });
});

test('calls leave nothing behind in a session, and its stream can be resumed', async () => {
  await withServer({ sessions: true }, async (server) => {
    const transport = new StreamableHTTPClientTransport(new URL(server.url ?? ''));
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport as never);
    for (let i = 0; i < 30; i++) await client.callTool({ name: 'echo_words', arguments: { word: 'x' } });
    await client.setLoggingLevel('debug');
    await client.subscribeResource({ uri: 'word://alpha' });
    await client.unsubscribeResource({ uri: 'word://alpha' });
    await transport.terminateSession();
    await client.close();
    const { text } = await raw({ ...server, url: server.metricsUrl }, { path: '/metrics' });
    expect(text).toContain('mcp_server_sessions 0');
    expect(text).toContain('mcp_server_session_duration_seconds_count{network_transport="http"} 1');
  });
});
