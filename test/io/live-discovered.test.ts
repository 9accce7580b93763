import { expect, test } from 'vitest';
import { readScrapes } from '../../src/io/scrapes.ts';
import { makeCertificates, pairOf } from '../support/certificates.ts';
import { METRICS, scrape, scrapeEnvironment } from '../support/scrape-environment.ts';
import { answering, httpServer, httpsServer } from '../support/servers.ts';

const made = makeCertificates();
const THREE = ['127.0.0.3', '127.0.0.1', '127.0.0.2', '127.0.0.1'];

/** Loopback servers on one port of several addresses, as the pods behind a headless Service. */
async function pods(hosts: readonly string[], answer = answering(METRICS)) {
  const first = await httpServer(answer, { host: hosts[0] ?? '127.0.0.1' });
  const others = await Promise.all(
    hosts.slice(1).map((host) => httpServer(answer, { host, port: first.port })),
  );
  return { port: first.port, servers: [first, ...others] };
}

test('every address behind a name is one endpoint, under its own name', async () => {
  const { port, servers } = await pods(['127.0.0.1', '127.0.0.2', '127.0.0.3']);
  const asked: string[] = [];
  const resolve = async (host: string) => {
    asked.push(host);
    return THREE;
  };
  const { scrapes, missing } = await scrape(`dns:kepler.test:${port}`, {}, { resolve });
  expect(asked).toEqual(['kepler.test']);
  expect(scrapes.map(({ origin }) => origin)).toEqual(
    ['127.0.0.1', '127.0.0.2', '127.0.0.3'].map(
      (address) => `http://kepler.test:${port}/metrics (${address})`,
    ),
  );
  expect(missing).toEqual([]);
  expect(servers.map(({ requests }) => requests.map(({ headers }) => headers.host))).toEqual(
    Array(3).fill([`kepler.test:${port}`]),
  );
});

test('addresses that do not answer are missing, with their sentence', async () => {
  const { port } = await pods(['127.0.0.2']);
  const { scrapes, missing } = await scrape(
    `dns:kepler.test:${port}/metrics`,
    {},
    { resolve: async () => THREE },
  );
  expect(scrapes).toHaveLength(1);
  expect(missing).toEqual(
    ['127.0.0.1', '127.0.0.3'].map((address) => {
      const origin = `http://kepler.test:${port}/metrics (${address})`;
      return { origin, reason: `cannot read ${origin}: connection refused` };
    }),
  );
});

test('with an interval an address must answer twice', async () => {
  let count = 0;
  const { port } = await pods(['127.0.0.1', '127.0.0.2'], (request, response) => {
    const late = request.socket.localAddress === '127.0.0.2' && ++count > 1;
    answering(late ? 'gone' : METRICS, {}, late ? 500 : 200)(request, response);
  });
  const { environment } = scrapeEnvironment({ resolve: async () => ['127.0.0.1', '127.0.0.2'] });
  const request = { sources: [`dns:kepler.test:${port}`], intervalSeconds: 0.01 };
  const { scrapes, missing } = await readScrapes(request, environment);
  expect(scrapes.map(({ origin }) => origin.slice(-10))).toEqual([
    '(127.0.0.1)'.slice(-10),
    '(127.0.0.1)'.slice(-10),
  ]);
  expect(missing.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('HTTP 500 Internal Server Error: gone'),
  ]);
});

test('over https the certificate is checked for the name, not for the address', async () => {
  const server = await httpsServer(pairOf(made.server), answering(METRICS));
  const resolve = async () => ['127.0.0.1'];
  const { scrapes } = await scrape(
    `dns+https:kepler.test:${server.port}`,
    { tls: { ca: made.ca } },
    { resolve },
  );
  expect(scrapes).toHaveLength(1);
  const failing = scrape(`dns+https:other.test:${server.port}`, { tls: { ca: made.ca } }, { resolve });
  await expect(failing).rejects.toMatchObject({ message: expect.stringContaining('not for other.test') });
});

test('no proxy stands between us and an address', async () => {
  const { port } = await pods(['127.0.0.1']);
  const env = { HTTP_PROXY: 'http://127.0.0.1:1' };
  expect(
    (await scrape(`dns:kepler.test:${port}`, {}, { env, resolve: async () => ['127.0.0.1'] })).scrapes,
  ).toHaveLength(1);
});

const failing = (code: string) => async () => {
  throw Object.assign(new Error(`getaddrinfo ${code} kepler.test`), { code, syscall: 'getaddrinfo' });
};

test.each([
  ['no address', async () => [], 'kepler.test has no addresses'],
  [
    'an unknown name',
    failing('ENOTFOUND'),
    'cannot read http://kepler.test:1/metrics: the name kepler.test is not known',
  ],
  [
    'a silent name server',
    failing('EAI_AGAIN'),
    'cannot read http://kepler.test:1/metrics: the name server gave no answer for kepler.test',
  ],
  [
    'one address that refuses',
    async () => ['127.0.0.1'],
    'cannot read http://kepler.test:1/metrics (127.0.0.1): connection refused',
  ],
  [
    'two addresses that refuse',
    async () => ['127.0.0.1', '127.0.0.2'],
    '2 of 2 endpoints failed: cannot read http://kepler.test:1/metrics (127.0.0.1): connection refused; cannot read http://kepler.test:1/metrics (127.0.0.2): connection refused',
  ],
])('%s is SOURCE_UNREACHABLE', async (_, resolve, message) => {
  await expect(scrape('dns:kepler.test:1', {}, { resolve })).rejects.toMatchObject({
    code: 'SOURCE_UNREACHABLE',
    message,
  });
});

test('a resolver that never answers ends with the deadline', async () => {
  const resolve = () => new Promise<never>(() => undefined);
  await expect(scrape('dns:kepler.test:1', { deadlineMs: 50 }, { resolve })).rejects.toMatchObject({
    code: 'SOURCE_UNREACHABLE',
  });
});

test.each([
  'dns:',
  'dns:kepler.test',
  'dns:kepler.test:x',
  'dns:kepler.test/metrics',
  'dns:user:hush@kepler.test:1',
])('%s is a usage error', async (source) => {
  const failure = await scrape(source).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'USAGE' });
  expect(String(failure)).not.toContain('hush');
});
