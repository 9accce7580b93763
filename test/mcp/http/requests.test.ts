import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { INITIALIZE, JSON_HEADERS, raw, rpc, withServer } from './raw.ts';

const call = (args: object, extra: object = {}) =>
  rpc('tools/call', { name: 'echo_words', arguments: args, ...extra });

test.each([
  ['not JSON', { headers: JSON_HEADERS, body: '{' }, 400],
  [
    'another content type',
    { headers: { ...JSON_HEADERS, 'content-type': 'text/plain' }, body: INITIALIZE },
    415,
  ],
  [
    'a client that takes no stream',
    { headers: { ...JSON_HEADERS, accept: 'text/html' }, body: INITIALIZE },
    406,
  ],
  ['a compressed body', { headers: { ...JSON_HEADERS, 'content-encoding': 'gzip' }, body: INITIALIZE }, 415],
  ['a body above the cap', { headers: JSON_HEADERS, body: call({ word: 'x'.repeat(1 << 20) }) }, 413],
  [
    'a wrong protocol version',
    { headers: { ...JSON_HEADERS, 'mcp-protocol-version': '1999-01-01' }, body: rpc('ping') },
    400,
  ],
  ['GET without sessions', { method: 'GET', headers: JSON_HEADERS }, 405],
  ['DELETE without sessions', { method: 'DELETE', headers: JSON_HEADERS }, 405],
  ['another path', { path: '/', headers: JSON_HEADERS, body: INITIALIZE }, 404],
  ['a method /metrics has not', { path: '/metrics', headers: JSON_HEADERS, body: INITIALIZE }, 405],
  ['legacy SSE that is switched off', { path: '/sse', headers: JSON_HEADERS }, 404],
])('%s', async (_, asked, status) => {
  await withServer({}, async (server) => {
    const answer = await raw(server, asked);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(' at ');
    expect((await raw(server, { headers: JSON_HEADERS, body: INITIALIZE })).status).toBe(200);
  });
});

test('an endless body is cut off at the cap', async () => {
  await withServer({}, async (server) => {
    const body = Buffer.alloc(3 << 20, 'x');
    const answer = await raw(server, {
      headers: { ...JSON_HEADERS, 'transfer-encoding': 'chunked' },
      body,
    }).catch(() => null);
    expect(answer === null || answer.status === 413 || answer.status === 400).toBe(true);
    expect((await raw(server, { path: '/healthz' })).status).toBe(200);
  });
});

test('a call is one JSON answer, with a progress token a stream', async () => {
  await withServer({}, async (server) => {
    const plain = await raw(server, { headers: JSON_HEADERS, body: call({ word: 'hi', count: 1 }) });
    expect(plain.headers['content-type']).toContain('application/json');
    const nodes = rpc('tools/call', { name: 'list_nodes', arguments: {}, _meta: { progressToken: 7 } });
    const stream = await raw(server, { headers: JSON_HEADERS, body: nodes });
    expect(stream.headers['content-type']).toContain('text/event-stream');
    expect(stream.text).toContain('"method":"notifications/progress"');
    expect(stream.text).toContain('"progressToken":7');
    expect(stream.text).toContain('"structuredContent"');
  });
});

