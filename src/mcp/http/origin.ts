/** Browsers say which page asks. Pages of this server itself and of allowed origins may; any other present Origin may not. */

import type { IncomingMessage, ServerResponse } from 'node:http';

const originOf = (text: string): string | null => {
  try {
    return new URL(text).origin;
  } catch {
    return null;
  }
};

/** `Origin: null` (sandboxed pages, files) is present and never allowed. */
export function originCheck(allowed: readonly string[]): (req: IncomingMessage) => boolean {
  const anyOrigin = allowed.includes('*');
  const known = new Set(allowed.map((text) => originOf(text) ?? text));
  return ({ headers }) => {
    const { origin } = headers;
    if (origin === undefined || anyOrigin) return true;
    const parsed = originOf(origin);
    if (parsed === null || parsed === 'null') return false;
    return known.has(parsed) || new URL(parsed).host === headers.host?.toLowerCase();
  };
}

/** Lets a page of an allowed origin read the answers; without it allowing the origin would be of no use. */
export function addCors(req: IncomingMessage, res: ServerResponse): void {
  const { origin } = req.headers;
  if (origin === undefined) return;
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('vary', 'Origin');
  res.setHeader('access-control-expose-headers', 'Mcp-Session-Id, WWW-Authenticate');
}

export function replyPreflight(res: ServerResponse): void {
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers':
      'Authorization, Content-Type, Accept, Last-Event-ID, Mcp-Session-Id, Mcp-Protocol-Version, Mcp-Method, Mcp-Name',
    'access-control-max-age': '600',
  });
  res.end();
}
