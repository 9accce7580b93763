/** Builds the ports of one run from flags and environment. Everything heavy is imported when a port is used. */

import { AuditError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { settingsOf } from '../settings.ts';
import type { CommandContext } from './command.ts';
import type { FlagValues } from './flag.ts';
import { scrapeRequestOf } from './scrape-request.ts';

/** A port may be asked more than once in a run; sources are read once. */
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

export function portsOf(values: FlagValues, context: CommandContext): Ports {
  const { environment, stdin, signal } = context;
  const isVerbose = Array.isArray(values.verbose);
  const note = (line: string): void => {
    if (values.quiet !== true) void context.terminal.note(`${line}\n`);
  };
  return {
    catalogue: once(async () =>
      (await import('../io/catalogue.ts')).loadCatalogue(values.catalogue as string | undefined),
    ),
    scrapes: once(async () => {
      const request = scrapeRequestOf(values, environment);
      if (request.sources.length === 0) noSource();
      const { readScrapes } = await import('../io/scrapes.ts');
      const { keplerReader } = await import('../kepler/reader.ts');
      const set = await readScrapes(request, {
        env: environment,
        stdin,
        signal,
        note,
        now: () => context.now().getTime(),
        openReader: keplerReader,
      });
      if (isVerbose)
        for (const { origin, bytes, sha256 } of set.scrapes)
          note(`read ${origin}: ${bytes} bytes, sha256 ${sha256}`);
      return set;
    }),
    intensitySeries: async (path) => (await import('../io/series.ts')).readIntensitySeries(path),
    savedReport: async (path) => (await import('../io/saved-report.ts')).readSavedReport(path, stdin),
    settings: settingsOf(environment),
    now: context.now,
  };
}
