/** At most so many tool calls at once; a bounded number wait their turn, the rest are told to come back. */

import { Refusal } from './failure.ts';

export interface Permits {
  /** Resolves to the function that gives the permit back. Throws BUSY when the queue is full. */
  readonly take: (signal: AbortSignal) => Promise<() => void>;
  readonly running: () => number;
}

export function createPermits(limits: { running: number; waiting: number }): Permits {
  const queue = new Set<() => void>();
  let running = 0;
  const release = (): (() => void) => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      running--;
      const [next] = queue;
      next?.();
    };
  };
  const wait = (signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const turn = (): void => {
        queue.delete(turn);
        signal.removeEventListener('abort', leave);
        running++;
        resolve(release());
      };
      const leave = (): void => {
        queue.delete(turn);
        reject(signal.reason);
      };
      queue.add(turn);
      signal.addEventListener('abort', leave, { once: true });
    });
  return {
    running: () => running,
    take: async (signal) => {
      signal.throwIfAborted();
      if (running < limits.running) {
        running++;
        return release();
      }
      if (queue.size < limits.waiting) return wait(signal);
      throw new Refusal('BUSY', 'The server is busy with other calls', 'Call again in a few seconds');
    },
  };
}
