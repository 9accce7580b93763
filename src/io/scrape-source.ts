/** What one `--kepler` value names. */

import { AuditError } from '../errors.ts';
import { datedName } from './dated-source.ts';
import { endpointOf } from './endpoint.ts';

export type ScrapeSource =
  | { readonly kind: 'stdin'; readonly takenAtMs: number | null }
  | { readonly kind: 'files'; readonly pattern: string; readonly takenAtMs: number | null }
  | { readonly kind: 'endpoint'; readonly url: URL }
  /** All addresses of a name, each an endpoint of its own. */
  | { readonly kind: 'discovered'; readonly url: URL };

const STDIN = '-';

/** Reads a `--kepler` value. Throws USAGE for what it cannot be. */
export function scrapeSource(text: string): ScrapeSource {
  if (text.trim() === '') throw new AuditError('USAGE', 'a Kepler source is empty', { hint: KINDS });
  // Nearly all sources are names of files, and the engine takes long to compile what ignores case.
  return text.includes(':') ? addressedSource(text) : namedSource(text);
}

function addressedSource(text: string): ScrapeSource {
  if (/^https?:/i.test(text)) return { kind: 'endpoint', url: endpointOf(text) };
  if (/^dns(\+https?)?:/i.test(text)) return { kind: 'discovered', url: endpointOf(discoveredUrl(text)) };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined)
    throw new AuditError('USAGE', `cannot read from a ${scheme}: address`, { hint: KINDS });
  return namedSource(text);
}

function namedSource(text: string): ScrapeSource {
  const { name, takenAtMs } = datedName(text);
  return name === STDIN ? { kind: 'stdin', takenAtMs } : { kind: 'files', pattern: name, takenAtMs };
}

const KINDS = 'give http://HOST:28282/metrics, dns:HOST:PORT, a file, a quoted glob, or - for standard input';

/** `dns:HOST:PORT/path` and `dns+https://HOST:PORT` as the URL each address answers under. */
function discoveredUrl(text: string): string {
  const colon = text.indexOf(':');
  const scheme = /https/i.test(text.slice(0, colon)) ? 'https' : 'http';
  const rest = text.slice(colon + 1).replace(/^\/\//, '');
  if (/:\d+(\/|$)/.test(rest)) return `${scheme}://${rest}`;
  throw new AuditError('USAGE', `${text.slice(0, colon)}: needs a host and a port`, {
    hint: 'write it like dns:kepler.kepler.svc:28282',
  });
}
