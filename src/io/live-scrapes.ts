/** Live endpoints, all at once, and a second time after an interval. */

import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { AuditError } from '../errors.ts';
import type { Scrape } from '../kepler/scrape.ts';
import { addressesBehind, type Resolve } from './addresses.ts';
import { refuseClockStep } from './clock-step.ts';
import { shownUrl } from './endpoint.ts';
import { type LiveScrape, readEndpoint, type Session, type Target } from './http.ts';
import type { ScrapeSource } from './scrape-source.ts';

/** A live source and its place among all sources, which orders the result. */
export type LiveSource = Extract<ScrapeSource, { kind: 'endpoint' | 'discovered' }> & {
  readonly place: number;
};

export interface LiveRun {
  readonly session: Session;
  /** null reads once. */
  readonly intervalMs: number | null;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
}

interface Placed {
  readonly place: number;
  readonly scrape: Scrape;
}

export interface LiveResult {
  /** One list per round. */
  readonly rounds: readonly (readonly Placed[])[];
  readonly missing: readonly { readonly origin: string; readonly reason: string }[];
}

interface PlacedTarget extends Target {
  readonly place: number;
  readonly discovered: boolean;
}

/** Reads all endpoints. An endpoint the user named must answer; of a discovered name one address is enough. */
export async function readLive(sources: readonly LiveSource[], run: LiveRun): Promise<LiveResult> {
  const once = onceEach(sources, run.note);
  const targets = await within(run, (signal) => targetsOf(once, { resolve: run.resolve, signal }));
  const first = await round(targets, run);
  refuse(first);
  if (run.intervalMs === null) return { rounds: [placed(first, null)], missing: missingOf(first) };
  await pause(run.intervalMs, run);
  const second = await round(
    targets.filter((target) => answeredIn(first, target)),
    run,
  );
  refuse(second);
  refuseClockStep(readTimeIn(first), readTimeIn(second));
  // A node that answered only once has no window; it is missing rather than judged by other rules than its neighbours.
  const both = first.filter(({ target }) => answeredIn(second, target));
  return { rounds: [placed(both, run), placed(second, run)], missing: missingOf([...first, ...second]) };
}

type Outcome = { readonly target: PlacedTarget } & (
  | { readonly scrape: LiveScrape }
  | { readonly error: AuditError }
);

function onceEach(sources: readonly LiveSource[], note: (line: string) => void): readonly LiveSource[] {
  const seen = new Set<string>();
  return sources.filter(({ kind, url }) => {
    const key = `${kind} ${url.href}`;
    if (seen.has(key)) note(`${shownUrl(url)} is named twice and read once`);
    return !seen.has(key) && seen.add(key);
  });
}

type Discover = Pick<LiveRun, 'resolve' | 'signal'>;

async function targetsOf(
  sources: readonly LiveSource[],
  { resolve, signal }: Discover,
): Promise<PlacedTarget[]> {
  const found = sources.map(async ({ kind, url, place }): Promise<readonly PlacedTarget[]> => {
    const discovered = kind === 'discovered';
    if (!discovered) return [{ url, address: null, origin: shownUrl(url), place, discovered }];
    const targets = await addressesBehind(url, resolve, signal);
    return targets.map((target) => ({ ...target, place, discovered }));
  });
  return (await Promise.all(found)).flat();
}

async function round(targets: readonly PlacedTarget[], run: LiveRun): Promise<readonly Outcome[]> {
  return within(run, (signal) =>
    Promise.all(
      targets.map(async (target): Promise<Outcome> => {
        try {
          return { target, scrape: await readEndpoint(target, run.session, signal) };
        } catch (error) {
          run.signal.throwIfAborted();
          if (error instanceof AuditError) return { target, error };
          throw error;
        }
      }),
    ),
  );
}

/** Runs under the total deadline and under the signal of the whole run; leaves nothing running behind it. */
async function within<T>(run: LiveRun, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const failed = new AbortController();
  const deadline = AbortSignal.timeout(run.session.deadlineMs);
  const signal = AbortSignal.any([run.signal, deadline, failed.signal]);
  setMaxListeners(0, signal); // Every request listens to it; Node would warn of a leak from the eleventh on.
  try {
    return await work(signal);
  } catch (error) {
    run.signal.throwIfAborted();
    throw error;
  } finally {
    failed.abort();
  }
}

async function pause(intervalMs: number, { signal, note }: LiveRun): Promise<void> {
  note(`waiting ${intervalMs / 1000} s for the second scrape`);
  await delay(intervalMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}

const failures = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap((outcome) => ('error' in outcome ? [outcome] : []));

const readTimeIn = (outcomes: readonly Outcome[]): LiveScrape['readTime'] | undefined =>
  outcomes.flatMap((outcome) => ('scrape' in outcome ? [outcome.scrape.readTime] : []))[0];

function answeredIn(outcomes: readonly Outcome[], target: PlacedTarget): boolean {
  return outcomes.some((outcome) => outcome.target === target && 'scrape' in outcome);
}

function missingOf(outcomes: readonly Outcome[]): LiveResult['missing'] {
  return failures(outcomes).map(({ target, error }) => ({ origin: target.origin, reason: error.message }));
}

/** Throws for named endpoints without an answer, and for discovered names of which no address answers. */
function refuse(outcomes: readonly Outcome[]): void {
  const answered = new Set(
    outcomes.flatMap((outcome) => ('scrape' in outcome ? [outcome.target.place] : [])),
  );
  const fatal = failures(outcomes).filter(({ target }) => !target.discovered || !answered.has(target.place));
  const [first] = fatal;
  if (first === undefined) return;
  throw fatal.length === 1 ? first.error : summed(fatal, outcomes.length);
}

const MOST_SENTENCES = 3;

function summed(failed: ReturnType<typeof failures>, asked: number): AuditError {
  const errors = failed.map(({ error }) => error);
  const shown = errors.slice(0, MOST_SENTENCES).map(({ message }) => message);
  const more = errors.length > shown.length ? `; and ${errors.length - shown.length} more` : '';
  const { code = 'SOURCE_UNREACHABLE', hint } = errors[0] ?? {};
  const details = { cause: errors[0], ...(hint === undefined ? {} : { hint }) };
  return new AuditError(
    code,
    `${errors.length} of ${asked} endpoints failed: ${shown.join('; ')}${more}`,
    details,
  );
}

/** With an interval a scrape is dated by the clock; a single one stays undated, like the same page from a file. */
function placed(outcomes: readonly Outcome[], dated: LiveRun | null): readonly Placed[] {
  return outcomes.flatMap((outcome) => {
    if (!('scrape' in outcome)) return [];
    const { scrape } = outcome;
    const takenAtMs = dated === null ? null : scrape.readTime.atMs;
    return [{ place: outcome.target.place, scrape: { ...scrape, takenAtMs } }];
  });
}
