/** What users start: the bundled program, as a child process. `npm test` builds it first. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { NODE_A } from './engine.ts';
import { INITIALIZE, JSON_HEADERS, rpc } from './http/raw.ts';

const SLOW = { timeout: 15_000 };
const folder = mkdtempSync(join(tmpdir(), 'carbon-audit-mcp-'));
const children: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

function serve(...flags: string[]) {
  const args = ['bin/carbon-audit.js', 'serve', ...flags];
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH } });
  children.push(child);
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    seen.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    seen.err += chunk.toString();
  });
  return { child, seen };
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const call = (name: string, args: object, id: number): string =>
  rpc('tools/call', { name, arguments: args }, id);
const SESSION = [
  INITIALIZE,
  JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
  rpc('tools/list', {}, 2),
  call('assess_workload_compliance', { workload_name: 'heavy-app', namespace: 'demo' }, 3),
  call('assess_workload_compliance', { workload_name: 'heavy-app', region: 'nowhere' }, 4),
  'this is no JSON',
  rpc('resources/read', { uri: 'workload-metrics://demo/heavy-app' }, 5),
];

test('every line on standard output is JSON-RPC, however talkative it was told to be', async () => {
  const { child, seen } = serve('-vv', '--kepler', NODE_A);
  child.stdin.write(`${SESSION.join('\n')}\n`);
  await expect.poll(() => lines(seen.out).length, SLOW).toBe(5);
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  const answers = lines(seen.out).map((line) => JSON.parse(line));
  expect(answers.map(({ jsonrpc, id }) => [jsonrpc, id]).sort()).toEqual(
    [1, 2, 3, 4, 5].map((id) => ['2.0', id]),
  );
  const assessed = answers.find(({ id }) => id === 3).result.structuredContent;
  expect(assessed.workloads[0].powerWatts).toBeCloseTo(30.455432, 6);
  expect(seen.err).toContain('"tools/call"');
});

test('two processes list the same tools, byte by byte', async () => {
  const lists = [serve('--kepler', NODE_A), serve('--kepler', NODE_A)].map(async ({ child, seen }) => {
    child.stdin.write(`${SESSION.slice(0, 3).join('\n')}\n`);
    await expect.poll(() => lines(seen.out).length, SLOW).toBe(2);
    child.stdin.end();
    return lines(seen.out)[1];
  });
  const [first, second] = await Promise.all(lists);
  expect(first).toBe(second);
});

async function listening(seen: { err: string }): Promise<string> {
  await expect.poll(() => seen.err, SLOW).toMatch(/http:\/\/127\.0\.0\.1:\d+\/mcp/);
  return /http:\/\/127\.0\.0\.1:\d+\/mcp/.exec(seen.err)?.[0] ?? '';
}

test('over HTTP it asks for the token, keeps it to itself, and ends in order', async () => {
  const asked: IncomingHttpHeaders[] = [];
  const kepler = createServer((req, res) => {
    asked.push(req.headers);
    res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(readFileSync(NODE_A));
  });
  await new Promise<void>((resolve) => kepler.listen(0, '127.0.0.1', resolve));
  const source = `http://127.0.0.1:${(kepler.address() as AddressInfo).port}/metrics`;
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, 'a-token-of-the-test-0123456789\n');
  const flags = ['--transport', 'http', '--port', '0', '--token-file', tokenFile, '--kepler', source, '-vv'];
  const { child, seen } = serve(...flags);
  const url = await listening(seen);
  const body = call('get_power_consumption_summary', {}, 1);
  expect((await fetch(url, { method: 'POST', headers: JSON_HEADERS, body })).status).toBe(401);
  const headers = { ...JSON_HEADERS, authorization: 'Bearer a-token-of-the-test-0123456789', cookie: 'a=b' };
  const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as {
    result: { structuredContent: { totals: { workloads: number } } };
  };
  expect(answer.result.structuredContent.totals.workloads).toBeGreaterThan(0);
  // What the caller sent goes no further.
  expect(asked).toHaveLength(1);
  expect(asked[0]).not.toHaveProperty('authorization');
  expect(asked[0]).not.toHaveProperty('cookie');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(seen.out).toBe('');
  expect(seen.err).not.toContain('a-token-of-the-test');
  await new Promise((resolve) => kepler.close(resolve));
});

test('an open address without a token is refused with exit code 2', async () => {
  const { child, seen } = serve(
    '--transport',
    'http',
    '--host',
    '0.0.0.0',
    '--port',
    '0',
    '--kepler',
    NODE_A,
  );
  expect(await once(child, 'exit')).toEqual([2, null]);
  expect(seen.err).toContain('Without a token everybody');
  expect(seen.out).toBe('');
});