test.each([
  ['2,001 elements', { word: Array.from({ length: 2001 }, () => 1) }],
  ['a wide object', Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`key${i}`, 1]))],
  ['a deep object', JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`)],
  ['a long string', { word: 'x'.repeat(900_000) }],
  ['a prototype', JSON.parse('{"__proto__":{"word":"x"}}')],
  ['wrong types', { word: 5, count: 'many' }],
])('arguments with %s are refused in few words', async (_, args) => {
  await withServer({}, async (server) => {
    const answer = await raw(server, { headers: JSON_HEADERS, body: call(args) });
    const { result } = JSON.parse(answer.text);
    expect(result.isError).toBe(true);
    expect(result._meta['carbon-audit/error'].code).toBe('USAGE');
    expect(answer.text.length).toBeLessThan(4000);
  });
});

test('a failure of ours gives a reference, and the log has the rest', async () => {
  await withServer({ transport: 'http' }, async (server, { lines }) => {
    const body = rpc('tools/call', { name: 'fail_somehow', arguments: { how: 'bug' } });
    const { result } = JSON.parse((await raw(server, { headers: JSON_HEADERS, body })).text);
    const { code, reference } = result._meta['carbon-audit/error'];
    expect(code).toBe('INTERNAL');
    expect(JSON.stringify(result)).not.toMatch(/undefined is not|code\.ts|abc\.def|somebody/);
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged.find(({ event }) => event === 'failure')).toMatchObject({ reference });
    expect(logged.find(({ event }) => event === 'failure').error).toContain('undefined is not');
    expect(logged.find(({ event }) => event === 'call')).toMatchObject({ outcome: 'INTERNAL', reference });
  });
});

test('a tool has a deadline of its own', async () => {
  await withServer({ toolTimeoutMs: 50 }, async (server) => {
    const body = rpc('tools/call', { name: 'fail_somehow', arguments: { how: 'hang' } });
    const { result } = JSON.parse((await raw(server, { headers: JSON_HEADERS, body })).text);
    expect(result.content[0].text).toBe(
      'No answer within 0.05 s. The source may be slow: call again, or ask for one namespace. [TIMEOUT]',
    );
  });
});

test('too many calls at once are told that the server is busy', async () => {
  await withServer({ concurrency: 1, toolTimeoutMs: 300 }, async (server) => {
    const ask = (times: number) => {
      const body = rpc('tools/call', { name: 'fail_somehow', arguments: { how: 'hang', times } });
      return raw(server, { headers: JSON_HEADERS, body });
    };
    const answers = await Promise.all(Array.from({ length: 15 }, (_, times) => ask(times)));
    const codes = answers.map(({ text }) => JSON.parse(text).result._meta['carbon-audit/error'].code);
    expect(codes.filter((code) => code === 'BUSY')).toHaveLength(6); // one runs, eight wait
  });
});

test('the trace id of the caller stands in the log', async () => {
  await withServer({}, async (server, { lines }) => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await raw(server, { headers: { ...JSON_HEADERS, traceparent }, body: call({ word: 'x' }) });
    expect(lines.join()).toContain('"traceId":"0af7651916cd43dd8448eb211c80319c"');
  });
});

test('metrics count calls, failures and refusals without naming what was asked about', async () => {
  await withServer({ metricsPort: 0 }, async (server) => {
    await raw(server, { headers: JSON_HEADERS, body: call({ word: 'secret-pod' }) });
    await raw(server, {
      headers: JSON_HEADERS,
      body: rpc('tools/call', { name: 'fail_somehow', arguments: { how: 'user' } }),
    });
    await raw(server, { headers: { ...JSON_HEADERS, host: 'evil.example' }, body: call({ word: 'x' }) });
    const metricsServer = { ...server, url: server.metricsUrl };
    const { text } = await raw(metricsServer, { path: '/metrics' });
    expect(text).toContain(
      'mcp_server_operation_duration_seconds_count{mcp_method_name="tools/call",gen_ai_tool_name="echo_words",network_transport="http"} 1',
    );
    expect(text).toContain('gen_ai_tool_name="fail_somehow",error_type="tool_error"');
    expect(text).toContain('mcp_server_rejected_requests_total{reason="host"} 1');
    expect(text).toContain('mcp_server_in_flight_tool_calls 0');
    expect(text).not.toContain('secret-pod');
    expect((await raw(metricsServer, { path: '/metrics', headers: { host: 'evil.example' } })).status).toBe(
      403,
    );
  });
});

test.each([false, true])(
  'calls of unknown tools are answered, logged and counted (sessions: %s)',
  async (sessions) => {
    await withServer({ sessions, metricsPort: 0 }, async (server, { lines }) => {
      const first = await raw(server, { headers: JSON_HEADERS, body: INITIALIZE });
      const id = first.headers['mcp-session-id'];
      const headers = id === undefined ? JSON_HEADERS : { ...JSON_HEADERS, 'mcp-session-id': String(id) };
      for (const name of ['delete_everything', `no\u0007ise${'x'.repeat(500)}`]) {
        const { text } = await raw(server, { headers, body: rpc('tools/call', { name, arguments: {} }) });
        expect(text).toContain('There is no tool called');
        expect(text).toContain('Tools: echo_words, list_nodes, fail_somehow');
        expect(text).toContain('"isError":true');
      }
      const calls = lines.map((line) => JSON.parse(line)).filter(({ method }) => method === 'tools/call');
      expect(calls).toMatchObject([
        { target: 'delete_everything', outcome: 'USAGE', transport: 'http' },
        { target: `noise${'x'.repeat(59)}`, outcome: 'USAGE' },
      ]);
      const { text } = await raw({ ...server, url: server.metricsUrl }, { path: '/metrics' });
      expect(text).toContain(
        '_count{mcp_method_name="tools/call",gen_ai_tool_name="other",error_type="tool_error",network_transport="http"} 2',
      );
      expect(text).not.toMatch(/delete_everything|noise/);
    });
  },
);

test('a taken port is a sentence', async () => {
  await withServer({}, async (server) => {
    const port = Number(new URL(server.url ?? '').port);
    await expect(withServer({ port }, async () => {})).rejects.toMatchObject({
      code: 'CONFIG',
      message: `Cannot listen on 127.0.0.1 port ${port}: EADDRINUSE`,
    });
  });
});

test('when the port of the metrics is taken nothing goes on listening', async () => {
  await withServer({}, async (taken) => {
    const metricsPort = Number(new URL(taken.url ?? '').port);
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const start = withServer({ port, metricsPort }, async () => {});
    await expect(start).rejects.toMatchObject({ code: 'CONFIG' });
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });
});

test('an unknown tool in the selection is refused at the start', async () => {
  await expect(withServer({ tools: ['echo_word'] }, async () => {})).rejects.toThrow(
    'no tool called "echo_word"',
  );
  await withServer({ tools: ['echo_words', 'list_nodes'], excludeTools: ['echo_words'] }, async (server) => {
    const { text } = await raw(server, { headers: JSON_HEADERS, body: rpc('tools/list') });
    expect(JSON.parse(text).result.tools.map(({ name }: { name: string }) => name)).toEqual(['list_nodes']);
  });
});
