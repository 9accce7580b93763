/** Sends requests of protocol 2026-07-28 to its adapter, which is loaded when the first one comes. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Desk } from '../desk.ts';
import type { ModernFront } from '../factory-v2.ts';

/** First revision whose requests stand alone, with their own envelope. */
const FIRST_MODERN = '2026-07-28';
const ENVELOPE_PREFIX = 'io.modelcontextprotocol/';

function hasEnvelope(message: unknown): boolean {
  const meta = (message as { params?: { _meta?: object } } | null)?.params?._meta;
  return (
    meta !== null &&
    typeof meta === 'object' &&
    Object.keys(meta).some((key) => key.startsWith(ENVELOPE_PREFIX))
  );
}

/** Cheap and generous; the adapter itself decides what is left. */
function mayBeModern({ headers }: IncomingMessage, body: unknown): boolean {
  const version = headers['mcp-protocol-version'];
  if (typeof version === 'string' && version.trim() >= FIRST_MODERN) return true;
  return (Array.isArray(body) ? body : [body]).some(hasEnvelope);
}

export interface Modern {
  /** False: not of this revision, nothing was answered. */
  readonly tryAnswer: (req: IncomingMessage, res: ServerResponse, body: unknown) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export function createModern(desk: Desk): Modern {
  let loading: Promise<ModernFront> | null = null;
  const load = async (): Promise<ModernFront> => (await import('../factory-v2.ts')).createModernFront(desk);
  return {
    async tryAnswer(req, res, body) {
      if (!mayBeModern(req, body)) return false;
      loading ??= load();
      const front = await loading;
      if (await front.isLegacy(req, body)) return false;
      await front.answer(req, res, body);
      return true;
    },
    close: async () => (await loading)?.close(),
  };
}
