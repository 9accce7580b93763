/** The doors of the server, each with a connected client of the protocol's own SDK. */

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { createFactoryV1 } from '../../src/mcp/factory-v1.ts';
import { startServer } from '../../src/mcp/serve.ts';
import type { ServeOptions } from '../../src/server.ts';
import { deskFor } from './desk-for.ts';
import type { Outside } from './sample-surface.ts';
import { stdioCommand } from './stdio-command.ts';

export interface Door {
  readonly client: Client;
  readonly close: () => Promise<void>;
}

export async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  return client;
}

async function inMemory(outside: Outside): Promise<Door> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const server = createFactoryV1(deskFor(outside), { transport: 'memory', stateful: true })();
  await server.connect(ours);
  const client = await connected(theirs);
  return { client, close: () => client.close() };
}

/** The entry point decides what is behind this door; it gets the same surface by name. */
async function stdio(_: Outside, entry: string): Promise<Door> {
  const client = await connected(
    new StdioClientTransport({ ...(await stdioCommand(entry)), stderr: 'ignore' }),
  );
  return { client, close: () => client.close() };
}

async function overHttp(
  outside: Outside,
  options: Partial<ServeOptions>,
  transportTo: (url: URL) => Transport,
): Promise<Door> {
  const server = await startServer({ transport: 'http', port: 0, ...options }, outside);
  const client = await connected(transportTo(new URL(server.url ?? '')));
  return {
    client,
    close: async () => {
      await client.close();
      await server.close();
    },
  };
}

const streamable = (url: URL): Transport => new StreamableHTTPClientTransport(url) as Transport;

export const DOORS: Readonly<Record<string, (outside: Outside, stdioEntry: string) => Promise<Door>>> = {
  'in memory': inMemory,
  stdio,
  'stateless HTTP': (outside) => overHttp(outside, {}, streamable),
  'HTTP with sessions': (outside) => overHttp(outside, { sessions: true }, streamable),
  'legacy SSE': (outside) =>
    overHttp(outside, { legacySse: true }, (url) => new SSEClientTransport(new URL('/sse', url))),
};
