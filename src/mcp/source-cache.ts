/**
 * One reading of the configured sources serves every call for a while. Concurrent calls share one read; it is aborted
 * when the last of them has gone. Old data is given only when the operator allowed it, and the result says its age.
 */

import { AuditError } from '../errors.ts';
import type { ScrapeSet } from '../ports.ts';
import { MS_PER_SECOND } from '../units.ts';
import type { Metrics } from './metrics.ts';
import { createScrapeRing } from './scrape-ring.ts';

export interface SourceCacheOptions {
  readonly read: (signal: AbortSignal) => Promise<ScrapeSet>;
  readonly nowMs: () => number;
  /** Of a clock that nobody sets, with any zero. */
  readonly steadyMs: () => number;
  readonly ttlMs: number;
  /** How old an answer may be when the source fails. 0: never stale. */
  readonly staleOkMs: number;
  readonly metrics: Metrics;
}

export interface CachedSources {
  readonly set: ScrapeSet;
  /** Grows with every read; answers computed from the same version are the same. */
  readonly version: number;
  readonly ageMs: number;
  /** Why old data is given; null while the data is fresh. */
  readonly staleBecause: string | null;
}

export interface SourceCache {
  readonly current: (signal: AbortSignal) => Promise<CachedSources>;
  /** Version of data that is still fresh, without reading; null when a call would read. */
  readonly freshVersion: () => number | null;
  /** The last set that was read, however old, without reading. */
  readonly last: () => ScrapeSet | null;
}

interface Held {
  readonly set: ScrapeSet;
  readonly version: number;
  readonly readAtMs: number;
  readonly readAtSteadyMs: number;
}

/** A read that several calls wait for. */
interface SharedRead {
  readonly outcome: Promise<Held>;
  readonly controller: AbortController;
  waiters: number;
}

function withStaleWarning(set: ScrapeSet, ageMs: number, reason: string): ScrapeSet {
  const ageSeconds = Math.round(ageMs / MS_PER_SECOND);
  const warning = {
    code: 'STALE_SOURCE',
    level: 'warning' as const,
    message: `The sources could not be read; these figures are ${ageSeconds} s old (${reason})`,
    figures: { ageSeconds },
  };
  const [first, ...others] = set.scrapes;
  if (first === undefined) return set;
  const readings = { ...first.readings, warnings: [...first.readings.warnings, warning] };
  return { ...set, scrapes: [{ ...first, readings }, ...others] };
}

export function createSourceCache(options: SourceCacheOptions): SourceCache {
  const ring = createScrapeRing();
  let held: Held | null = null;
  let shared: SharedRead | null = null;
  let version = 0;

  /** By the clock that has gone further: that of the day may be set back, the steady one stands while a machine sleeps. */
  const ageMsOf = ({ readAtMs, readAtSteadyMs }: Held): number =>
    Math.max(options.nowMs() - readAtMs, options.steadyMs() - readAtSteadyMs);

  const isFresh = (one: Held | null): one is Held => one !== null && ageMsOf(one) < options.ttlMs;

  async function readNow(signal: AbortSignal): Promise<Held> {
    const startedAtMs = options.nowMs();
    try {
      const set = await options.read(signal);
      const [readAtMs, readAtSteadyMs] = [options.nowMs(), options.steadyMs()];
      const scrapes = ring.with(set.scrapes, {
        startedAtMs,
        endedAtMs: readAtMs,
        endedAtSteadyMs: readAtSteadyMs,
      });
      held = { set: { ...set, scrapes }, version: ++version, readAtMs, readAtSteadyMs };
      options.metrics.add('carbon_audit_source_reads_total', { outcome: 'ok' });
      return held;
    } catch (error) {
      const outcome = signal.aborted ? 'aborted' : 'failed';
      options.metrics.add('carbon_audit_source_reads_total', { outcome });
      throw error;
    }
  }

  function startRead(): SharedRead {
    const controller = new AbortController();
    const read: SharedRead = {
      controller,
      waiters: 0,
      outcome: readNow(controller.signal).finally(() => {
        if (shared === read) shared = null;
      }),
    };
    read.outcome.catch(() => {}); // every waiter handles it; without waiters nobody needs it
    return read;
  }

  function leave(read: SharedRead): void {
    read.waiters--;
    if (read.waiters > 0) return;
    if (shared === read) shared = null;
    read.controller.abort();
  }

  async function joinRead(signal: AbortSignal): Promise<Held> {
    shared ??= startRead();
    const read = shared;
    read.waiters++;
    let onAbort = (): void => {};
    const left = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([read.outcome, left]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      leave(read);
    }
  }

  function staleOr(error: unknown): CachedSources {
    if (held === null || !(error instanceof AuditError)) throw error;
    const ageMs = ageMsOf(held);
    if (ageMs > options.staleOkMs) throw error;
    return {
      set: withStaleWarning(held.set, ageMs, error.message),
      version: held.version,
      ageMs,
      staleBecause: error.message,
    };
  }

  return {
    freshVersion: () => (isFresh(held) ? held.version : null),
    last: () => held?.set ?? null,
    async current(signal) {
      signal.throwIfAborted();
      if (isFresh(held)) return { ...held, ageMs: ageMsOf(held), staleBecause: null };
      try {
        const read = await joinRead(signal);
        return { set: read.set, version: read.version, ageMs: 0, staleBecause: null };
      } catch (error) {
        if (signal.aborted) throw error;
        return staleOr(error);
      }
    },
  };
}
