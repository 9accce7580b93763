/** A token bucket for each caller: short bursts pass, a flood is told when to come back. */

import { MS_PER_SECOND } from '../../units.ts';

export interface RateLimit {
  /** Seconds to wait, or 0 when the messages may pass (and are counted). */
  readonly take: (caller: string, messages: number) => number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** Callers remembered at most; the longest unseen is forgotten first. */
const MAX_CALLERS = 10_000;
/** A burst may spend this many seconds of the rate at once. */
const BURST_SECONDS = 2;

/** `perSecond` 0: no limit. */
export function createRateLimit(perSecond: number, steadyMs: () => number): RateLimit {
  if (perSecond === 0) return { take: () => 0 };
  const buckets = new Map<string, Bucket>();
  const full = perSecond * BURST_SECONDS;
  return {
    take(caller, messages) {
      const now = steadyMs();
      const bucket = buckets.get(caller) ?? { tokens: full, filledAtMs: now };
      buckets.delete(caller);
      buckets.set(caller, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_CALLERS && oldest !== undefined) buckets.delete(oldest);
      bucket.tokens = Math.min(full, bucket.tokens + ((now - bucket.filledAtMs) / MS_PER_SECOND) * perSecond);
      bucket.filledAtMs = now;
      if (bucket.tokens >= messages) {
        bucket.tokens -= messages;
        return 0;
      }
      return Math.max(1, Math.ceil((messages - bucket.tokens) / perSecond));
    },
  };
}
