/** Puts the HTTP front together: gate, routes, sessions, metrics, and their orderly end. */

import { performance } from 'node:perf_hooks';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallLog } from '../call-log.ts';
import type { Desk } from '../desk.ts';
import { createFactoryV1 } from '../factory-v1.ts';
import type { Metrics } from '../metrics.ts';
import { bearerAuth, type Token } from './bearer.ts';
import { drained } from './drain.ts';
import { createGate } from './gate.ts';
import { hostCheck } from './host.ts';
import type { LegacySse } from './legacy-sse.ts';
import { DRAIN_MS, type Listener, listen } from './listen.ts';
import { createModern } from './modern.ts';
import { originCheck } from './origin.ts';
import { createRateLimit } from './rate.ts';
import { replyText } from './reply.ts';
import { createRoutes } from './routes.ts';
import { createSessions, type Sessions } from './sessions.ts';

export interface FrontOptions {
  readonly host: string;
  readonly port: number;
  /** /metrics on a port of its own, without a token; null: on the main port, behind the token. */
  readonly metricsPort: number | null;
  readonly tokens: readonly Token[];
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly sessions: boolean;
  readonly legacySse: boolean;
  readonly maxSessions: number;
  readonly sessionIdleMs: number;
  readonly ratePerSecond: number;
  readonly extend?: ((server: McpServer) => void) | undefined;
}

export interface FrontParts {
  readonly desk: Desk;
  readonly metrics: Metrics;
  readonly log: CallLog;
  readonly steadyMs: () => number;
}

export interface Front {
  readonly url: string;
  readonly metricsUrl: string;
  readonly close: () => Promise<void>;
}

const SWEEP_MS = 30_000;
/** Of the time to drain, for streams to end in order. */
const CLOSING_MS = 500;

function sessionsFor(options: FrontOptions, { desk, metrics, steadyMs }: FrontParts): Sessions | null {
  if (!options.sessions) return null;
  const make = createFactoryV1(desk, { transport: 'http', stateful: true, extend: options.extend });
  const ended = (seconds: number): void => metrics.session({ network_transport: 'http' }, seconds);
  const sessions = createSessions({
    make,
    steadyMs,
    ended,
    max: options.maxSessions,
    idleMs: options.sessionIdleMs,
  });
  metrics.gauge('mcp_server_sessions', sessions.count);
  return sessions;
}

/** Loaded on request: with it comes half a megabyte of character sets. */
async function legacySseFor(
  options: FrontOptions,
  { desk, steadyMs }: FrontParts,
): Promise<LegacySse | null> {
  if (!options.legacySse) return null;
  const { createLegacySse } = await import('./legacy-sse.ts');
  const make = createFactoryV1(desk, { transport: 'sse', stateful: true, extend: options.extend });
  return createLegacySse({ make, steadyMs, max: options.maxSessions });
}

export async function startFront(options: FrontOptions, parts: FrontParts): Promise<Front> {
  const { desk, metrics, log, steadyMs } = parts;
  let ready = true;
  const gate = createGate({
    hostAllowed: hostCheck(options.host, options.allowedHosts),
    originAllowed: originCheck(options.allowedOrigins),
    authenticate: options.tokens.length === 0 ? null : bearerAuth(options.tokens),
    rate: createRateLimit(options.ratePerSecond, steadyMs),
    metrics,
  });
  const sessions = sessionsFor(options, parts);
  const legacySse = await legacySseFor(options, parts);
  const modern = createModern(desk);
  const routes = createRoutes({
    gate,
    make: createFactoryV1(desk, { transport: 'http', stateful: false, extend: options.extend }),
    modern,
    sessions,
    legacySse,
    metrics,
    ready: () => ready,
  });
  const failed = (error: unknown): void => log.failure('http', error);
  const listener = await listen(options, routes, failed);
  const metricsListener = await metricsListenerFor(options, { gate, metrics, failed }).catch(
    async (error) => {
      // A server without its metrics must not go on listening behind an error message.
      await listener.close(0);
      throw error;
    },
  );
  const sweep = setInterval(() => sessions?.sweep(), SWEEP_MS);
  sweep.unref();
  return {
    url: `${listener.url}/mcp`,
    metricsUrl: `${(metricsListener ?? listener).url}/metrics`,
    async close() {
      ready = false;
      clearInterval(sweep);
      const beganAtMs = performance.now();
      // It goes on listening: a load balancer that asks whether to send traffic here must hear no, not nothing.
      await drained(desk.open, DRAIN_MS - CLOSING_MS);
      await Promise.all([sessions?.close(), legacySse?.close(), modern.close()]);
      const leftMs = Math.max(CLOSING_MS, DRAIN_MS - (performance.now() - beganAtMs));
      await Promise.all([listener.close(leftMs), metricsListener?.close(leftMs)]);
    },
  };
}

async function metricsListenerFor(
  { host, metricsPort }: FrontOptions,
  parts: { gate: ReturnType<typeof createGate>; metrics: Metrics; failed: (error: unknown) => void },
): Promise<Listener | null> {
  if (metricsPort === null) return null;
  const { gate, metrics, failed } = parts;
  return listen(
    { host, port: metricsPort },
    async (req, res) => {
      if (!gate.addressed(req, res)) return;
      if (req.method !== 'GET' || req.url !== '/metrics') return replyText(res, 404, 'Not found');
      replyText(res, 200, metrics.text(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    },
    failed,
  );
}
