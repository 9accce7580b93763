import { expect, test } from 'vitest';
import { createCallLog } from '../../src/mcp/call-log.ts';

const now = (): Date => new Date('2026-01-01T00:00:00Z');

function logOf(secrets: readonly string[] = []) {
  const lines: string[] = [];
  return { lines, log: createCallLog((line) => void lines.push(line), { now, secrets }) };
}

test('a call is one line of JSON', () => {
  const { lines, log } = logOf();
  const call = { method: 'tools/call', target: 'x\n{"event":"forged"}', caller: 'ada', transport: 'http' };
  log.call({ ...call, durationMs: 1.5, outcome: 'ok', bytes: 7 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: '2026-01-01T00:00:00.000Z',
    event: 'call',
    ...call,
    durationMs: 1.5,
    outcome: 'ok',
    bytes: 7,
  });
});

test('a failure comes with its causes', () => {
  const { lines, log } = logOf();
  log.failure('abc', new Error('outer', { cause: new Error('inner') }));
  expect(lines[0]).toMatch(/"reference":"abc".*Error: outer.*caused by Error: inner/);
});

test('tokens are never written, whoever put them there', () => {
  const { lines, log } = logOf(['a-secret-token']);
  log.failure('abc', new Error('refused a-secret-token'));
  log.event('started', { with: 'a-secret-token' });
  expect(lines.join()).not.toContain('a-secret-token');
});
