/** Reads every Kepler source the user named. */

import { AuditError } from '../errors.ts';
import type { Scrape } from '../kepler/scrape.ts';
import type { ScrapeSet } from '../ports.ts';
import type { TextReader } from './intake.ts';
import { localReader, refuseSecondStdin } from './local-scrapes.ts';
import { scrapeSource } from './scrape-source.ts';

export interface ScrapeRequest {
  /** Each a URL, dns:HOST:PORT, FILE, GLOB or `-`; files and `-` may carry `@TIME`. */
  readonly sources: readonly string[];
}

export interface ScrapeEnvironment {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
  readonly openReader: (origin: string) => TextReader;
}

/** All scrapes in the order of their sources. Throws AuditError when a source the user named cannot be read. */
export async function readScrapes(
  request: ScrapeRequest,
  environment: ScrapeEnvironment,
): Promise<ScrapeSet> {
  const sources = request.sources.map(scrapeSource);
  if (sources.length === 0)
    throw new AuditError('USAGE', 'no Kepler source is named', { hint: 'give --kepler' });
  refuseSecondStdin(sources);
  const readLocal = localReader(environment);
  const scrapes: Scrape[] = [];
  for (const source of sources) {
    if (source.kind === 'stdin' || source.kind === 'files') scrapes.push(...(await readLocal(source)));
  }
  return { scrapes, missing: [] };
}
