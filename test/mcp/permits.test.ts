import { expect, test } from 'vitest';
import { createPermits } from '../../src/mcp/permits.ts';

const never = new AbortController().signal;

test('the next in the queue takes a permit that is given back', async () => {
  const permits = createPermits({ running: 1, waiting: 1 });
  const release = await permits.take(never);
  const second = permits.take(never);
  expect(permits.running()).toBe(1);
  release();
  release(); // giving back twice counts once
  (await second)();
  expect(permits.running()).toBe(0);
});

test('a full queue is told to come back', async () => {
  const permits = createPermits({ running: 1, waiting: 0 });
  await permits.take(never);
  await expect(permits.take(never)).rejects.toMatchObject({
    code: 'BUSY',
    hint: 'Call again in a few seconds',
  });
});

test('who gives up waiting leaves the queue', async () => {
  const permits = createPermits({ running: 1, waiting: 1 });
  const release = await permits.take(never);
  const gone = new AbortController();
  const waiting = permits.take(gone.signal).catch(() => 'gone');
  gone.abort();
  expect(await waiting).toBe('gone');
  const next = permits.take(never);
  release();
  (await next)();
  expect(permits.running()).toBe(0);
});
