import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { INITIALIZE, rpc } from './http/raw.ts';
import { stdioCommand } from './stdio-command.ts';

/** Machines that run many tests at once start a process slowly. */
const SLOW = { timeout: 15_000 };

async function child(): Promise<ChildProcessWithoutNullStreams> {
  const { command, args } = await stdioCommand('sample-stdio.ts');
  return spawn(command, args, { env: { PATH: process.env.PATH } });
}

function textOf(stream: NodeJS.ReadableStream): { text: string } {
  const collected = { text: '' };
  stream.on('data', (chunk: Buffer) => {
    collected.text += chunk.toString();
  });
  return collected;
}

const initialized = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });
const call = (how: string, id: number) => rpc('tools/call', { name: 'fail_somehow', arguments: { how } }, id);

test('every line on standard output is JSON-RPC; the log is on standard error', async () => {
  const server = await child();
  const out = textOf(server.stdout);
  const err = textOf(server.stderr);
  const lines = [
    INITIALIZE,
    initialized,
    'not json at all',
    '{"jsonrpc":"2.0"}',
    call('user', 2),
    call('bug', 3),
  ];
  server.stdin.write(`${lines.join('\n')}\n`);
  await expect.poll(() => out.text.split('\n').filter(Boolean).length, SLOW).toBe(3);
  server.stdin.end();
  expect(await once(server, 'exit')).toEqual([0, null]);
  for (const line of out.text.trimEnd().split('\n'))
    expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
  expect(err.text).toContain('"outcome":"SOURCE_UNREACHABLE"');
  for (const line of err.text.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it in order', async (signal) => {
  const server = await child();
  const out = textOf(server.stdout);
  server.stdin.write(`${INITIALIZE}\n`);
  await expect.poll(() => out.text, SLOW).toContain('protocolVersion');
  server.kill(signal);
  expect(await once(server, 'exit')).toEqual([0, null]);
});

test('a waiting call does not keep it alive when its client has gone', async () => {
  const server = await child();
  const out = textOf(server.stdout);
  server.stdin.write(`${[INITIALIZE, initialized].join('\n')}\n`);
  await expect.poll(() => out.text, SLOW).toContain('protocolVersion');
  server.stdin.end(`${call('hang', 2)}\n`);
  expect(await once(server, 'exit')).toEqual([0, null]);
});
