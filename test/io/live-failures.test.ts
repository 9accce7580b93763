import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { interruptedBy } from '../../src/io/interruption.ts';
import type { ScrapeRequest } from '../../src/io/scrape-request.ts';
import { METRICS, scrape } from '../support/scrape-environment.ts';
import { answering, freePort, httpServer, tcpServer } from '../support/servers.ts';

/** What stands at the other end, and what must be said of it. URL stands for the address that was asked. */
interface Mistake {
  readonly name: string;
  readonly serve: () => Promise<{ readonly url: string }>;
  readonly request?: Partial<ScrapeRequest>;
  readonly env?: Readonly<Record<string, string>>;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const UNREACHABLE = 'SOURCE_UNREACHABLE';
const REFUSED = 'SOURCE_REFUSED';

/** Sends raw bytes when the request has come, then does what is asked for. */
const raw = (bytes: string, then: (socket: Socket) => void) =>
  tcpServer((socket) => {
    socket.once('data', () => socket.write(bytes, () => then(socket)));
  });
const cut = (socket: Socket) => void socket.end();
const stay = () => undefined;
const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n';
const BREAK = { timeoutMs: 300 };

const NETWORK: readonly Mistake[] = [
  {
    name: 'nobody listens',
    serve: async () => ({ url: `http://127.0.0.1:${await freePort()}` }),
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: connection refused',
    hint: 'port-forward',
  },
  {
    // 64 characters are one too many for a name (RFC 1035), so no name server is asked.
    name: 'a name nobody knows',
    serve: async () => ({ url: `http://${'k'.repeat(64)}:28282` }),
    code: UNREACHABLE,
    message: `cannot read URL/metrics: the name ${'k'.repeat(64)} is not known`,
    hint: 'only inside the cluster',
  },
  {
    name: 'no answer',
    serve: () => tcpServer(stay),
    request: BREAK,
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: connected, but no answer within 0.3 s',
    hint: 'more time with --timeout',
  },
  {
    name: 'a body that stalls',
    serve: () => raw(`${OK}content-length: 99\r\n\r\nkepler_`, stay),
    request: BREAK,
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: the answer stalled after 7 bytes for 0.3 s',
  },
  {
    name: 'a body that drips for ever',
    serve: () =>
      tcpServer((socket) => {
        socket.write(`${OK}connection: close\r\n\r\n`);
        const drip = setInterval(() => socket.write('k'), 20);
        socket.on('close', () => clearInterval(drip));
      }),
    request: { deadlineMs: 400 },
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: not finished within 0.4 s (',
  },
  {
    name: 'a reset before the answer',
    serve: () => raw('', (socket) => socket.resetAndDestroy()),
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: the connection was reset before an answer came',
    hint: 'the port may speak TLS: try https://127.0.0.1',
  },
  {
    name: 'a reset in the body',
    serve: () =>
      raw(`${OK}content-length: 99\r\n\r\nkepler_`, (socket) =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      ),
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: the connection was reset after 7 bytes',
  },
  {
    name: 'a body shorter than its length',
    serve: () => raw(`${OK}content-length: 99\r\n\r\nkepler_`, cut),
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: the connection was closed after 7 bytes, before the end of the text',
  },
  {
    name: 'chunks that break off',
    serve: () => raw(`${OK}transfer-encoding: chunked\r\n\r\n7\r\nkepler_\r\n`, cut),
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: the connection was closed after 7 bytes, before the end of the text',
  },
  {
    name: 'silence and the end',
    serve: () => raw('', cut),
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: the connection was closed before an answer came',
    hint: 'the port may speak TLS: try https://127.0.0.1',
  },
  {
    name: 'plain http to a TLS port',
    serve: async () => {
      const tls = createTlsServer({});
      return tcpServer((socket) => void tls.emit('connection', socket));
    },
    code: UNREACHABLE,
    message: 'cannot read URL/metrics: ',
    hint: 'https://127.0.0.1',
  },
  {
    name: 'something that is not HTTP',
    serve: () => raw('SSH-2.0-OpenSSH_9.2\r\n', cut),
    code: REFUSED,
    message: 'cannot read URL/metrics: what answers there does not speak HTTP',
    hint: 'check the port',
  },
  {
    name: 'headers without end',
    serve: () => raw(`${OK}x: ${'y'.repeat(70_000)}\r\n\r\n`, cut),
    code: REFUSED,
    message: 'cannot read URL/metrics: the headers of the answer are too long',
  },
];

const secret = { env: { CARBON_AUDIT_BEARER_TOKEN: 'hush-hush' } };
const html = '<!doctype html><title>Sign in</title><script>var x = 1</script><p>Please sign in';
const zipped = gzipSync(METRICS.repeat(50));

const ANSWERS: readonly Mistake[] = [
  {
    name: 'a failing collector',
    serve: () => httpServer(answering('error gathering metrics:\n\tno zones\u001b[31m found', {}, 500)),
    code: REFUSED,
    message:
      'cannot read URL/metrics: HTTP 500 Internal Server Error: error gathering metrics: no zones found',
    hint: 'a collector inside Kepler fails',
  },
  {
    name: 'a zipped error',
    serve: () => httpServer(answering(gzipSync('no zones'), { 'content-encoding': 'gzip' }, 500)),
    code: REFUSED,
    message: 'cannot read URL/metrics: HTTP 500 Internal Server Error: no zones',
  },
  {
    name: 'an error page',
    serve: () => httpServer(answering(html, { 'content-type': 'text/html' }, 503)),
    code: REFUSED,
    message: 'cannot read URL/metrics: HTTP 503 Service Unavailable: Sign in Please sign in',
    hint: 'Kepler is running',
  },
  {
    name: 'a long error',
    serve: () => httpServer(answering('x'.repeat(500), {}, 418)),
    code: REFUSED,
    message: `cannot read URL/metrics: HTTP 418 I'm a Teapot: ${'x'.repeat(119)}…`,
  },
  {
    name: 'a path that is not there',
    serve: () => httpServer(answering('404 page not found', {}, 404)),
    code: REFUSED,
    message: 'cannot read URL/metrics: HTTP 404 Not Found: 404 page not found',
    hint: 'under /metrics',
  },
  {
    name: 'no credentials',
    serve: () => httpServer(answering('Unauthorized\n', {}, 401)),
    code: REFUSED,
    message: 'cannot read URL/metrics: HTTP 401 Unauthorized',
    hint: '--bearer-file',
  },
  {
    name: 'credentials that are not accepted and come back in the answer',
    ...secret,
    serve: () =>
      httpServer((request, response) => response.writeHead(403).end(`no ${request.headers.authorization}`)),
    code: REFUSED,
    message: 'cannot read URL/metrics: HTTP 403 Forbidden: no Bearer ***',
    hint: 'the credentials are not accepted',
  },
  {
    name: 'a login page',
    serve: () => httpServer(answering(html, { 'content-type': 'text/html; charset=utf-8' })),
    code: 'SCRAPE_NOT_METRICS',
    message: 'URL/metrics answers with a web page, not with metrics',
    hint: 'login page',
  },
  {
    name: 'a login page that says it is text',
    serve: () => httpServer(answering(`\n ${html}`)),
    code: 'SCRAPE_NOT_METRICS',
    message: 'URL/metrics answers with a web page, not with metrics',
    hint: 'login page',
  },
  {
    name: 'protobuf',
    serve: () =>
      httpServer(
        answering('\u0001', { 'content-type': 'application/vnd.google.protobuf; encoding=delimited' }),
      ),
    code: REFUSED,
    message: 'cannot read URL/metrics: it sends metrics as protobuf',
  },
  {
    name: 'an encoding nobody asked for',
    serve: () => httpServer(answering('x', { 'content-encoding': 'zstd' })),
    code: REFUSED,
    message: 'cannot read URL/metrics: it sends zstd, which was not asked for',
  },
  {
    name: 'text that is declared as gzip',
    serve: () => httpServer(answering(METRICS, { 'content-encoding': 'gzip' })),
    code: REFUSED,
    message: 'cannot read URL/metrics: its gzip data is damaged',
  },
  {
    name: 'gzip that ends too early',
    serve: () => httpServer(answering(zipped.subarray(0, 50), { 'content-encoding': 'gzip' })),
    code: REFUSED,
    message: 'cannot read URL/metrics: its gzip data ends too early',
    hint: 'check that it is whole',
  },
  {
    name: 'a gzip bomb',
    serve: () =>
      httpServer(answering(gzipSync(Buffer.alloc(8 * 1024 * 1024, 'k')), { 'content-encoding': 'gzip' })),
    request: { maxBytes: 2 * 1024 * 1024 },
    code: REFUSED,
    message: 'stopped reading URL/metrics: more than 2 MiB of text',
  },
  {
    name: 'a body without end',
    serve: () =>
      httpServer((_, response) => {
        const more = (): void =>
          void response.write('k'.repeat(65_536), (error) => error ?? setImmediate(more));
        more();
      }),
    request: { maxBytes: 2 * 1024 * 1024 },
    code: REFUSED,
    message: 'stopped reading URL/metrics: more than 2 MiB of text',
  },
  {
    name: 'nothing',
    serve: () => httpServer(answering('')),
    code: 'SCRAPE_EMPTY',
    message: 'URL/metrics is empty',
  },
  {
    name: 'redirects in a circle',
    serve: () => httpServer(answering('', { location: '/metrics' }, 302)),
    code: REFUSED,
    message: 'cannot read URL/metrics: it redirects more than 3 times',
  },
  {
    name: 'a redirect to nowhere',
    serve: () => httpServer(answering('', {}, 301)),
    code: REFUSED,
    message: 'cannot read URL/metrics: it redirects to nowhere',
  },
  {
    name: 'a redirect out of the web',
    serve: () => httpServer(answering('', { location: 'file:///etc/passwd' }, 302)),
    code: REFUSED,
    message: 'cannot read URL/metrics: it redirects to file:///etc/passwd',
  },
];

test.each([...NETWORK, ...ANSWERS])(
  '$name is one sentence',
  async ({ serve, request, env, code, message, hint }) => {
    const { url } = await serve();
    const failure = await scrape(url, request, { env: env ?? {} }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, exitCode: 3 });
    const { message: said, hint: advice = '' } = failure as { message: string; hint?: string };
    const wanted = message.replace('URL', url);
    expect(/[ (]$/.test(wanted) ? said.slice(0, wanted.length) : said).toBe(wanted);
    expect(advice).toContain(hint ?? '');
    expect(`${said} ${advice}`).not.toMatch(/hush|\n|undefined|\bat /);
  },
);

test('where a redirect led is named when nobody answers there', async () => {
  const dead = `http://127.0.0.1:${await freePort()}/metrics`;
  const { url } = await httpServer(answering('', { location: dead }, 302));
  await expect(scrape(url)).rejects.toMatchObject({
    message: `cannot read ${url}/metrics, which redirects to ${dead}: connection refused`,
  });
});

test('several failing endpoints are summed up, all of them asked', async () => {
  const good = await httpServer(answering(METRICS));
  const bad = await Promise.all([1, 2, 3, 4].map(() => httpServer(answering('no', {}, 500))));
  const failure = await scrape([good.url, ...bad.map(({ url }) => url)]).catch((error: unknown) => error);
  expect(String(failure)).toMatch(
    /4 of 5 endpoints failed: cannot read .*; cannot read .*; cannot read .*; and 1 more$/,
  );
  expect(failure).toMatchObject({ code: REFUSED });
  expect(good.requests).toHaveLength(1);
});

test('Ctrl-C during a request gives its own reason', async () => {
  const { url } = await tcpServer(stay);
  const stop = new AbortController();
  const reading = scrape(url, {}, { interruption: interruptedBy(stop.signal) });
  setTimeout(() => stop.abort(new Error('stopped by Ctrl-C')), 50);
  await expect(reading).rejects.toThrow('stopped by Ctrl-C');
});
