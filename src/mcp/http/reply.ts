/** Plain HTTP answers of the front itself: short, JSON-RPC shaped where a client expects it, never cached. */

import type { ServerResponse } from 'node:http';

type Headers = Readonly<Record<string, string>>;

export function replyText(res: ServerResponse, status: number, text: string, headers: Headers = {}): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  res.end(`${text}\n`);
}

/** JSON-RPC error without an id: the request was refused before anybody read it. */
export function replyError(
  res: ServerResponse,
  status: number,
  error: { code: number; message: string },
  headers: Headers = {},
): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  res.end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
}

/** Codes of JSON-RPC and, for refusals of the front, the server range the SDK uses. */
export const PARSE_ERROR = -32700;
export const REFUSED = -32000;
export const SESSION_NOT_FOUND = -32001;
