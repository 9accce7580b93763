/** The HTTP+SSE transport of protocol 2024-11-05, which clients of the earlier system still speak. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { ownerOf, placeToFree } from './fair-share.ts';
import { REFUSED, replyError, SESSION_NOT_FOUND } from './reply.ts';

/** Proxies close a silent stream after 30–60 s. */
const KEEP_ALIVE_MS = 15_000;

interface Stream {
  readonly transport: SSEServerTransport;
  readonly server: McpServer;
  readonly caller: string;
  readonly owner: string;
  /** A stream is open as long as it is there. */
  readonly isIdle: false;
  lastSeenMs: number;
}

export interface LegacySseOptions {
  readonly make: () => McpServer;
  readonly max: number;
  readonly steadyMs: () => number;
  readonly keepAliveMs?: number;
}

export interface LegacySse {
  readonly open: (exchange: { req: IncomingMessage; res: ServerResponse; caller: string }) => Promise<void>;
  readonly post: (exchange: {
    req: IncomingMessage;
    res: ServerResponse;
    body: unknown;
    caller: string;
  }) => Promise<void>;
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

export function createLegacySse(options: LegacySseOptions): LegacySse {
  const streams = new Map<string, Stream>();

  /** False: nobody gives way. */
  async function hasRoom(owner: string): Promise<boolean> {
    if (streams.size < options.max) return true;
    const freed = placeToFree([...streams.values()], owner);
    if (freed === null) return false;
    streams.delete(freed.transport.sessionId);
    await freed.server.close();
    return true;
  }

  return {
    count: () => streams.size,
    async open({ req, res, caller }) {
      const owner = ownerOf(caller, req.socket.remoteAddress);
      if (!(await hasRoom(owner))) {
        return replyError(res, 503, { code: REFUSED, message: 'Too many streams' }, { 'retry-after': '10' });
      }
      const server = options.make();
      const transport = new SSEServerTransport('/messages', res);
      const id = transport.sessionId;
      streams.set(id, { transport, server, caller, owner, isIdle: false, lastSeenMs: options.steadyMs() });
      const beat = setInterval(() => res.write(': keepalive\n\n'), options.keepAliveMs ?? KEEP_ALIVE_MS);
      beat.unref();
      res.on('close', () => {
        clearInterval(beat);
        streams.delete(id);
        void server.close();
      });
      await server.connect(transport);
    },
    async post({ req, res, body, caller }) {
      const id = new URL(req.url ?? '/', 'http://localhost').searchParams.get('sessionId') ?? '';
      const stream = streams.get(id);
      if (stream === undefined || stream.caller !== caller) {
        return replyError(res, 404, { code: SESSION_NOT_FOUND, message: 'Session not found' });
      }
      stream.lastSeenMs = options.steadyMs();
      await stream.transport.handlePostMessage(req, res, body);
    },
    async close() {
      await Promise.all([...streams.values()].map((stream) => stream.server.close()));
    },
  };
}
