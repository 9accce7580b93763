import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { proxyFor } from '../../src/io/proxy.ts';
import { makeCertificates, pairOf } from '../support/certificates.ts';
import { METRICS, scrape } from '../support/scrape-environment.ts';
import { answering, httpServer, httpsServer } from '../support/servers.ts';

const made = makeCertificates();

/** A proxy to one loopback port, whatever host is asked for; remembers what it was asked and refuses without a password. */
async function proxyTo(port: number, password: string | null = null) {
  const asked: string[] = [];
  const allowed = (headers: { 'proxy-authorization'?: string | undefined }) =>
    password === null ||
    headers['proxy-authorization'] === `Basic ${Buffer.from(password).toString('base64')}`;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!allowed(request.headers)) return void response.writeHead(407).end();
    const { pathname } = new URL(request.url ?? '');
    httpRequest({ host: '127.0.0.1', port, path: pathname, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    }).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (!allowed(request.headers)) return void socket.end('HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n');
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    const close = () => [target, socket].forEach((end) => void end.destroy());
    for (const end of [target, socket]) end.on('error', () => undefined).on('close', close);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { asked, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const tls = { ca: made.ca };

test('https goes through a tunnel with our authority and our credentials inside it', async () => {
  const target = await httpsServer(pairOf(made.server), answering(METRICS));
  const { asked, address } = await proxyTo(target.port);
  const env = { HTTPS_PROXY: `http://${address}`, CARBON_AUDIT_BEARER_TOKEN: 'tok' };
  const { scrapes } = await scrape('https://kepler.test:28282', { tls }, { env });
  expect(scrapes[0]?.origin).toBe('https://kepler.test:28282/metrics');
  expect(asked).toEqual(['CONNECT kepler.test:28282']);
  expect(target.requests[0]?.headers.authorization).toBe('Bearer tok');
});

test('a client certificate and --servername work through the tunnel', async () => {
  const options = {
    ...pairOf(made.wrongHost),
    ca: pairOf({ cert: made.ca, key: made.ca }).cert,
    requestCert: true,
  };
  const target = await httpsServer({ ...options, rejectUnauthorized: true }, answering(METRICS));
  const { address } = await proxyTo(target.port);
  const request = { tls: { ...tls, ...made.client, servername: 'other.test' } };
  const { scrapes } = await scrape('https://kepler.test', request, { env: { https_proxy: address } });
  expect(scrapes).toHaveLength(1);
});

test('the certificate is checked inside the tunnel too', async () => {
  const target = await httpsServer(pairOf(made.wrongHost), answering(METRICS));
  const { address } = await proxyTo(target.port);
  await expect(
    scrape('https://kepler.test', { tls }, { env: { HTTPS_PROXY: address } }),
  ).rejects.toMatchObject({
    message: `cannot read https://kepler.test/metrics through the proxy ${address}: its certificate is for other.test, not for kepler.test`,
  });
});

test('plain http is asked of the proxy itself', async () => {
  const target = await httpServer(answering(METRICS));
  const { asked, address } = await proxyTo(target.port, 'me:hush');
  const { scrapes } = await scrape(
    'http://kepler.test:28282',
    {},
    { env: { HTTP_PROXY: `http://me:hush@${address}` } },
  );
  expect(scrapes).toHaveLength(1);
  expect(asked).toEqual(['GET http://kepler.test:28282/metrics']);
});

test.each(['http', 'https'])(
  'over %s a proxy that wants a password says so, and its address shows none',
  async (scheme) => {
    const { address } = await proxyTo(1, 'me:right');
    const proxy = `http://me:hush@${address}`;
    const failure = await scrape(
      `${scheme}://kepler.test`,
      {},
      { env: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } },
    ).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'SOURCE_REFUSED',
      message: `cannot read ${scheme}://kepler.test/metrics through the proxy ${address}: the proxy wants a user name and password`,
    });
    expect(JSON.stringify([String(failure), failure])).not.toContain('hush');
  },
);

test('a proxy nobody runs is named', async () => {
  await expect(
    scrape('http://kepler.test', {}, { env: { HTTP_PROXY: 'http://127.0.0.1:1' } }),
  ).rejects.toMatchObject({
    code: 'SOURCE_UNREACHABLE',
    message: 'cannot read http://kepler.test/metrics through the proxy 127.0.0.1:1: connection refused',
  });
});

const PROXY = 'http://proxy:3128';
test.each([
  ['http://kepler.test', {}, null],
  ['http://kepler.test', { HTTP_PROXY: PROXY }, PROXY],
  ['https://kepler.test', { HTTP_PROXY: PROXY }, null],
  ['https://kepler.test', { HTTPS_PROXY: 'proxy:3128' }, PROXY],
  ['http://kepler.test', { http_proxy: PROXY, HTTP_PROXY: 'http://other:1' }, PROXY],
  ['http://kepler.test', { HTTP_PROXY: '' }, null],
  ['http://localhost:28282', { HTTP_PROXY: PROXY }, null],
  ['http://127.8.0.1:28282', { HTTP_PROXY: PROXY }, null],
  ['http://[::1]:28282', { HTTP_PROXY: PROXY }, null],
  ['http://kepler.test', { HTTP_PROXY: PROXY, NO_PROXY: '*' }, null],
  ['http://kepler.test', { HTTP_PROXY: PROXY, NO_PROXY: 'a, kepler.test' }, null],
  ['http://node.kepler.test', { HTTP_PROXY: PROXY, NO_PROXY: 'kepler.test' }, null],
  ['http://node.kepler.test', { HTTP_PROXY: PROXY, NO_PROXY: '.kepler.test' }, null],
  ['http://kepler.test', { HTTP_PROXY: PROXY, NO_PROXY: '.kepler.test' }, PROXY],
  ['http://notkepler.test', { HTTP_PROXY: PROXY, NO_PROXY: 'kepler.test' }, PROXY],
  ['http://kepler.test:81', { HTTP_PROXY: PROXY, NO_PROXY: 'kepler.test:80' }, PROXY],
  ['http://kepler.test', { HTTP_PROXY: PROXY, NO_PROXY: 'kepler.test:80' }, null],
  ['http://10.1.2.3:28282', { HTTP_PROXY: PROXY, no_proxy: '10.0.0.0/8' }, null],
  ['http://11.1.2.3:28282', { HTTP_PROXY: PROXY, no_proxy: '10.0.0.0/8' }, PROXY],
  ['http://[fd00::7]:28282', { HTTP_PROXY: PROXY, no_proxy: 'fd00::/8' }, null],
  ['http://[fd00::7]:28282', { HTTP_PROXY: PROXY, no_proxy: 'fd00::7' }, null],
  ['http://10.1.2.3', { HTTP_PROXY: PROXY, no_proxy: '10.0.0.0/99' }, PROXY],
])('%s with %j goes through %s', (url, env, proxy) => {
  expect(proxyFor(new URL(url), env)?.origin ?? null).toBe(proxy);
});

test.each(['socks5://me:hush@proxy:1080', 'http://'])('the proxy %s is a usage error', (HTTP_PROXY) => {
  expect(() => proxyFor(new URL('http://kepler.test'), { HTTP_PROXY })).toThrow(
    'HTTP_PROXY is not the address of an HTTP proxy',
  );
});
