/** Where a redirect leads, and what may go with it. */

import { AuditError } from '../errors.ts';
import { shownUrl } from './endpoint.ts';

export const MOST_REDIRECTS = 3;

/** One request on the way to the answer. */
export interface Hop {
  readonly url: URL;
  /** Credentials and client certificate go only to the origin the user named; once left, never again. */
  readonly identified: boolean;
  readonly redirects: number;
}

// RFC 9110 section 15.4 (2022); 300 and 304 are no instruction to go elsewhere.
const REDIRECT_STATUS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export function isRedirect(status: number): boolean {
  return REDIRECT_STATUS.has(status);
}

/** The next request. Throws SOURCE_REFUSED for too many, for none, and for a way out of TLS. */
export function nextHop(hop: Hop, location: string | undefined, origin: string): Hop {
  const refuse = (what: string, hint: string) =>
    new AuditError('SOURCE_REFUSED', `cannot read ${origin}: ${what}`, { hint });
  if (hop.redirects >= MOST_REDIRECTS)
    throw refuse(`it redirects more than ${MOST_REDIRECTS} times`, 'give the address it ends at');
  if (!location || !URL.canParse(location, hop.url.href))
    throw refuse('it redirects to nowhere', 'check what answers there');
  const url = new URL(location, hop.url);
  const target = shownUrl(url);
  if (!/^https?:$/.test(url.protocol))
    throw refuse(`it redirects to ${target}`, 'only http and https are followed');
  if (hop.url.protocol === 'https:' && url.protocol === 'http:') {
    throw refuse(
      `it redirects from https to ${target}`,
      'give that address itself if plain http is what you want',
    );
  }
  return { url, identified: hop.identified && url.origin === hop.url.origin, redirects: hop.redirects + 1 };
}
