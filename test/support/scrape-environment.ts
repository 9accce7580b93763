import { interruptedBy } from '../../src/io/interruption.ts';
import type { ScrapeEnvironment, ScrapeRequest } from '../../src/io/scrape-request.ts';
import { readScrapes } from '../../src/io/scrapes.ts';
import { plainReader } from './plain-reader.ts';

export const METRICS = 'kepler_node_cpu_watts{zone="package"} 12.5\n';

/** An environment without variables, an empty standard input, and what was read and noted. */
export function scrapeEnvironment(changes: Partial<ScrapeEnvironment> = {}) {
  const texts = new Map<string, string>();
  const notes: string[] = [];
  const environment: ScrapeEnvironment = {
    env: {},
    stdin: (async function* () {})(),
    now: Date.now,
    interruption: interruptedBy(new AbortController().signal),
    note: (line) => void notes.push(line),
    openReader: plainReader(texts),
    ...changes,
  };
  return { environment, texts, notes };
}

/** Reads sources once in such an environment. */
export function scrape(
  source: string | readonly string[],
  request: Partial<ScrapeRequest> = {},
  changes: Partial<ScrapeEnvironment> = {},
) {
  const sources = typeof source === 'string' ? [source] : source;
  return readScrapes({ sources, intervalSeconds: null, ...request }, scrapeEnvironment(changes).environment);
}
