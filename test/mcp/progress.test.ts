import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgress } from '../../src/mcp/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('progress grows with every message, once a second, until it is stopped', () => {
  const sent: number[] = [];
  const stop = startProgress((progress) => void sent.push(progress), 'reading');
  vi.advanceTimersByTime(3500);
  stop();
  vi.advanceTimersByTime(5000);
  expect(sent).toEqual([0, 1, 2, 3]);
});

test('nobody is told who did not ask', () => {
  const stop = startProgress(undefined, 'reading');
  expect(vi.getTimerCount()).toBe(0);
  stop();
});
