/** `dns:HOST:PORT`: every address behind a name, as a headless Service has one per node. */

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AuditError } from '../errors.ts';
import { shownUrl } from './endpoint.ts';
import type { Target } from './http.ts';
import { networkFailure } from './network-failure.ts';
import { untilAborted } from './until-aborted.ts';

/** All addresses of a host, IPv4 and IPv6. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** The system's resolver, so that search domains of a pod and /etc/hosts count. */
export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

/** One target per address, in the order of the addresses. Throws SOURCE_UNREACHABLE where the name has none. */
export async function addressesBehind(
  url: URL,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<readonly Target[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A system lookup cannot be stopped; this only stops waiting for it.
  const found = await untilAborted(resolve(host), signal).catch((error: unknown) => {
    const at = { url, bytes: null, timeoutMs: 0, deadlineMs: 0, clientCertificate: false, proxy: null };
    throw networkFailure(shownUrl(url), error, at);
  });
  const addresses = [...new Set(found)].filter((address) => isIP(address) !== 0).sort();
  if (addresses.length === 0) throw new AuditError('SOURCE_UNREACHABLE', `${host} has no addresses`);
  return addresses.map((address) => ({ url, address, origin: `${shownUrl(url)} (${address})` }));
}
