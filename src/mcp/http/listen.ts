/** Binds the HTTP server and stops it without cutting off answers that are on their way. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuditError } from '../../errors.ts';

const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 1024;
/** Kubernetes sends SIGKILL 30 s after SIGTERM; answers in flight get a part of that. */
export const DRAIN_MS = 5000;

export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Takes nothing new; what is not answered after so long is cut off. */
  readonly close: (mostMs: number) => Promise<void>;
}

function listening(server: Server, at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const hint = error.code === 'EADDRINUSE' ? 'Choose another --port' : 'Check --host and --port';
      reject(
        new AuditError('CONFIG', `Cannot listen on ${at.host} port ${at.port}: ${error.code}`, {
          hint,
          cause: error,
        }),
      );
    });
    server.listen(at.port, at.host, resolve);
  });
}

async function closed(server: Server, mostMs: number): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), mostMs);
  await done;
  clearTimeout(cut);
}

/** `failed` hears of errors of ours; the client gets a bare 500. */
export async function listen(
  at: { host: string; port: number },
  answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
  failed: (error: unknown) => void,
): Promise<Listener> {
  // A missing Host is answered by our own guard, not by Node's 400.
  const server = createServer({ requireHostHeader: false }, (req, res) => {
    answer(req, res).catch((error: unknown) => {
      failed(error);
      if (!res.headersSent) res.writeHead(500);
      res.end();
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.maxConnections = MAX_CONNECTIONS;
  await listening(server, at);
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return { url: `http://${host}:${port}`, port, close: (mostMs) => closed(server, mostMs) };
}
