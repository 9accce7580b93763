/**
 * Builds the ports of one run from flags and environment. What reading a file needs is loaded at once, since a file more
 * costs more than the code in it; HTTP and what few commands need is loaded when a port is used.
 */

import { AuditError } from '../errors.ts';
import { loadCatalogue } from '../io/catalogue.ts';
import type { Interruption } from '../io/interruption.ts';
import { readScrapes } from '../io/scrapes.ts';
import type { Ports, ScrapeSet } from '../ports.ts';
import { settingsOf } from '../settings.ts';
import type { CommandContext } from './command.ts';
import type { FlagValues } from './flag.ts';
import { refuseIdleLive } from './idle-flags.ts';
import { scrapeRequestOf } from './scrape-request.ts';

/** A port may be asked more than once in a run; what it reads is read once. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let pending: Promise<Value> | null = null;
  return () => {
    pending ??= read();
    return pending;
  };
}

function noSource(): never {
  throw new AuditError('USAGE', 'no Kepler source is given', {
    hint: 'name one with --kepler URL, --kepler FILE or --kepler -, or set KEPLER_ENDPOINT',
  });
}

/** Reads all configured sources, each time it is called. Throws USAGE at once if none is configured. */
export function sourceReader(values: FlagValues, context: CommandContext) {
  const { environment, stdin, terminal, now } = context;
  const request = scrapeRequestOf(values, environment);
  if (request.sources.length === 0) noSource();
  refuseIdleLive(values, request.sources);
  const note = (line: string): void => {
    if (values.quiet !== true) void terminal.note(`${line}\n`);
  };
  return async (interruption: Interruption): Promise<ScrapeSet> => {
    const set = await readScrapes(request, {
      env: environment,
      stdin,
      interruption,
      note,
      now: () => now().getTime(),
    });
    if (Array.isArray(values.verbose)) {
      for (const { origin, bytes, sha256 } of set.scrapes)
        note(`read ${origin}: ${bytes} bytes, sha256 ${sha256}`);
    }
    return set;
  };
}

export type SourcelessPorts = Omit<Ports, 'scrapes'>;

/** All ports but the sources. */
export function sourcelessPorts(values: FlagValues, context: CommandContext): SourcelessPorts {
  const { environment, stdin, now } = context;
  return {
    catalogue: once(() => loadCatalogue(values.catalogue as string | undefined)),
    intensitySeries: async (path) => (await import('../io/series.ts')).readIntensitySeries(path),
    savedReport: async (path) => (await import('../io/saved-report.ts')).readSavedReport(path, stdin),
    settings: settingsOf(environment),
    now,
  };
}

export function portsOf(values: FlagValues, context: CommandContext): Ports {
  // Not kept for a second time, which nobody asks for: the readings of a large cluster fill memory.
  const scrapes = async () => sourceReader(values, context)(context.interruption);
  return { ...sourcelessPorts(values, context), scrapes };
}
