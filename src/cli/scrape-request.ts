/** Source flags and environment as a request to the reader of sources. */

import type { ScrapeRequest } from '../io/scrape-request.ts';
import { MS_PER_SECOND } from '../units.ts';
import type { FlagValues } from './flag.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const text = (value: unknown): { readonly value: string } | null =>
  typeof value === 'string' ? { value } : null;

/** KEPLER_ENDPOINT of the former system holds one address; several are separated by commas. */
function sourcesOf(values: FlagValues, environment: Environment): readonly string[] {
  const given = values.kepler;
  if (Array.isArray(given)) return given;
  const fallback = environment.KEPLER_ENDPOINT;
  return fallback ? fallback.split(',').map((source) => source.trim()) : [];
}

function filled(entries: Readonly<Record<string, unknown>>): Record<string, string> {
  const known = Object.entries(entries).flatMap(([name, value]) => {
    const found = text(value);
    return found === null ? [] : [[name, found.value] as const];
  });
  return Object.fromEntries(known);
}

const DEFAULT_TIMEOUT_MS = 10 * MS_PER_SECOND;
const DEFAULT_DEADLINE_MS = 60 * MS_PER_SECOND;
/** Decoded; a scrape of one busy node is a few MB. */
const MAX_BYTES = 512 * 1024 * 1024;

export function scrapeRequestOf(values: FlagValues, environment: Environment): ScrapeRequest {
  const intervalMs = values.interval as number | undefined;
  return {
    sources: sourcesOf(values, environment),
    intervalSeconds: intervalMs === undefined ? null : intervalMs / MS_PER_SECOND,
    timeoutMs: (values.timeout as number | undefined) ?? DEFAULT_TIMEOUT_MS,
    deadlineMs: (values.deadline as number | undefined) ?? DEFAULT_DEADLINE_MS,
    maxBytes: MAX_BYTES,
    tls: {
      ...filled({
        ca: values.ca,
        cert: values.cert,
        key: values.key,
        servername: values.servername,
      }),
      insecure: values.insecure === true,
    },
    auth: filled({ bearerFile: values.bearerFile, basicFile: values.basicFile }),
  };
}
