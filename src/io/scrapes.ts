/** Reads every Kepler source the user named. */

import { AuditError } from '../errors.ts';
import { keplerReader } from '../kepler/reader.ts';
import type { Scrape } from '../kepler/scrape.ts';
import { takenAtMsOf } from '../kepler/stamps.ts';
import type { ScrapeSet } from '../ports.ts';
import type { LiveResult, LiveSource } from './live-scrapes.ts';
import { type LocalSource, localReader, refuseSecondStdin } from './local-scrapes.ts';
import type { Reading, ScrapeEnvironment, ScrapeRequest } from './scrape-request.ts';
import { type ScrapeSource, scrapeSource } from './scrape-source.ts';
import { sparing } from './sparing-reader.ts';

/**
 * All scrapes in the order of their sources, the second round after the first.
 * Throws AuditError when a source the user named cannot be read; the reason of the interruption when one comes.
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
    scrapes: [...first, ...(live.rounds[1] ?? [])].map(({ scrape }) => dated(scrape)),
    missing: live.missing,
  };
}

/** In the report a time that the samples carry is that of the scrape, whichever way it came. */
function dated(scrape: Scrape): Scrape {
  const takenAtMs = takenAtMsOf(scrape);
  return takenAtMs === scrape.takenAtMs ? scrape : { ...scrape, takenAtMs };
}

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
  const { readLiveSources } = await import('./live-run.ts');
  const live = places.map((place) => ({ ...(sources[place] as LiveSource), place }));
  return readLiveSources(live, request, environment);
}
