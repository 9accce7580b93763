/** Ctrl-C stops cleanly the first time and at once the second. 128 + signal number is what shells expect. */

import type { Interruption } from '../io/interruption.ts';

const EXIT_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;

export const isInterrupted = (exitCode: number): boolean =>
  Object.values<number>(EXIT_OF_SIGNAL).includes(exitCode);

type Signal = keyof typeof EXIT_OF_SIGNAL;

export interface Signals {
  readonly interruption: Interruption;
  /** null: not interrupted. */
  readonly exitCode: () => number | null;
}

/** Listens until the process ends, which it does with the run. */
export function onSignals(parts: Pick<NodeJS.Process, 'on' | 'exit'>): Signals {
  let controller: AbortController | null = null;
  let received: Signal | null = null;
  const stop = (signal: Signal): void => {
    if (received !== null) parts.exit(EXIT_OF_SIGNAL[signal]);
    received = signal;
    controller?.abort();
  };
  parts.on('SIGINT', () => stop('SIGINT'));
  parts.on('SIGTERM', () => stop('SIGTERM'));
  return {
    interruption: {
      throwIfAborted: () => {
        if (received !== null) throw new Error(`interrupted by ${received}`);
      },
      get signal() {
        controller ??= new AbortController();
        if (received !== null) controller.abort();
        return controller.signal;
      },
    },
    exitCode: () => (received === null ? null : EXIT_OF_SIGNAL[received]),
  };
}
