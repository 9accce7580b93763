/** HTTP as a stranger would send it: any header, no client library in between. */

import { type IncomingHttpHeaders, request } from 'node:http';
import { startServer } from '../../../src/mcp/serve.ts';
import type { RunningServer, ServeOptions } from '../../../src/server.ts';
import { type Outside, outside } from '../sample-surface.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  /** undefined removes a header that would be sent by default. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Buffer;
}

/** One request on a connection of its own: a 413 closes it under the next. */
export function raw(server: RunningServer, asked: RawRequest = {}): Promise<RawAnswer> {
  const url = new URL(server.url ?? '');
  const all = { host: url.host, ...asked.headers };
  const headers = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  return new Promise((resolve, reject) => {
    const req = request(
      {
        host: url.hostname,
        port: url.port,
        path: asked.path ?? '/mcp',
        method: asked.method ?? (asked.body === undefined ? 'GET' : 'POST'),
        headers: [
          ...headers,
          ...(asked.body === undefined ? [] : ['content-length', `${Buffer.byteLength(asked.body)}`]),
        ],
        agent: false,
        setHost: false,
      },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({
            status: res.statusCode ?? 0,
            headers: res.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    req.on('error', reject);
    req.end(asked.body);
  });
}

export const JSON_HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
} as const;

export function rpc(method: string, params: object = {}, id = 1): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params, id });
}

export const INITIALIZE = rpc('initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});

export async function withServer(
  options: Partial<ServeOptions>,
  use: (server: RunningServer, outside: Outside) => Promise<void>,
  replaced: Parameters<typeof outside>[0] = {},
): Promise<void> {
  const dependencies = outside(replaced);
  const server = await startServer({ transport: 'http', port: 0, ...options }, dependencies);
  try {
    await use(server, dependencies);
  } finally {
    await server.close();
  }
}
