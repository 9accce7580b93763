import { expect, test } from 'vitest';
import { hostnameOf, isLoopback } from '../../../src/mcp/http/host.ts';
import { INITIALIZE, JSON_HEADERS, raw, rpc, withServer } from './raw.ts';

const ROUTES = ['/mcp', '/healthz', '/readyz', '/metrics', '/sse', '/messages', '/nowhere'];

test.each([
  undefined,
  'evil.example.com',
  'evil.example.com:8000',
  '127.0.0.1.evil.com',
  '[::2]',
  'localhost@evil.com',
  'localhost/evil',
  'localhost.',
  '',
])('no route answers under the Host %j', async (host) => {
  await withServer({ legacySse: true }, async (server) => {
    for (const path of ROUTES) {
      const answer = await raw(server, { path, headers: { host, ...JSON_HEADERS }, body: INITIALIZE });
      expect(answer.status, path).toBe(403);
      expect(answer.text, path).not.toContain('result');
    }
  });
});

test.each(['localhost', 'LOCALHOST:80', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:8000'])(
  'loopback is answered as %s',
  async (host) => {
    await withServer({}, async (server) => {
      const answer = await raw(server, { headers: { host, ...JSON_HEADERS }, body: INITIALIZE });
      expect(answer.status).toBe(200);
    });
  },
);

test('the operator can add names, and open every name', async () => {
  const host = 'carbon-audit.carbon-mcp.svc:8000';
  const asked = { headers: { host, ...JSON_HEADERS }, body: INITIALIZE };
  await withServer({ allowedHosts: ['Carbon-Audit.carbon-mcp.svc'] }, async (server) => {
    expect((await raw(server, asked)).status).toBe(200);
    expect((await raw(server, { ...asked, headers: { ...asked.headers, host: 'other.svc' } })).status).toBe(
      403,
    );
    expect((await raw(server, { ...asked, headers: { ...asked.headers, host: 'localhost' } })).status).toBe(
      200,
    );
  });
  await withServer({ allowedHosts: ['*'] }, async (server) => {
    expect((await raw(server, asked)).status).toBe(200);
  });
});

test.each(['http://evil.example.com', 'null', 'https://localhost.evil.com', 'file://', 'nonsense', ''])(
  'a page of the origin %j may not call, on any route',
  async (origin) => {
    await withServer({ legacySse: true }, async (server) => {
      for (const path of ROUTES) {
        const answer = await raw(server, { path, headers: { origin, ...JSON_HEADERS }, body: INITIALIZE });
        expect(answer.status, path).toBe(403);
      }
    });
  },
);

test('another port of this machine is another origin', async () => {
  await withServer({}, async (server) => {
    const origin = 'http://127.0.0.1:1';
    expect((await raw(server, { headers: { origin, ...JSON_HEADERS }, body: INITIALIZE })).status).toBe(403);
  });
});

test('its own origin and no origin pass; an allowed one may read the answer', async () => {
  await withServer({ allowedOrigins: ['https://inspector.example'] }, async (server) => {
    const own = new URL(server.url ?? '').origin;
    const ask = (origin: string | undefined) =>
      raw(server, { headers: { origin, ...JSON_HEADERS }, body: INITIALIZE });
    expect((await ask(own)).status).toBe(200);
    expect((await ask(undefined)).status).toBe(200);
    const allowed = await ask('https://inspector.example');
    expect(allowed.status).toBe(200);
    expect(allowed.headers['access-control-allow-origin']).toBe('https://inspector.example');
    expect((await ask('https://inspector.example.evil.com')).status).toBe(403);
    const preflight = await raw(server, {
      method: 'OPTIONS',
      headers: { origin: 'https://inspector.example' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('Mcp-Session-Id');
  });
});

test('probes need no token, everything else does', async () => {
  await withServer({ legacySse: true, tokenFile: TOKENS }, async (server) => {
    expect(await raw(server, { path: '/healthz' })).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await raw(server, { path: '/readyz' })).toMatchObject({ status: 200, text: 'ready\n' });
    for (const path of ['/mcp', '/metrics', '/sse', '/messages', '/nowhere']) {
      const answer = await raw(server, { path, headers: JSON_HEADERS, body: INITIALIZE });
      expect(answer.status, path).toBe(401);
      expect(answer.headers['www-authenticate'], path).toBe(
        'Bearer realm="carbon-audit", scope="audit:read"',
      );
    }
  });
});

const TOKENS = new URL('./tokens.txt', import.meta.url).pathname;
/** Well formed, signed by somebody, meant for another server. */
const OTHER_AUDIENCE = 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL290aGVyLmV4YW1wbGUifQ.c2ln';

test.each([
  'Bearer wrong',
  'Bearer ',
  'Bearer',
  `Bearer ${OTHER_AUDIENCE}`,
  'Basic c2Vjcmv0',
  'token-of-ada-0123456789',
  'Bearer token-of-ada-0123456789 x',
])('the authorization %j is refused', async (authorization) => {
  await withServer({ tokenFile: TOKENS }, async (server) => {
    const answer = await raw(server, { headers: { authorization, ...JSON_HEADERS }, body: INITIALIZE });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
  });
});

test('a good token passes, is named in the log and never written there', async () => {
  await withServer({ tokenFile: TOKENS }, async (server, { lines }) => {
    const authorization = 'bearer token-of-ada-0123456789';
    const body = rpc('tools/call', { name: 'echo_words', arguments: { word: 'token-of-ada-0123456789' } });
    const answer = await raw(server, { headers: { authorization, ...JSON_HEADERS }, body });
    expect(answer.status).toBe(200);
    const call = lines.map((line) => JSON.parse(line)).find(({ event }) => event === 'call');
    expect(call).toMatchObject({ caller: 'ada', target: 'echo_words', outcome: 'ok', transport: 'http' });
    expect(lines.join('\n')).not.toContain('token-of-ada');
  });
});

test.each([
  ['', 'holds no token'],
  ['# only a comment\n\n', 'holds no token'],
  ['ada token more', 'more than a name and a token'],
  ['# names and tokens\n\nada token more', 'Line 3 of the token file'],
  ['token-of-ada-0123456789 #rotated', 'more than a name and a token'],
  ['ada too-short', 'Line 1 of the token file token holds a token of less than 16 characters'],
])('the token file %j is refused at the start', async (text, reason) => {
  const { parseTokens } = await import('../../../src/mcp/http/bearer.ts');
  expect(() => parseTokens(text, 'token')).toThrow(reason);
});

test('an open address without a token is refused at the start', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.com']) {
    await expect(
      withServer({ host }, async () => {}),
      host,
    ).rejects.toThrow('Without a token everybody');
  }
});

test('an open address with a token starts, and by explicit wish without one', async () => {
  const token = { authorization: 'Bearer plain-token-0123456789' };
  await withServer({ host: '0.0.0.0', tokenFile: TOKENS }, async (server) => {
    const url = server.url?.replace('0.0.0.0', '127.0.0.1') ?? null;
    const answer = await raw(
      { ...server, url },
      { headers: { ...token, ...JSON_HEADERS }, body: INITIALIZE },
    );
    expect(answer.status).toBe(200);
  });
  await withServer({ host: '0.0.0.0', allowUnauthenticated: true }, async (server) => {
    expect(server.url).toContain('0.0.0.0');
  });
});

test('the default address is loopback', async () => {
  await withServer({}, async (server) => expect(new URL(server.url ?? '').hostname).toBe('127.0.0.1'));
});

test('a missing token file is named by its last part', async () => {
  await expect(withServer({ tokenFile: '/nowhere/token' }, async () => {})).rejects.toMatchObject({
    code: 'CONFIG',
  });
});

test('a burst of calls is stopped with the time to wait', async () => {
  await withServer({ ratePerSecond: 5 }, async (server) => {
    const body = rpc('ping');
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => raw(server, { headers: JSON_HEADERS, body })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});

test('a batch counts as many calls', async () => {
  await withServer({ ratePerSecond: 5 }, async (server) => {
    const body = `[${Array.from({ length: 40 }, (_, i) => rpc('ping', {}, i)).join(',')}]`;
    expect((await raw(server, { headers: JSON_HEADERS, body })).status).toBe(429);
  });
});

test('one caller in a flood does not stop another', async () => {
  await withServer({ ratePerSecond: 5, tokenFile: TOKENS }, async (server) => {
    const ask = (token: string) =>
      raw(server, { headers: { authorization: `Bearer ${token}`, ...JSON_HEADERS }, body: rpc('ping') });
    const flood = await Promise.all(Array.from({ length: 30 }, () => ask('token-of-ada-0123456789')));
    expect(flood.some(({ status }) => status === 429)).toBe(true);
    expect((await ask('plain-token-0123456789')).status).toBe(200);
  });
});

test('names are compared in one form', () => {
  expect(hostnameOf('[0:0::1]:80')).toBe('[::1]');
  expect(hostnameOf('Example.COM')).toBe('example.com');
  expect(hostnameOf('a b')).toBeNull();
  expect(['localhost', '127.9.9.9', '::1', '[::1]'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '127.0.0.1.evil.com', '::', '10.0.0.1'].some(isLoopback)).toBe(false);
});
