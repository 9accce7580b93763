import { expect, test } from 'vitest';
import { createSharedWork } from '../../src/mcp/shared-work.ts';

const fresh = (): AbortSignal => new AbortController().signal;

test('many askers, one piece of work', async () => {
  const { once } = createSharedWork<number>();
  let runs = 0;
  const work = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return ++runs;
  };
  const answers = await Promise.all(Array.from({ length: 10 }, () => once('q', fresh(), work)));
  expect(answers).toEqual(Array.from({ length: 10 }, () => 1));
  expect(await once('q', fresh(), work)).toBe(2); // done work is not kept here
});

test('different questions do not wait for each other', async () => {
  const { once } = createSharedWork<string>();
  const answers = await Promise.all(
    ['a', 'b'].map((question) => once(question, fresh(), async () => question)),
  );
  expect(answers).toEqual(['a', 'b']);
});

test('an error is everybody’s answer', async () => {
  const { once } = createSharedWork<string>();
  let runs = 0;
  const work = async (): Promise<string> => {
    runs++;
    await Promise.resolve();
    throw new Error('source down');
  };
  const answers = await Promise.allSettled([once('q', fresh(), work), once('q', fresh(), work)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(runs).toBe(1);
});

test('when the first asker leaves, the next one takes over', async () => {
  const { once } = createSharedWork<string>();
  const leader = new AbortController();
  const first = once('q', leader.signal, () => {
    return new Promise((_, reject) =>
      leader.signal.addEventListener('abort', () => reject(leader.signal.reason)),
    );
  }).catch(() => 'left');
  const second = once('q', fresh(), async () => 'worked out');
  const third = once('q', fresh(), async () => 'worked out');
  leader.abort();
  expect(await Promise.all([first, second, third])).toEqual(['left', 'worked out', 'worked out']);
});
