/** Streamable HTTP with sessions, for clients that want streams, log levels or resumption. Bounded, swept, bound to a caller. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { MS_PER_SECOND } from '../../units.ts';
import { createEventRing } from './event-ring.ts';
import { ownerOf, placeToFree } from './fair-share.ts';
import { REFUSED, replyError, SESSION_NOT_FOUND } from './reply.ts';

export interface SessionOptions {
  readonly make: () => McpServer;
  readonly steadyMs: () => number;
  readonly ended: (durationSeconds: number) => void;
  readonly max: number;
  readonly idleMs: number;
}

interface Session {
  readonly owner: string;
  readonly transport: StreamableHTTPServerTransport;
  readonly server: McpServer;
  readonly caller: string;
  readonly startedAtMs: number;
  lastSeenMs: number;
  /** Open responses: a client that listens on a stream is not idle. */
  open: number;
}

export interface Sessions {
  readonly answer: (exchange: Exchange) => Promise<void>;
  readonly count: () => number;
  /** Ends sessions nobody used for a while. */
  readonly sweep: () => void;
  readonly close: () => Promise<void>;
}

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly body: unknown;
  readonly caller: string;
}

/** A client that lost its stream may come back after this time. */
const RETRY_MS = 1000;

export function createSessions(options: SessionOptions): Sessions {
  const sessions = new Map<string, Session>();

  /** False: nobody gives way. */
  async function hasRoom(owner: string): Promise<boolean> {
    if (sessions.size < options.max) return true;
    const held = [...sessions.values()].map((session) => ({
      ...session,
      session,
      isIdle: session.open === 0,
    }));
    const freed = placeToFree(held, owner);
    await freed?.session.server.close();
    return freed !== null;
  }

  async function open({ req, res, body, caller }: Exchange): Promise<void> {
    const owner = ownerOf(caller, req.socket.remoteAddress);
    if (!(await hasRoom(owner))) {
      return replyError(res, 503, { code: REFUSED, message: 'Too many sessions' }, { 'retry-after': '10' });
    }
    const server = options.make();
    const startedAtMs = options.steadyMs();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      eventStore: createEventRing(),
      retryInterval: RETRY_MS,
      onsessioninitialized: (id) => {
        sessions.set(id, { owner, transport, server, caller, startedAtMs, lastSeenMs: startedAtMs, open: 0 });
      },
    });
    await server.connect(transport as never);
    // Set after connect, which puts its own handler there.
    const closed = transport.onclose;
    transport.onclose = () => {
      if (transport.sessionId !== undefined && sessions.delete(transport.sessionId)) {
        options.ended((options.steadyMs() - startedAtMs) / MS_PER_SECOND);
      }
      closed?.();
    };
    await transport.handleRequest(req, res, body);
  }

  async function resume(session: Session, { req, res, body }: Exchange): Promise<void> {
    session.lastSeenMs = options.steadyMs();
    session.open++;
    res.on('close', () => {
      session.open--;
      session.lastSeenMs = options.steadyMs();
    });
    await session.transport.handleRequest(req, res, body);
  }

  return {
    count: () => sessions.size,
    async answer(exchange) {
      const { req, res, body, caller } = exchange;
      const id = req.headers['mcp-session-id'];
      if (id === undefined) {
        const first = Array.isArray(body) ? body[0] : body;
        if (req.method === 'POST' && isInitializeRequest(first)) return open(exchange);
        return replyError(res, 400, {
          code: REFUSED,
          message: 'Bad Request: Mcp-Session-Id header is required',
        });
      }
      const session = sessions.get(String(id));
      // Somebody else's session does not exist for this caller.
      if (session === undefined || session.caller !== caller) {
        return replyError(res, 404, { code: SESSION_NOT_FOUND, message: 'Session not found' });
      }
      return resume(session, exchange);
    },
    sweep() {
      const idleSince = options.steadyMs() - options.idleMs;
      for (const session of sessions.values()) {
        if (session.open === 0 && session.lastSeenMs < idleSince) void session.server.close();
      }
    },
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.server.close()));
    },
  };
}
