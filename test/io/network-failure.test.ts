import { expect, test } from 'vitest';
import type { Circumstances } from '../../src/io/failure-sentences.ts';
import { networkFailure } from '../../src/io/network-failure.ts';

const AT: Circumstances = {
  url: new URL('https://kepler.test:28282/metrics?token=hush'),
  bytes: null,
  timeoutMs: 10_000,
  deadlineMs: 60_000,
  clientCertificate: false,
  proxy: null,
};
const coded = (code: string, message = 'words of the library') => Object.assign(new Error(message), { code });

// What no loopback server can be made to do.
test.each([
  ['UND_ERR_CONNECT_TIMEOUT', 'SOURCE_UNREACHABLE', 'no connection within 10 s', 'firewall'],
  ['ETIMEDOUT', 'SOURCE_UNREACHABLE', 'no connection within 10 s', 'firewall'],
  ['EHOSTUNREACH', 'SOURCE_UNREACHABLE', 'there is no route to kepler.test', ''],
  ['EAI_AGAIN', 'SOURCE_UNREACHABLE', 'the name server gave no answer for kepler.test', 'try again'],
  ['CERT_NOT_YET_VALID', 'SOURCE_REFUSED', 'its certificate is not valid yet', 'clocks'],
  ['CERT_REVOKED', 'SOURCE_REFUSED', 'TLS failed (CERT_REVOKED)', ''],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'SOURCE_REFUSED',
    'its certificate is from an authority this machine does not trust',
    '--ca',
  ],
  [
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'SOURCE_REFUSED',
    'the server refused the TLS handshake',
    '--cert',
  ],
  [
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'SOURCE_REFUSED',
    'the server speaks only a TLS version that is no longer safe',
    '',
  ],
  [
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'SOURCE_REFUSED',
    'the port does not speak TLS',
    'try http://kepler.test',
  ],
  ['E_NEW', 'SOURCE_UNREACHABLE', 'words of the library (E_NEW)', ''],
])('%s is %s: %s', (code, expected, words, hint) => {
  const failure = networkFailure('URL', coded(code), AT) as { hint?: string };
  expect(failure).toMatchObject({ code: expected, message: `cannot read URL: ${words}` });
  expect(failure.hint ?? '').toContain(hint);
  expect(JSON.stringify(failure)).not.toContain('hush');
});

test('attempts at several addresses count as one failure', () => {
  const failure = networkFailure(
    'URL',
    new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
    AT,
  );
  expect(failure).toMatchObject({ message: 'cannot read URL: connection refused' });
});

test('the reason may lie in the cause', () => {
  const failure = networkFailure('URL', new Error('wrapped', { cause: coded('ECONNRESET') }), AT);
  expect(failure).toMatchObject({
    message: 'cannot read URL: the connection was reset before an answer came',
  });
});

test('the sentence of a proxy names its host and not its password', () => {
  const at = { ...AT, proxy: new URL('http://me:hush@proxy:3128') };
  const error = coded('UND_ERR_ABORTED', 'Proxy response (502) !== 200 when HTTP Tunneling');
  const failure = networkFailure('URL', error, at) as { hint?: string };
  expect(failure).toMatchObject({
    code: 'SOURCE_UNREACHABLE',
    message: 'cannot read URL through the proxy proxy:3128: the proxy refused the way there (HTTP 502)',
    hint: 'if it can be reached without: NO_PROXY=kepler.test',
  });
});

test('a bug of ours is not dressed up as a failure of the network', () => {
  const bug = new TypeError('x is not a function');
  expect(networkFailure('URL', bug, AT)).toBe(bug);
});
