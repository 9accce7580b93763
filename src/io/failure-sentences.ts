/** What goes wrong on the way to an endpoint, as a table: the code of Node, OpenSSL or undici, our sentence, what to do. */

import type { ErrorCode } from '../errors.ts';
import { shownUrl } from './endpoint.ts';
import { excerpt } from './excerpt.ts';

/** What the sentences speak of. */
export interface Circumstances {
  readonly url: URL;
  /** Bytes of the body that had come; null before the headers. */
  readonly bytes: number | null;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly clientCertificate: boolean;
  readonly proxy: URL | null;
}

export interface Sentence {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly what: (at: Circumstances, error: Error) => string;
  readonly hint?: (at: Circumstances, error: Error) => string;
}

const seconds = (ms: number): string => `${ms / 1000} s`;
const host = (at: Circumstances): string => (at.proxy ?? at.url).hostname;
const asHttps = (at: Circumstances): string => shownUrl(at.url).replace(/^http:/, 'https:');
const asHttp = (at: Circumstances): string => shownUrl(at.url).replace(/^https:/, 'http:');
const after = (at: Circumstances): string =>
  at.bytes === null ? 'before an answer came' : `after ${at.bytes} bytes`;

/** First match of the code counts; the order matters only where patterns overlap. */
export const NETWORK_SENTENCES: readonly Sentence[] = [
  {
    pattern: /^ECONNREFUSED$/,
    code: 'SOURCE_UNREACHABLE',
    what: () => 'connection refused',
    hint: () =>
      'is it running? From outside the cluster: kubectl -n kepler port-forward svc/kepler 28282:28282',
  },
  {
    pattern: /^(ENOTFOUND|EAI_NONAME|EAI_NODATA|ENODATA)$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) => `the name ${host(at)} is not known`,
    hint: () => 'names like kepler.kepler exist only inside the cluster',
  },
  {
    pattern: /^(EAI_|ESERVFAIL|EREFUSED$|ETIMEOUT$)/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) => `the name server gave no answer for ${host(at)}`,
    hint: () => 'try again, or give the address as a number',
  },
  {
    pattern: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) => `there is no route to ${host(at)}`,
  },
  {
    pattern: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) => `no connection within ${seconds(at.timeoutMs)}`,
    hint: () => 'a firewall or network policy may drop the packets',
  },
  {
    pattern: /^UND_ERR_HEADERS_TIMEOUT$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) => `connected, but no answer within ${seconds(at.timeoutMs)}`,
    hint: () => 'look whether it hangs, or give it more time with --timeout',
  },
  {
    pattern: /^UND_ERR_BODY_TIMEOUT$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) => `the answer stalled ${after(at)} for ${seconds(at.timeoutMs)}`,
    hint: () => 'look whether it hangs, or give it more time with --timeout',
  },
  {
    pattern: /^TimeoutError$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) =>
      at.bytes === null
        ? `no answer within ${seconds(at.deadlineMs)} in all`
        : `not finished within ${seconds(at.deadlineMs)} (${at.bytes} bytes had come)`,
  },
  {
    pattern: /^(ECONNRESET|EPIPE|ECONNABORTED)$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) => `the connection was reset ${after(at)}`,
    hint: hintForSilence,
  },
  {
    pattern: /^(UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
    code: 'SOURCE_UNREACHABLE',
    what: (at) =>
      `the connection was closed ${after(at)}${at.bytes === null ? '' : ', before the end of the text'}`,
    hint: hintForSilence,
  },
  {
    pattern: /^(HPE_|HTTPParserError$)/,
    code: 'SOURCE_REFUSED',
    what: () => 'what answers there does not speak HTTP',
    hint: (at) =>
      at.url.protocol === 'http:'
        ? `check the port; if it speaks TLS, write ${asHttps(at)}`
        : 'check the port',
  },
  {
    pattern: /^UND_ERR_HEADERS_OVERFLOW$/,
    code: 'SOURCE_REFUSED',
    what: () => 'the headers of the answer are too long',
    hint: () => 'check what answers there',
  },
];

/** Silence has different usual reasons with and without TLS; in the middle of a body there is nothing to guess. */
function hintForSilence(at: Circumstances): string {
  if (at.bytes !== null) return 'try again; the server or something in between may have been restarted';
  if (at.url.protocol === 'http:') return `the port may speak TLS: try ${asHttps(at)}`;
  return at.clientCertificate ? 'the server may not accept this client certificate' : CLIENT_CERTIFICATE;
}

