import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counterDelta } from '../../src/kepler/counter-delta.ts';

const NONE = Number.NaN;

test.each([
  ['a steady counter', { before: 10, after: 25, ended: NONE }, 15, 'steady'],
  ['a counter that stands still', { before: 10, after: 10, ended: NONE }, 0, 'steady'],
  ['a fall is a restart from 0: a lower bound', { before: 100, after: 7, ended: NONE }, 7, 'reset'],
  ['a restart with its end listed is exact', { before: 100, after: 7, ended: 130 }, 37, 'restart'],
  [
    'a restart that outgrew the old value is seen by its end',
    { before: 1, after: 3, ended: 5 },
    7,
    'restart',
  ],
  ['an end below the last value says nothing about it', { before: 100, after: 7, ended: 60 }, 7, 'reset'],
  [
    'a restart known from elsewhere that outgrew the old value',
    { before: 1000, after: 1801, ended: NONE, hasRestarted: true },
    1801,
    'reset',
  ],
  ['an end', { before: 100, after: NONE, ended: 130 }, 30, 'terminated'],
  ['no end', { before: 100, after: NONE, ended: NONE }, NONE, 'gone'],
  ['an end below the last value is no end of it', { before: 100, after: NONE, ended: 60 }, NONE, 'gone'],
  ['a new counter counts from 0', { before: NONE, after: 7, ended: NONE }, 7, 'new'],
  ['a new counter beside an old end counts alone', { before: NONE, after: 7, ended: 5000 }, 7, 'new'],
  ['an end alone is never an increase', { before: NONE, after: NONE, ended: 5000 }, NONE, 'absent'],
] as const)('%s', (_what, values, joules, event) => {
  expect(counterDelta(values)).toMatchObject({ joules, event });
});

const level = fc.double({ min: 0, max: 1e12, noNaN: true });
const maybe = fc.oneof(level, fc.constant(NONE));

test('law: energy is never negative, and never more than what the counters can have counted', () => {
  fc.assert(
    fc.property(maybe, maybe, maybe, (before, after, ended) => {
      const { joules } = counterDelta({ before, after, ended });
      if (Number.isNaN(joules)) return;
      const most = (Number.isNaN(after) ? 0 : after) + (Number.isNaN(ended) ? 0 : ended);
      expect(joules).toBeGreaterThanOrEqual(0);
      expect(joules).toBeLessThanOrEqual(most);
    }),
  );
});

test('law: a value is exact only if every end beside it is of the run that was seen', () => {
  fc.assert(
    fc.property(maybe, maybe, maybe, fc.boolean(), (before, after, ended, hasRestarted) => {
      const { joules, event, isBound } = counterDelta({ before, after, ended, hasRestarted });
      if (Number.isNaN(joules)) return;
      if (Number.isNaN(before)) expect(isBound).toBe(hasRestarted || !Number.isNaN(ended));
      else expect(isBound).toBe(hasRestarted || event === 'reset');
    }),
  );
});

test('law: a counter restarted at any moment loses energy at most, never gains any', () => {
  fc.assert(
    fc.property(level, level, level, (before, untilRestart, sinceRestart) => {
      const { joules } = counterDelta({ before, after: sinceRestart, ended: NONE });
      // Where the restart shows (a fall) the truth is untilRestart + sinceRestart.
      if (sinceRestart < before) expect(joules).toBeLessThanOrEqual(untilRestart + sinceRestart);
      else expect(joules).toBe(sinceRestart - before);
    }),
  );
});
