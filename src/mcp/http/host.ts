/**
 * Which names a request may address this server by. A web page of an attacker whose name resolves to our address
 * (DNS rebinding) sends its own name as Host, and is refused.
 */

import { isIP } from 'node:net';

export const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'] as const;

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    host === '[::1]' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

/** A Host header is a name or address and perhaps a port; anything a URL would read as more is none. */
const HOST_HEADER = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/;

/** Lower case, IPv6 in brackets and in its short form; null for what is no host. */
export function hostnameOf(header: string | undefined): string | null {
  if (header === undefined || !HOST_HEADER.test(header)) return null;
  try {
    return new URL(`http://${header}`).hostname;
  } catch {
    return null;
  }
}

const ANY = new Set(['0.0.0.0', '::', '[::]']);

/** Loopback names, the address bound to, and what the operator added; `*` allows every name. */
export function hostCheck(
  bound: string,
  allowed: readonly string[],
): (header: string | undefined) => boolean {
  if (allowed.includes('*')) return () => true;
  const own = ANY.has(bound) ? [] : [isIP(bound) === 6 ? `[${bound}]` : bound];
  const names = [...LOOPBACK_NAMES, ...own, ...allowed].map((name) => hostnameOf(name) ?? name.toLowerCase());
  const known = new Set(names);
  return (header) => {
    const name = hostnameOf(header);
    return name !== null && known.has(name);
  };
}
