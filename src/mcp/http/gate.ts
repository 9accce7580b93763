/** What every request passes before a route sees it, in this order: Host, Origin, bearer token, rate. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from '../metrics.ts';
import { type Authenticate, challenge } from './bearer.ts';
import { ANONYMOUS, ownerOf } from './fair-share.ts';
import { addCors, replyPreflight } from './origin.ts';
import type { RateLimit } from './rate.ts';
import { REFUSED, replyError } from './reply.ts';

export interface GateOptions {
  readonly hostAllowed: (header: string | undefined) => boolean;
  readonly originAllowed: (req: IncomingMessage) => boolean;
  /** null: the server runs without tokens. */
  readonly authenticate: Authenticate | null;
  readonly rate: RateLimit;
  readonly metrics: Metrics;
}

export interface Gate {
  /** False when the request was refused and answered. For every route, probes too. */
  readonly addressed: (req: IncomingMessage, res: ServerResponse) => boolean;
  /** The caller, or null when the request was refused and answered. */
  readonly caller: (req: IncomingMessage, res: ServerResponse) => string | null;
  /** Counts messages beyond the first of a request: a batch is as many calls. */
  readonly within: (caller: string, res: ServerResponse, messages: number) => boolean;
}

export function createGate(options: GateOptions): Gate {
  const { metrics, rate } = options;
  const refused = (reason: string): void => metrics.add('mcp_server_rejected_requests_total', { reason });

  function within(caller: string, res: ServerResponse, messages: number): boolean {
    if (messages <= 0) return true;
    const waitSeconds = rate.take(caller, messages);
    if (waitSeconds === 0) return true;
    refused('rate');
    replyError(
      res,
      429,
      { code: REFUSED, message: `Too many requests; wait ${waitSeconds} s` },
      { 'retry-after': `${waitSeconds}` },
    );
    return false;
  }

  return {
    within,
    addressed(req, res) {
      if (!options.hostAllowed(req.headers.host)) {
        refused('host');
        const message =
          'This server does not answer under that Host; the operator may add it with --allowed-host';
        replyError(res, 403, { code: REFUSED, message });
        return false;
      }
      if (!options.originAllowed(req)) {
        refused('origin');
        replyError(res, 403, { code: REFUSED, message: 'Pages of that Origin may not call this server' });
        return false;
      }
      addCors(req, res);
      if (req.method !== 'OPTIONS') return true;
      replyPreflight(res);
      return false;
    },
    caller(req, res) {
      const caller = options.authenticate === null ? ANONYMOUS : options.authenticate(req);
      if (caller === null) {
        refused('token');
        challenge(req, res);
        return null;
      }
      return within(ownerOf(caller, req.socket.remoteAddress), res, 1) ? caller : null;
    },
  };
}
