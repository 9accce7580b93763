/** Whether an HTTP answer can be a page of metrics; if not, the sentence that says what it is. */

import { STATUS_CODES } from 'node:http';
import { gunzipSync, constants as zlib } from 'node:zlib';
import { AuditError } from '../errors.ts';
import { excerpt } from './excerpt.ts';

export interface Answer {
  readonly origin: string;
  readonly status: number;
  readonly contentType: string;
  readonly contentEncoding: string;
}

export interface Asker {
  /** Whether credentials went with the request, and which words must not come back in a message. */
  readonly credentialsSent: boolean;
  readonly credentialsHeldBack: boolean;
  readonly secrets: readonly string[];
}

/** What may come with a 200. Throws SCRAPE_NOT_METRICS for web pages, SOURCE_REFUSED for other formats. */
export function checkFormat({ origin, contentType, contentEncoding }: Answer): void {
  if (/^text\/html|^application\/xhtml/i.test(contentType)) throw webPage(origin);
  const refuse = (what: string) =>
    new AuditError('SOURCE_REFUSED', `cannot read ${origin}: ${what}`, {
      hint: 'text was asked for; check what stands in between',
    });
  if (/protobuf/i.test(contentType)) throw refuse('it sends metrics as protobuf');
  if (!/^(identity|gzip|x-gzip|)$/i.test(contentEncoding))
    throw refuse(`it sends ${excerpt(contentEncoding)}, which was not asked for`);
}

/** Refuses a web page that calls itself something else. */
export function checkStart(origin: string, first: Uint8Array): void {
  if (
    /^\s*</.test(
      Buffer.from(first.subarray(0, 64))
        .toString('latin1')
        .replace(/^\u00EF\u00BB\u00BF/, ''),
    )
  )
    throw webPage(origin);
}

function webPage(origin: string): AuditError {
  return new AuditError('SCRAPE_NOT_METRICS', `${origin} answers with a web page, not with metrics`, {
    hint: 'a login page or a proxy may stand in between; check the address and the path',
  });
}

const HINTS: Readonly<Record<number, string>> = {
  400: 'check whether the port wants https',
  404: 'Kepler serves its metrics under /metrics',
  407: 'the proxy wants a user name and password in HTTP_PROXY or HTTPS_PROXY',
  429: 'ask less often',
  500: 'a collector inside Kepler fails; its log says which',
  502: 'nothing behind the gateway answers; check that Kepler is running',
  503: 'nothing behind the Service answers; check that Kepler is running',
  504: 'nothing behind the gateway answers in time; check that Kepler is running',
};

/** The refusal for a status other than 200, with the first words of the body. */
export function refusedStatus(answer: Answer, body: Uint8Array, asker: Asker): AuditError {
  const { origin, status } = answer;
  const words = excerpt(textOf(body, answer.contentEncoding), asker.secrets);
  const name = STATUS_CODES[status] ?? '';
  const said = words === '' || words === name ? '' : `: ${words}`;
  const hint = status === 401 || status === 403 ? hintForAccess(asker) : HINTS[status];
  return new AuditError(
    'SOURCE_REFUSED',
    `cannot read ${origin}: HTTP ${status}${name && ` ${name}`}${said}`,
    hint === undefined ? {} : { hint },
  );
}

function hintForAccess({ credentialsSent, credentialsHeldBack }: Asker): string {
  if (credentialsHeldBack)
    return 'it redirects to another origin, where credentials are not sent; give that address itself';
  if (credentialsSent)
    return 'the credentials are not accepted there; check that they are current and may read metrics';
  return 'give --bearer-file FILE or --basic-file FILE, or set CARBON_AUDIT_BEARER_TOKEN or CARBON_AUDIT_BASIC';
}

/** Error bodies come zipped too; what cannot be unzipped is left out. */
function textOf(body: Uint8Array, contentEncoding: string): string {
  if (!/gzip/i.test(contentEncoding)) return Buffer.from(body).toString();
  try {
    return gunzipSync(body, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 }).toString();
  } catch {
    return ''; // The status alone is the message then.
  }
}
