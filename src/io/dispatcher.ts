/** The connection of one request: straight or through a proxy, to the host of the URL or to one of its addresses. */

import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { TlsMaterial } from './tls.ts';

export interface Route {
  readonly tls: TlsMaterial;
  /** False once a redirect has led to another origin: then our certificate stays here. */
  readonly identified: boolean;
  /** One address of the host; null asks the system's resolver. */
  readonly address: string | null;
  readonly proxy: URL | null;
  readonly connectTimeoutMs: number;
}

/** A dispatcher for one request; destroy it afterwards. */
export function openDispatcher(route: Route): Dispatcher {
  const { trust, identity } = route.tls;
  const timeout = route.connectTimeoutMs;
  const tls = { ...trust, ...(route.identified ? identity : {}), timeout };
  if (route.proxy === null) {
    const lookup = route.address === null ? {} : { lookup: lookupOf(route.address) };
    return new Agent({ connect: { ...tls, ...lookup } });
  }
  // Proxies take plain http requests as they are; many refuse a tunnel to any port but 443.
  return new ProxyAgent({
    uri: route.proxy.href,
    requestTls: tls,
    proxyTls: { ...trust, timeout },
    proxyTunnel: false,
  });
}

/** Answers every lookup with one address, so that Host header, SNI and certificate check keep the name. */
function lookupOf(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}
