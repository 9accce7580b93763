import { readFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import { expect, test } from 'vitest';
import type { TlsFiles } from '../../src/io/tls.ts';
import { makeCertificates, PASSPHRASE, type Pair, pairOf } from '../support/certificates.ts';
import { METRICS, scrape } from '../support/scrape-environment.ts';
import { scratch } from '../support/scratch.ts';
import { answering, httpServer, httpsServer } from '../support/servers.ts';

const made = makeCertificates();
const { ca, client } = made;

const serving = (pair: Pair, more: ServerOptions = {}) =>
  httpsServer({ ...pairOf(pair), ...more }, answering(METRICS));
const mutual = (more: ServerOptions = {}) =>
  serving(made.server, { ca: readFileSync(ca), requestCert: true, rejectUnauthorized: true, ...more });

interface Handshake {
  readonly name: string;
  readonly serve: () => Promise<{ readonly url: string }>;
  readonly tls?: TlsFiles;
  readonly env?: Readonly<Record<string, string>>;
}

const ACCEPTED: readonly Handshake[] = [
  { name: 'a known authority', serve: () => serving(made.server), tls: { ca } },
  {
    name: 'a self-signed certificate that is given',
    serve: () => serving(made.selfSigned),
    tls: { ca: made.selfSigned.cert },
  },
  {
    name: 'another host with --servername',
    serve: () => serving(made.wrongHost),
    tls: { ca, servername: 'other.test' },
  },
  { name: 'anything with --insecure', serve: () => serving(made.expired), tls: { insecure: true } },
  { name: 'a client certificate', serve: () => mutual(), tls: { ca, ...client } },
  {
    name: 'a client certificate with an encrypted key',
    serve: () => mutual(),
    tls: { ca, cert: client.cert, key: made.encryptedKey },
    env: { CARBON_AUDIT_KEY_PASSPHRASE: PASSPHRASE },
  },
];

test.each(ACCEPTED)('$name is accepted', async ({ serve, tls = {}, env = {} }) => {
  const { url } = await serve();
  const { scrapes } = await scrape(url, { tls }, { env });
  expect(scrapes.map(({ origin, bytes }) => [origin, bytes])).toEqual([[`${url}/metrics`, METRICS.length]]);
  expect(scrapes[0]?.readings.warnings.map(({ code }) => code)).toEqual(
    tls.insecure ? ['TLS_NOT_VERIFIED'] : [],
  );
});

test('certificate and key may stand in one file', async () => {
  const { url } = await mutual();
  const both = `${readFileSync(client.cert, 'utf8')}${readFileSync(client.key, 'utf8')}`;
  const { scrapes } = await scrape(url, { tls: { ca, cert: `${scratch({ 'both.pem': both })}/both.pem` } });
  expect(scrapes).toHaveLength(1);
});

interface Refusal extends Handshake {
  readonly code?: string;
  readonly message: string;
  readonly hint: string;
}

const REFUSED: readonly Refusal[] = [
  {
    name: 'an unknown authority',
    serve: () => serving(made.server),
    message: 'cannot read URL/metrics: its certificate is from an authority this machine does not trust',
    hint: '--ca FILE',
  },
  {
    name: 'an authority that is not the one given',
    serve: () => serving(made.server),
    tls: { ca: made.selfSigned.cert },
    message: 'cannot read URL/metrics: its certificate is from an authority this machine does not trust',
    hint: '--ca FILE',
  },
  {
    name: 'a self-signed certificate',
    serve: () => serving(made.selfSigned),
    message: 'cannot read URL/metrics: its certificate is self-signed',
    hint: '--ca FILE',
  },
  {
    name: 'a certificate for another host',
    serve: () => serving(made.wrongHost),
    tls: { ca },
    message: 'cannot read URL/metrics: its certificate is for other.test, not for 127.0.0.1',
    hint: '--servername other.test',
  },
  {
    name: 'a --servername the certificate is not for',
    serve: () => serving(made.server),
    tls: { ca, servername: 'kepler.example' },
    message:
      'cannot read URL/metrics: its certificate is for localhost, kepler.test, 127.0.0.1, not for kepler.example',
    hint: '--servername localhost',
  },
  {
    name: 'an expired certificate',
    serve: () => serving(made.expired),
    tls: { ca },
    message: 'cannot read URL/metrics: its certificate has expired',
    hint: 'clock',
  },
  {
    name: 'a missing client certificate over TLS 1.3',
    serve: () => mutual(),
    tls: { ca },
    code: 'SOURCE_UNREACHABLE',
    message: 'cannot read URL/metrics: the connection was ',
    hint: 'may require a client certificate',
  },
  {
    name: 'a missing client certificate over TLS 1.2',
    serve: () => mutual({ maxVersion: 'TLSv1.2' }),
    tls: { ca },
    message: 'cannot read URL/metrics: the server refused the TLS handshake',
    hint: 'may require a client certificate',
  },
  {
    name: 'a client certificate of another authority',
    serve: () => mutual(),
    tls: { ca, ...made.selfSigned },
    code: 'SOURCE_UNREACHABLE',
    message: 'cannot read URL/metrics: the connection was ',
    hint: 'may not accept this client certificate',
  },
  {
    name: 'https to an http port',
    serve: async () => ({ url: (await httpServer(answering(METRICS))).url.replace('http:', 'https:') }),
    message: 'cannot read URL/metrics: the port does not speak TLS',
    hint: 'try http://127.0.0.1',
  },
  {
    name: 'an encrypted key without its passphrase',
    serve: () => mutual(),
    tls: { ca, cert: client.cert, key: made.encryptedKey },
    message: `${made.encryptedKey} needs a passphrase`,
    hint: 'CARBON_AUDIT_KEY_PASSPHRASE',
  },
  {
    name: 'a wrong passphrase',
    serve: () => mutual(),
    tls: { ca, cert: client.cert, key: made.encryptedKey },
    env: { CARBON_AUDIT_KEY_PASSPHRASE: 'hush' },
    message: `the passphrase does not open ${made.encryptedKey}`,
    hint: 'CARBON_AUDIT_KEY_PASSPHRASE',
  },
  {
    name: 'a key of another certificate',
    serve: () => mutual(),
    tls: { ca, cert: client.cert, key: made.server.key },
    message: `the key in ${made.server.key} does not belong to the certificate`,
    hint: '--cert and --key of one pair',
  },
  {
    name: 'a certificate without its key',
    serve: () => mutual(),
    tls: { ca, cert: client.cert },
    message: `${client.cert} holds no private key in PEM form`,
    hint: '--key',
  },
  {
    name: 'a file that is no certificate',
    serve: () => mutual(),
    tls: { ca: import.meta.filename },
    message: `${import.meta.filename} holds no certificate in PEM form`,
    hint: 'openssl',
  },
  {
    name: 'an authority that is not there',
    serve: () => mutual(),
    tls: { ca: `${ca}t` },
    code: 'SOURCE_UNREACHABLE',
    message: `cannot read ${ca}t: no such file`,
    hint: `did you mean ${ca}`,
  },
];

test.each(REFUSED)(
  '$name is one sentence',
  async ({ serve, tls = {}, env = {}, code = 'SOURCE_REFUSED', message, hint }) => {
    const { url } = await serve();
    const failure = await scrape(url, { tls }, { env }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, exitCode: 3, hint: expect.stringContaining(hint) });
    const { message: said } = failure as { message: string };
    const wanted = message.replace('URL', url);
    expect(wanted.endsWith(' ') ? said.slice(0, wanted.length) : said).toBe(wanted);
    expect(JSON.stringify([said, failure])).not.toContain('hush');
  },
);

test('a key without its certificate is a usage error', async () => {
  await expect(scrape('https://127.0.0.1:9', { tls: { key: client.key } })).rejects.toMatchObject({
    code: 'USAGE',
  });
});
