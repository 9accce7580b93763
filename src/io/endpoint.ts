/** The address of a Kepler endpoint: an http or https URL without secrets in it. */

import { AuditError } from '../errors.ts';
import { rfc3339Ms } from './dated-source.ts';

const DEFAULT_PATH = '/metrics';

/** A checked URL; one without a path gets `/metrics`. Throws USAGE for a broken one and for one with a password. */
export function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') {
    throw new AuditError('USAGE', `"${withoutUserinfo(text)}" is not a URL`, {
      hint: 'write it like http://HOST:28282/metrics',
    });
  }
  refuseUserinfo(url);
  refuseTime(url);
  url.hash = '';
  if (url.pathname === '/') url.pathname = DEFAULT_PATH;
  return url;
}

function refuseUserinfo(url: URL): void {
  if (url.username === '' && url.password === '') return;
  throw new AuditError('USAGE', `the address of ${url.host} has a user name or password in it`, {
    hint: 'use --basic-file FILE or CARBON_AUDIT_BASIC instead; addresses end up in logs and reports',
  });
}

function refuseTime(url: URL): void {
  const at = url.pathname.lastIndexOf('@');
  if (at < 0 || rfc3339Ms(url.pathname.slice(at + 1)) === null) return;
  throw new AuditError('USAGE', `${shownUrl(url)} is a live endpoint and cannot have a time`, {
    hint: 'use --interval 30s to read it twice',
  });
}

const SECRET_PARAMETER = /token|secret|passw|key|auth|signature/i;

/** The URL as it may be shown: no user name, no password, no secret query values, no fragment. */
export function shownUrl(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  shown.hash = '';
  for (const name of [...shown.searchParams.keys()]) {
    if (SECRET_PARAMETER.test(name)) shown.searchParams.set(name, '***');
  }
  return shown.href;
}

function withoutUserinfo(text: string): string {
  return text.replace(/\/\/[^/]*@/, '//***@');
}
