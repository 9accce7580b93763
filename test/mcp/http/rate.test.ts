import { expect, test } from 'vitest';
import { createRateLimit } from '../../../src/mcp/http/rate.ts';

test('a burst of twice the rate passes, then the rate', () => {
  let steadyMs = 0;
  const { take } = createRateLimit(10, () => steadyMs);
  expect(Array.from({ length: 20 }, () => take('a', 1))).toEqual(Array.from({ length: 20 }, () => 0));
  expect(take('a', 1)).toBe(1);
  expect(take('b', 1)).toBe(0); // another caller has a bucket of its own
  steadyMs += 500;
  expect(take('a', 5)).toBe(0);
  expect(take('a', 1)).toBe(1);
});

test('the wait is as long as the messages need', () => {
  const { take } = createRateLimit(1, () => 0);
  expect(take('a', 2)).toBe(0);
  expect(take('a', 5)).toBe(5);
});

test('zero is no limit', () => {
  const { take } = createRateLimit(0, () => 0);
  expect(take('a', 1_000_000)).toBe(0);
});
