/** Which proxy a request goes through: HTTP_PROXY, HTTPS_PROXY and NO_PROXY as Go programs read them. */

import { BlockList, isIP } from 'node:net';
import { AuditError } from '../errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The proxy for this URL; null means straight. Loopback never goes through a proxy. Throws USAGE for a broken one. */
export function proxyFor(url: URL, env: Env): URL | null {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = env[name.toLowerCase()] || env[name];
  if (!text || isLoopback(hostOf(url)) || isExcepted(url, env.no_proxy || env.NO_PROXY || '')) return null;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (/^https?:/i.test(full) && URL.canParse(full)) return new URL(full);
  throw new AuditError('USAGE', `${name} is not the address of an HTTP proxy`, {
    hint: 'write it like http://proxy:3128',
  });
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function isExcepted(url: URL, exceptions: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return exceptions
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => covers(entry.toLowerCase(), hostOf(url), port));
}

/** `*`, `host`, `.suffix`, `host:port`, an address, or a range like 10.0.0.0/8. A bare name covers what is below it. */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(entry, host);
  const [, name = entry, only] =
    /^(\[?.*?\]?)(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const bare = name.replace(/^\*?\.|^\[|\]$/g, '');
  return host.endsWith(`.${bare}`) || (host === bare && !/^\*?\./.test(name));
}

function isInRange(range: string, host: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}
