import type { RunningServer } from '../../src/server.ts';

/** Ends the server on SIGTERM and SIGINT; the process then exits by itself. */
export function closeOnSignals(server: RunningServer, signals: NodeJS.EventEmitter): void {
  const stop = (): void => void server.close();
  for (const signal of ['SIGTERM', 'SIGINT']) signals.once(signal, stop);
  void server.closed.then(() => {
    for (const signal of ['SIGTERM', 'SIGINT']) signals.off(signal, stop);
  });
}
