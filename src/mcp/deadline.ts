/** Each request has a deadline of its own: over stateless HTTP a cancellation may never arrive. */

import { MS_PER_SECOND } from '../units.ts';
import { Refusal } from './failure.ts';

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Throws Refusal CANCELLED when the caller has gone, TIMEOUT when the time is up; `run` is told through the signal. */
export async function withDeadline<T>(
  caller: AbortSignal,
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([caller, deadline]);
  try {
    return await Promise.race([run(signal), rejectOnAbort(signal)]);
  } catch (error) {
    if (caller.aborted)
      throw new Refusal('CANCELLED', 'The call was cancelled', 'Call again if it is still wanted');
    if (!deadline.aborted) throw error;
    throw new Refusal(
      'TIMEOUT',
      `No answer within ${timeoutMs / MS_PER_SECOND} s`,
      'The source may be slow: call again, or ask for one namespace',
    );
  }
}