const CLIENT_CERTIFICATE = 'the server may require a client certificate: --cert FILE --key FILE';

/** The names a certificate is for, as Node attaches them to its error. */
function certificateNames(error: Error): readonly string[] {
  const { cert } = error as { cert?: { subjectaltname?: string; subject?: { CN?: string } } };
  const names = cert?.subjectaltname?.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, '')) ?? [];
  return (names.length > 0 ? names : [cert?.subject?.CN ?? ''])
    .map((name) => excerpt(name))
    .filter((name) => name !== '');
}

/** What the certificate had to be for: --servername, else the host of the URL. */
function wantedName(at: Circumstances, error: Error): string {
  const { host: wanted } = error as { host?: unknown };
  return typeof wanted === 'string' ? wanted : at.url.hostname;
}

/** TLS: what OpenSSL says of the other side. */
export const TLS_SENTENCES: readonly Sentence[] = [
  {
    pattern:
      /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|SELF_SIGNED_CERT_IN_CHAIN)$/,
    code: 'SOURCE_REFUSED',
    what: () => 'its certificate is from an authority this machine does not trust',
    hint: () => 'give the certificate of the authority with --ca FILE',
  },
  {
    pattern: /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    code: 'SOURCE_REFUSED',
    what: () => 'its certificate is self-signed',
    hint: () => 'give that certificate with --ca FILE',
  },
  {
    pattern: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    code: 'SOURCE_REFUSED',
    what: (at, error) =>
      `its certificate is for ${certificateNames(error).join(', ') || 'no name'}, not for ${wantedName(at, error)}`,
    hint: (_, error) => `if that is the right server: --servername ${certificateNames(error)[0] ?? 'NAME'}`,
  },
  {
    pattern: /^CERT_HAS_EXPIRED$/,
    code: 'SOURCE_REFUSED',
    what: () => 'its certificate has expired',
    hint: () => 'renew it, or check the clock of this machine',
  },
  {
    pattern: /^CERT_NOT_YET_VALID$/,
    code: 'SOURCE_REFUSED',
    what: () => 'its certificate is not valid yet',
    hint: () => 'check the clocks of both machines',
  },
  {
    pattern:
      /ALERT_(HANDSHAKE_FAILURE|BAD_CERTIFICATE|CERTIFICATE_REQUIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|CERTIFICATE_EXPIRED|ACCESS_DENIED)|ALERT_NUMBER_116/,
    code: 'SOURCE_REFUSED',
    what: () => 'the server refused the TLS handshake',
    hint: (at) => (at.clientCertificate ? 'it does not accept this client certificate' : CLIENT_CERTIFICATE),
  },
  {
    pattern: /ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/,
    code: 'SOURCE_REFUSED',
    what: () => 'the server speaks only a TLS version that is no longer safe',
  },
  {
    pattern:
      /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|ERR_SSL_HTTP_REQUEST|ERR_SSL_RECORD_LAYER_FAILURE)$/,
    code: 'SOURCE_REFUSED',
    what: () => 'the port does not speak TLS',
    hint: (at) => `try ${asHttp(at)}`,
  },
  {
    pattern: /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|CRL_|INVALID_|EPROTO$)/,
    code: 'SOURCE_REFUSED',
    what: (_, error) => `TLS failed (${excerpt(codeOf(error))})`,
  },
];

/** The proxy: undici tells its status only in the message. */
export const PROXY_SENTENCES: readonly Sentence[] = [
  {
    pattern: /^Proxy response \(407\)|^Proxy Authentication Required/,
    code: 'SOURCE_REFUSED',
    what: () => 'the proxy wants a user name and password',
    hint: () => 'put them into HTTP_PROXY or HTTPS_PROXY: http://user:password@proxy:3128',
  },
  {
    pattern: /^Proxy response \(\d+\)/,
    code: 'SOURCE_UNREACHABLE',
    what: (_, error) => `the proxy refused the way there (HTTP ${/\d+/.exec(error.message)?.[0]})`,
    hint: (at) => `if it can be reached without: NO_PROXY=${at.url.hostname}`,
  },
];

/** The code of an error; its name where it has none. */
export function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
