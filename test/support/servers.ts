import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Running {
  readonly port: number;
  readonly url: string;
  /** What was asked, in order; HTTP only. */
  readonly requests: IncomingMessage[];
}

interface Listening {
  listen(port: number, host: string, done: () => void): unknown;
  close(): unknown;
  address(): AddressInfo | string | null;
  on(event: 'connection', listener: (socket: Socket) => void): unknown;
}

/** A loopback server that is gone, with all its connections, when the test is over. */
async function started(
  server: Listening,
  scheme: string,
  host: string,
  wantedPort: number,
): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // Clients of these tests break off on purpose.
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, host, resolve));
  const { port } = server.address() as AddressInfo;
  return { port, url: `${scheme}://${host}:${port}`, requests: [] };
}

interface Place {
  readonly host?: string;
  readonly port?: number;
}

function recorded(server: Server, requests: IncomingMessage[]): void {
  server.on('request', (request) => requests.push(request));
}

export async function httpServer(
  answer: RequestListener,
  { host = '127.0.0.1', port = 0 }: Place = {},
): Promise<Running> {
  const server = createHttpServer(answer);
  const running = await started(server, 'http', host, port);
  recorded(server, running.requests);
  return running;
}

export async function httpsServer(options: ServerOptions, answer: RequestListener): Promise<Running> {
  const server = createHttpsServer(options, answer);
  const running = await started(server, 'https', '127.0.0.1', 0);
  recorded(server as unknown as Server, running.requests);
  return running;
}

/** A server of bare TCP, to cut, stall and send what no HTTP server sends. */
export function tcpServer(onConnection: (socket: Socket) => void): Promise<Running> {
  return started(createTcpServer(onConnection), 'http', '127.0.0.1', 0);
}

/** A port of this machine on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An answer with this text. */
export function answering(
  text: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): RequestListener {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', ...headers });
    response.end(text);
  };
}

/** The first page to the first who asks, the second to the second; then nothing. */
export function inTurn(pages: readonly (string | Uint8Array)[]): RequestListener {
  let asked = 0;
  return (request, response) => {
    answering(pages[asked] ?? '')(request, response);
    asked += 1;
  };
}
