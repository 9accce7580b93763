/** Reads every Kepler source the user named. */

import { AuditError } from '../errors.ts';
import { keplerReader } from '../kepler/reader.ts';
import type { Scrape } from '../kepler/scrape.ts';
import type { ScrapeSet } from '../ports.ts';
import { MS_PER_SECOND } from '../units.ts';
import type { Resolve } from './addresses.ts';
import type { AuthFiles } from './credentials.ts';
import type { TextReader } from './intake.ts';
import type { LiveResult, LiveRun, LiveSource } from './live-scrapes.ts';
import { type LocalSource, localReader, refuseSecondStdin } from './local-scrapes.ts';
import { type ScrapeSource, scrapeSource } from './scrape-source.ts';
import { sparing } from './sparing-reader.ts';
import type { TlsFiles } from './tls.ts';

export interface ScrapeRequest {
  /** Each a URL, dns:HOST:PORT, FILE, GLOB or `-`; files and `-` may carry `@TIME`. */
  readonly sources: readonly string[];
  /** Reads live endpoints a second time after so long; null reads them once. */
  readonly intervalSeconds: number | null;
  /** For connecting, for the headers, and for every pause in the body of one request. */
  readonly timeoutMs?: number;
  /** For one round over all live endpoints, without the interval between two rounds. */
  readonly deadlineMs?: number;
  /** Cap on the decoded text of one live endpoint; files are not capped. */
  readonly maxBytes?: number;
  readonly tls?: TlsFiles;
  readonly auth?: AuthFiles;
}

export interface ScrapeEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly now: () => number;
  /** Aborted by Ctrl-C; its reason is thrown. */
  readonly signal: AbortSignal;
  /** A line for people, on stderr. */
  readonly note: (line: string) => void;
  /** Addresses behind the host of a `dns:` source; the system's resolver unless given. */
  readonly resolve?: Resolve;
  readonly openReader?: (origin: string) => TextReader;
}

// A page of Kepler comes in milliseconds; 10 s is Prometheus' own default scrape timeout (2.x and 3.x).
const TIMEOUT_MS = 10_000;
const DEADLINE_MS = 60_000;
// Half a gigabyte of text is some four million series: far above a node, far below what fills a machine.
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * All scrapes in the order of their sources, the second round after the first.
 * Throws AuditError when a source the user named cannot be read; the abort reason when the signal fires.
 */
export async function readScrapes(
  request: ScrapeRequest,
  environment: ScrapeEnvironment,
): Promise<ScrapeSet> {
  const sources = request.sources.map(scrapeSource);
  if (sources.length === 0)
    throw new AuditError('USAGE', 'no Kepler source is named', { hint: 'give --kepler' });
  refuseSecondStdin(sources);
  refuseIdleInterval(request, sources);
  const openReader = sparing(environment.openReader ?? keplerReader);
  const local = await readLocal(sources, { ...environment, openReader });
  const live = await readLiveOf(sources, request, { ...environment, openReader });
  const first = [...local, ...(live.rounds[0] ?? [])].sort((a, b) => a.place - b.place);
  return {
    scrapes: [...first, ...(live.rounds[1] ?? [])].map(({ scrape }) => scrape),
    missing: live.missing,
  };
}

type Reading = ScrapeEnvironment & Required<Pick<ScrapeEnvironment, 'openReader'>>;

function isLocal(source: ScrapeSource): source is LocalSource {
  return source.kind === 'files' || source.kind === 'stdin';
}

function refuseIdleInterval({ intervalSeconds }: ScrapeRequest, sources: readonly ScrapeSource[]): void {
  if (intervalSeconds === null) return;
  if (!(intervalSeconds > 0 && Number.isFinite(intervalSeconds))) {
    throw new AuditError('USAGE', `an interval of ${intervalSeconds} s is none`, {
      hint: 'give --interval 30s',
    });
  }
  if (!sources.every(isLocal)) return;
  throw new AuditError('USAGE', '--interval needs a live endpoint; files do not change while one waits', {
    hint: 'give two files with their times: --kepler a.prom@2025-10-21T07:00:00Z --kepler b.prom@2025-10-21T07:00:30Z',
  });
}

async function readLocal(sources: readonly ScrapeSource[], environment: Reading) {
  const read = localReader(environment);
  const found: { place: number; scrape: Scrape }[] = [];
  for (const [place, source] of sources.entries()) {
    if (isLocal(source)) found.push(...(await read(source)).map((scrape) => ({ place, scrape })));
  }
  return found;
}

/** HTTP and its library are loaded only when there is something live to read: a file costs no start-up for them. */
async function readLiveOf(
  sources: readonly ScrapeSource[],
  request: ScrapeRequest,
  environment: Reading,
): Promise<LiveResult> {
  const places = [...sources.keys()].filter((place) => !isLocal(sources[place] as ScrapeSource));
  if (places.length === 0) return { rounds: [], missing: [] };
  const { readLive } = await import('./live-scrapes.ts');
  const live = places.map((place) => ({ ...(sources[place] as LiveSource), place }));
  return readLive(live, await liveRun(request, environment));
}

async function liveRun(request: ScrapeRequest, environment: Reading): Promise<LiveRun> {
  const [{ systemResolve }, { readCredentials }, { readTls }] = await Promise.all([
    import('./addresses.ts'),
    import('./credentials.ts'),
    import('./tls.ts'),
  ]);
  const { env, now, signal, note, resolve = systemResolve, openReader } = environment;
  const { timeoutMs = TIMEOUT_MS, deadlineMs = DEADLINE_MS, maxBytes = MAX_BYTES, intervalSeconds } = request;
  const tls = readTls(request.tls ?? {}, env);
  const credentials = readCredentials(request.auth ?? {}, env);
  const session = { tls, credentials, env, timeoutMs, deadlineMs, maxBytes, openReader, now };
  const intervalMs = intervalSeconds === null ? null : intervalSeconds * MS_PER_SECOND;
  return { session, intervalMs, resolve, signal, note };
}
