/** Which path answers what. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Metrics } from '../metrics.ts';
import { readJson } from './body.ts';
import type { Gate } from './gate.ts';
import type { LegacySse } from './legacy-sse.ts';
import type { Modern } from './modern.ts';
import { REFUSED, replyError, replyText } from './reply.ts';
import type { Sessions } from './sessions.ts';
import { answerStateless } from './stateless.ts';

export interface RouteOptions {
  readonly gate: Gate;
  readonly make: () => McpServer;
  readonly modern: Modern;
  readonly sessions: Sessions | null;
  readonly legacySse: LegacySse | null;
  readonly metrics: Metrics;
  /** False while the server stops: load balancers look elsewhere. */
  readonly ready: () => boolean;
}

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly caller: string;
}

const messagesIn = (body: unknown): number => (Array.isArray(body) ? body.length : 1);

/** Another replica, or this one after its restart, will answer. */
function stopping(res: ServerResponse): void {
  replyError(res, 503, { code: REFUSED, message: 'The server is stopping' }, { 'retry-after': '5' });
}

function notAllowed(res: ServerResponse, allow: string): void {
  replyError(res, 405, { code: REFUSED, message: 'Method not allowed.' }, { allow });
}

/** The SDK hands this on to the tools; the token itself stays here. */
function withCaller({ req, caller }: Exchange): IncomingMessage {
  return Object.assign(req, { auth: { token: '', clientId: caller, scopes: ['audit:read'] } });
}

async function readMessages(
  options: RouteOptions,
  { req, res, caller }: Exchange,
): Promise<{ value: unknown } | null> {
  const body = await readJson(req, res);
  if (body === null || !options.gate.within(caller, res, messagesIn(body.value) - 1)) return null;
  return body;
}

async function answerMcp(options: RouteOptions, exchange: Exchange): Promise<void> {
  const { res, caller } = exchange;
  const req = withCaller(exchange);
  if (req.method !== 'POST') {
    if (options.sessions === null) return notAllowed(res, 'POST');
    if (req.method !== 'GET' && req.method !== 'DELETE') return notAllowed(res, 'GET, POST, DELETE');
    return options.sessions.answer({ req, res, caller, body: undefined });
  }
  const body = await readMessages(options, exchange);
  if (body === null || (await options.modern.tryAnswer(req, res, body.value))) return;
  if (options.sessions !== null) return options.sessions.answer({ req, res, caller, body: body.value });
  await answerStateless(options.make, { req, res, body: body.value });
}

async function answerLegacyPost(options: RouteOptions, sse: LegacySse, exchange: Exchange): Promise<void> {
  const body = await readMessages(options, exchange);
  if (body !== null) await sse.post({ ...exchange, req: withCaller(exchange), body: body.value });
}

/** Paths outside the token: whether the process is there and whether it wants traffic. Null: not one of them. */
function probe(path: string, ready: boolean): { status: number; text: string } | null {
  if (path === '/healthz') return { status: 200, text: 'ok' };
  if (path !== '/readyz') return null;
  return ready ? { status: 200, text: 'ready' } : { status: 503, text: 'stopping' };
}

/** True where that was the whole answer: to a probe, or to anybody else while the server stops. */
function answersProbe(path: string, res: ServerResponse, ready: boolean): boolean {
  const probed = probe(path, ready);
  // A connection that is kept alive would keep the server from closing.
  if (!ready) res.setHeader('connection', 'close');
  if (probed) replyText(res, probed.status, probed.text);
  else if (!ready) stopping(res);
  return probed !== null || !ready;
}

type Route = (exchange: Exchange) => Promise<void> | void;

/** Path → method → answer. */
function routesFor(options: RouteOptions): ReadonlyMap<string, Readonly<Record<string, Route>>> {
  const { legacySse, metrics } = options;
  const prometheus = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
  const routes = new Map<string, Readonly<Record<string, Route>>>([
    ['/metrics', { GET: ({ res }) => replyText(res, 200, metrics.text(), prometheus) }],
  ]);
  if (legacySse !== null) {
    routes.set('/sse', { GET: (exchange) => legacySse.open(exchange) });
    routes.set('/messages', { POST: (exchange) => answerLegacyPost(options, legacySse, exchange) });
  }
  return routes;
}

export function createRoutes(
  options: RouteOptions,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const { gate } = options;
  const routes = routesFor(options);
  return async (req, res) => {
    if (!gate.addressed(req, res)) return;
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
    if (answersProbe(path, res, options.ready())) return;
    const caller = gate.caller(req, res);
    if (caller === null) return;
    if (path === '/mcp') return answerMcp(options, { req, res, caller });
    const methods = routes.get(path);
    if (methods === undefined) return replyText(res, 404, 'Not found; the MCP endpoint is /mcp');
    const route = methods[req.method ?? ''];
    if (route === undefined) return notAllowed(res, Object.keys(methods).join(', '));
    await route({ req, res, caller });
  };
}
