import { expect, test } from 'vitest';
import { scrapeRequestOf } from '../../src/cli/scrape-request.ts';

test('without flags: no source, one reading, ten seconds a request, a minute in all, certificates verified', () => {
  expect(scrapeRequestOf({}, {})).toMatchObject({
    sources: [],
    intervalSeconds: null,
    timeoutMs: 10_000,
    deadlineMs: 60_000,
    tls: { insecure: false },
    auth: {},
  });
});

test.each([
  ['one', 'http://a:28282', ['http://a:28282']],
  ['several', 'http://a:28282, http://b:28282', ['http://a:28282', 'http://b:28282']],
  ['empty', '', []],
])('KEPLER_ENDPOINT with %s', (_, value, sources) => {
  expect(scrapeRequestOf({}, { KEPLER_ENDPOINT: value }).sources).toEqual(sources);
});

test('a flag goes before the environment', () => {
  expect(scrapeRequestOf({ kepler: ['a.prom'] }, { KEPLER_ENDPOINT: 'http://b' }).sources).toEqual([
    'a.prom',
  ]);
});

test('what is given is passed on', () => {
  const values = {
    kepler: ['https://a'],
    interval: 30_000,
    timeout: 2_000,
    deadline: 5_000,
    ca: 'ca.pem',
    cert: 'c.pem',
    key: 'k.pem',
    servername: 'kepler',
    insecure: true,
    bearerFile: 'token',
    basicFile: 'basic',
  };
  expect(scrapeRequestOf(values, {})).toMatchObject({
    intervalSeconds: 30,
    timeoutMs: 2_000,
    deadlineMs: 5_000,
    tls: { ca: 'ca.pem', cert: 'c.pem', key: 'k.pem', servername: 'kepler', insecure: true },
    auth: { bearerFile: 'token', basicFile: 'basic' },
  });
});
