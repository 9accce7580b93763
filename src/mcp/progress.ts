/** Tells a waiting client that work goes on: growing numbers, at most one message a second. */

import { MS_PER_SECOND } from '../units.ts';

export type SendProgress = (progress: number, message: string) => void;

/** Starts at once and repeats until stopped. */
export function startProgress(send: SendProgress | undefined, message: string): () => void {
  if (send === undefined) return () => {};
  let seconds = 0;
  const tell = (): void => send(seconds++, message);
  tell();
  const timer = setInterval(tell, MS_PER_SECOND);
  timer.unref();
  return () => clearInterval(timer);
}
