import { request } from 'node:http';
import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { expect, test } from 'vitest';
import type { ScrapeSet } from '../../../src/ports.ts';
import type { ServeOptions } from '../../../src/server.ts';
import { JSON_HEADERS, rpc, withServer } from './raw.ts';

/** A source that never answers and tells when its reading was given up. */
function endlessSource() {
  let started = (): void => {};
  let aborted = (): void => {};
  const whenStarted = new Promise<void>((resolve) => {
    started = resolve;
  });
  const whenAborted = new Promise<void>((resolve) => {
    aborted = resolve;
  });
  const readScrapes = (signal: AbortSignal): Promise<ScrapeSet> => {
    started();
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => {
        aborted();
        reject(signal.reason);
      }),
    );
  };
  return { readScrapes, whenStarted, whenAborted };
}

test('a client that hangs up ends the reading of the sources', async () => {
  const source = endlessSource();
  await withServer(
    {},
    async (server, { lines }) => {
      const body = rpc('tools/call', { name: 'list_nodes', arguments: {} });
      const req = request(server.url ?? '', { method: 'POST', headers: JSON_HEADERS, agent: false });
      req.on('error', () => {});
      req.end(body);
      await source.whenStarted;
      req.destroy();
      await source.whenAborted;
      await expect.poll(() => lines.join(), { timeout: 15_000 }).toContain('"outcome":"CANCELLED"');
    },
    { readScrapes: source.readScrapes },
  );
});

test('notifications/cancelled ends the reading of the sources', async () => {
  const source = endlessSource();
  await withServer(
    { sessions: true },
    async (server) => {
      const client = new Client({ name: 'test', version: '1' });
      await client.connect(new StreamableHTTPClientTransport(new URL(server.url ?? '')) as never);
      const cancel = new AbortController();
      const call = client
        .callTool({ name: 'list_nodes', arguments: {} }, undefined, { signal: cancel.signal })
        .catch(() => 'cancelled');
      await source.whenStarted;
      cancel.abort();
      expect(await call).toBe('cancelled');
      await source.whenAborted;
      await client.close();
    },
    { readScrapes: source.readScrapes },
  );
});

test('the deadline ends the reading of the sources', async () => {
  const source = endlessSource();
  await withServer(
    { toolTimeoutMs: 50 },
    async (server) => {
      const client = new Client({ name: 'test', version: '1' });
      await client.connect(new StreamableHTTPClientTransport(new URL(server.url ?? '')) as never);
      const result = await client.callTool({ name: 'list_nodes', arguments: {} });
      expect(result._meta).toMatchObject({ 'carbon-audit/error': { code: 'TIMEOUT' } });
      await source.whenAborted;
      await client.close();
    },
    { readScrapes: source.readScrapes },
  );
});

type Connect = (url: URL) => Promise<Pick<Client, 'callTool' | 'close'>>;

async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  return client;
}

const CONNECTIONS: Readonly<Record<string, { options: Partial<ServeOptions>; connect: Connect }>> = {
  'without sessions': {
    options: {},
    connect: (url) => connected(new StreamableHTTPClientTransport(url) as never),
  },
  'in a session': {
    options: { sessions: true },
    connect: (url) => connected(new StreamableHTTPClientTransport(url) as never),
  },
  'on the old transport': {
    options: { legacySse: true },
    connect: (url) => connected(new SSEClientTransport(new URL('/sse', url))),
  },
  'of 2026-07-28': {
    options: {},
    async connect(url) {
      const options = { versionNegotiation: { mode: { pin: '2026-07-28' } } };
      const client = new ModernClient({ name: 'test', version: '1' }, options);
      await client.connect(new ModernTransport(url));
      return client as never;
    },
  },
};

test.each(Object.entries(CONNECTIONS))(
  'answers under way %s are finished before the server stops',
  async (_, { options, connect }) => {
    let answer = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let started = (): void => {};
    const whenStarted = new Promise<void>((resolve) => {
      started = resolve;
    });
    await withServer(
      options,
      async (server) => {
        const client = await connect(new URL(server.url ?? ''));
        const call = client.callTool({ name: 'list_nodes', arguments: {} });
        await whenStarted;
        const stopped = server.close();
        answer();
        expect((await call).isError ?? false).toBe(false);
        await client.close();
        await stopped;
        await server.closed;
      },
      {
        readScrapes: async () => {
          started();
          await waiting;
          return { scrapes: [], missing: [] };
        },
      },
    );
  },
);
