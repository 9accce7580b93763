/** Scrapes that are already here: files, globs and standard input. */

import { normalize } from 'node:path';
import { AuditError } from '../errors.ts';
import type { Scrape } from '../kepler/scrape.ts';
import { pushStream, readScrapeFile } from './files.ts';
import { filesNamedBy } from './glob.ts';
import { openIntake, type TextReader } from './intake.ts';
import type { Interruption } from './interruption.ts';
import type { ScrapeSource } from './scrape-source.ts';
import { unreadable } from './zip-failure.ts';

export type LocalSource = Extract<ScrapeSource, { kind: 'files' | 'stdin' }>;

export interface LocalEnvironment {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly interruption: Interruption;
  readonly note: (line: string) => void;
  readonly openReader: (origin: string) => TextReader;
}

const STDIN_ORIGIN = 'standard input';

/** A reader of local sources that reads a file once however often it is named. */
export function localReader(
  environment: LocalEnvironment,
): (source: LocalSource) => Promise<readonly Scrape[]> {
  const seen = new Set<string>();
  return async (source) => {
    if (source.kind === 'stdin') return [{ ...(await readStdin(environment)), takenAtMs: source.takenAtMs }];
    const scrapes: Scrape[] = [];
    for (const path of filesNamedBy(source.pattern)) {
      const key = `${normalize(path)}@${source.takenAtMs}`;
      if (seen.has(key)) environment.note(`${path} is named twice and read once`);
      else scrapes.push(await readDatedFile(path, source.takenAtMs, environment));
      seen.add(key);
    }
    return scrapes;
  };
}

async function readDatedFile(
  path: string,
  takenAtMs: number | null,
  from: LocalEnvironment,
): Promise<Scrape> {
  const { openReader, interruption } = from;
  const scrape = await readScrapeFile({ path, reader: openReader(path), interruption });
  return { ...scrape, takenAtMs };
}

async function readStdin({ stdin, openReader, interruption }: LocalEnvironment) {
  const intake = openIntake({ origin: STDIN_ORIGIN, reader: openReader(STDIN_ORIGIN) });
  try {
    await pushStream(stdin, intake, interruption.signal);
    return await intake.end();
  } catch (error) {
    interruption.throwIfAborted();
    throw unreadable(STDIN_ORIGIN, error);
  }
}

/** Standard input can be read only once. Throws USAGE for a second `-`. */
export function refuseSecondStdin(sources: readonly ScrapeSource[]): void {
  if (sources.filter((source) => source.kind === 'stdin').length < 2) return;
  throw new AuditError('USAGE', 'standard input (-) is named twice as a source', {
    hint: 'it can be read once; save one of the scrapes to a file',
  });
}
