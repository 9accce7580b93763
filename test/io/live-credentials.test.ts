import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { makeCertificates, pairOf } from '../support/certificates.ts';
import { METRICS, scrape } from '../support/scrape-environment.ts';
import { scratch } from '../support/scratch.ts';
import { answering, httpServer, httpsServer } from '../support/servers.ts';

const made = makeCertificates();
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** Answers only who sends this header, and redirects everybody who asks for `/go`. */
const guarded =
  (authorization: string): RequestListener =>
  (request, response) => {
    const allowed = request.headers.authorization === authorization;
    answering(allowed ? METRICS : 'who are you?', {}, allowed ? 200 : 401)(request, response);
  };
const redirecting = (location: string, status = 302): RequestListener => answering('', { location }, status);

test.each([
  ['a token file', { bearerFile: 'token' }, {}, 'Bearer abc.def-1'],
  ['a password file', { basicFile: 'password' }, {}, basic('kepler:s3cr:et')],
  ['a token in the environment', {}, { CARBON_AUDIT_BEARER_TOKEN: 'env-token' }, 'Bearer env-token'],
  ['a password in the environment', {}, { CARBON_AUDIT_BASIC: '감사:비밀' }, basic('감사:비밀')],
  [
    'a file before the environment',
    { bearerFile: 'token' },
    { CARBON_AUDIT_BASIC: 'a:b' },
    'Bearer abc.def-1',
  ],
])('%s goes into the request', async (_, files: Record<string, string>, env, header) => {
  const directory = scratch({ token: 'abc.def-1\n', password: 'kepler:s3cr:et\r\n' });
  const auth = Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, `${directory}/${file}`]),
  );
  const server = await httpServer(guarded(header));
  expect((await scrape(server.url, { auth }, { env })).scrapes).toHaveLength(1);
});

test.each([
  [{ bearerFile: 'empty' }, {}, 'USAGE', 'the token in DIR/empty is empty'],
  [{ bearerFile: 'password' }, {}, 'USAGE', 'the token in DIR/password has characters no token can have'],
  [{ basicFile: 'token' }, {}, 'USAGE', 'DIR/token does not hold user:password'],
  [
    { bearerFile: 'token', basicFile: 'password' },
    {},
    'USAGE',
    '--bearer-file and --basic-file are both given',
  ],
  [{ bearerFile: 'tokn' }, {}, 'SOURCE_UNREACHABLE', 'cannot read DIR/tokn: no such file'],
  [{}, { CARBON_AUDIT_BASIC: 'hush' }, 'USAGE', 'CARBON_AUDIT_BASIC does not hold user:password'],
  [
    {},
    { CARBON_AUDIT_BEARER_TOKEN: 'hush hush' },
    'USAGE',
    'the token in CARBON_AUDIT_BEARER_TOKEN has characters no token can have',
  ],
  [
    {},
    { CARBON_AUDIT_BEARER_TOKEN: 'hush', CARBON_AUDIT_BASIC: 'a:hush' },
    'USAGE',
    'CARBON_AUDIT_BEARER_TOKEN and CARBON_AUDIT_BASIC are both given',
  ],
])('%j with %j is refused: %s %s', async (files: Record<string, string>, env, code, message) => {
  const directory = scratch({ token: 'abc', password: 'kepler:hush hush', empty: '\n' });
  const auth = Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, `${directory}/${file}`]),
  );
  const server = await httpServer(answering(METRICS));
  const failure = await scrape(server.url, { auth }, { env }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code, message: message.replace('DIR', directory) });
  expect(JSON.stringify([String(failure), failure])).not.toContain('hush');
  expect(server.requests).toEqual([]);
});

const env = { CARBON_AUDIT_BEARER_TOKEN: 'tok' };

test.each([301, 302, 303, 307, 308])(
  'redirect %i within the origin keeps the credentials',
  async (status) => {
    const server = await httpServer((request, response) => {
      const answer = request.url === '/old' ? redirecting('new?x=1', status) : guarded('Bearer tok');
      answer(request, response);
    });
    expect((await scrape(`${server.url}/old`, {}, { env })).scrapes).toHaveLength(1);
    expect(server.requests.map(({ url }) => url)).toEqual(['/old', '/new?x=1']);
  },
);

test('another origin sees no credentials, not even when it redirects back', async () => {
  const home = await httpServer((request, response) => {
    const answer = request.url === '/start' ? redirecting(`${away.url}/there`) : answering(METRICS);
    answer(request, response);
  });
  const away = await httpServer((request, response) => redirecting(`${home.url}/end`)(request, response));
  await scrape(`${home.url}/start`, {}, { env });
  expect(home.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer tok', undefined]);
  expect(away.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test('an origin that then wants credentials is told apart from wrong ones', async () => {
  const away = await httpServer(guarded('Bearer tok'));
  const home = await httpServer(redirecting(`${away.url}/metrics`));
  await expect(scrape(home.url, {}, { env })).rejects.toMatchObject({
    message: `cannot read ${home.url}/metrics: HTTP 401 Unauthorized: who are you?`,
    hint: expect.stringContaining('credentials are not sent'),
  });
});

test('another origin sees no client certificate', async () => {
  const peers: string[] = [];
  const options = {
    ...pairOf(made.server),
    ca: readFileSync(made.ca),
    requestCert: true,
    rejectUnauthorized: false,
  };
  const seen =
    (answer: RequestListener): RequestListener =>
    (request, response) => {
      peers.push(String((request.socket as TLSSocket).getPeerCertificate().subject?.CN));
      answer(request, response);
    };
  const away = await httpsServer(options, seen(answering(METRICS)));
  const home = await httpsServer(options, seen(redirecting(`${away.url}/metrics`)));
  await scrape(home.url, { tls: { ca: made.ca, ...made.client } }, { env });
  expect(peers).toEqual(['client', 'undefined']);
  expect(away.requests[0]?.headers.authorization).toBeUndefined();
});

test('a way from https to http is not taken', async () => {
  const plain = await httpServer(answering(METRICS));
  const home = await httpsServer(pairOf(made.server), redirecting(`${plain.url}/metrics?token=hush`));
  const failure = await scrape(home.url, { tls: { ca: made.ca } }, { env }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'SOURCE_REFUSED',
    message: `cannot read ${home.url}/metrics: it redirects from https to ${plain.url}/metrics?token=***`,
  });
  expect(plain.requests).toEqual([]);
});
