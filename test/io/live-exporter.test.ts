import { expect, test } from 'vitest';
import { keplerReader } from '../../src/kepler/reader.ts';
import { makeCertificates } from '../support/certificates.ts';
import { BASIC, exporterFor } from '../support/go-exporter.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { scrape } from '../support/scrape-environment.ts';

const made = makeCertificates();
const tls = { ca: made.ca, ...made.client };
const around = { env: { CARBON_AUDIT_BASIC: BASIC }, openReader: keplerReader };

test('an exporter with mutual TLS and a password is read like a file', async () => {
  const { url } = await exporterFor(keplerPage('worker-07'), made);
  const { scrapes } = await scrape(url, { tls }, around);
  expect([...(scrapes[0]?.readings.nodes.keys() ?? [])]).toEqual(['worker-07']);
  expect(scrapes[0]?.readings.warnings.filter(({ code }) => code === 'TLS_NOT_VERIFIED')).toEqual([]);
});

test('each thing it wants is missed in its own sentence', async () => {
  const { url, isGo } = await exporterFor(keplerPage(), made);
  const failureOf = (request: object, env = {}) =>
    scrape(url, request, { env }).catch((error: unknown) => error);
  expect(await failureOf({})).toMatchObject({ message: expect.stringContaining('does not trust') });
  expect(await failureOf({ tls: { ca: made.ca } })).toMatchObject({
    hint: expect.stringContaining('may require a client certificate'),
  });
  expect(await failureOf({ tls })).toMatchObject({
    message: expect.stringContaining('HTTP 401 Unauthorized'),
  });
  const wrong = await failureOf({ tls }, { CARBON_AUDIT_BASIC: 'kepler:hush' });
  expect(wrong).toMatchObject({ hint: expect.stringContaining('the credentials are not accepted') });
  const plain = await scrape(url.replace('https', 'http'), {}, {}).catch((error: unknown) => error);
  expect(plain).toMatchObject({ hint: expect.stringContaining('https') });
  if (isGo)
    expect(plain).toMatchObject({
      message: expect.stringContaining('HTTP 400 Bad Request: Client sent an HTTP request'),
    });
});
