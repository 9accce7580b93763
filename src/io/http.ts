/** One live endpoint, read once. */

import type { Dispatcher } from 'undici';
import type { ReadTime } from '../kepler/scrape.ts';
import { type Answer, checkFormat, checkStart, refusedStatus } from './answer.ts';
import type { Credentials } from './credentials.ts';
import { openDispatcher } from './dispatcher.ts';
import { shownUrl } from './endpoint.ts';
import type { Circumstances } from './failure-sentences.ts';
import { openIntake, type TextReader, type UndatedScrape } from './intake.ts';
import { networkFailure } from './network-failure.ts';
import { proxyFor } from './proxy.ts';
import { type Hop, isRedirect, nextHop } from './redirects.ts';
import type { TlsMaterial } from './tls.ts';

/** One address to ask. */
export interface Target {
  /** Named in messages and in the report. */
  readonly origin: string;
  readonly url: URL;
  /** One of the addresses of a discovered name; null for an endpoint the user wrote. */
  readonly address: string | null;
}

/** The same for all endpoints of a run. */
export interface Session {
  readonly tls: TlsMaterial;
  readonly credentials: Credentials | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For connecting, for the headers, and for every pause in the body. */
  readonly timeoutMs: number;
  /** For a whole round of scrapes: a drip of bytes never pauses long enough for the other. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly openReader: (origin: string) => TextReader;
  readonly now: () => number;
  /** In ms, of a clock that nobody sets. */
  readonly steady: () => number;
}

export interface LiveScrape extends UndatedScrape {
  readonly readTime: Required<ReadTime>;
}

// Text 0.0.4 is what both generations of Kepler serve without being asked; anything else is only a fallback.
const ACCEPT = 'text/plain;version=0.0.4;q=1,*/*;q=0.1';
const ERROR_BODY_BYTES = 16 * 1024;

/** Reads one endpoint. Throws AuditError with one sentence; an abort of the run comes through as its own reason. */
export async function readEndpoint(
  target: Target,
  session: Session,
  signal: AbortSignal,
): Promise<LiveScrape> {
  let hop: Hop | null = { url: target.url, identified: true, redirects: 0 };
  for (;;) {
    const step: Step = { target, session, signal, hop, proxy: proxyOf(target, hop, session), bytes: null };
    const outcome = await ask(step);
    if ('readings' in outcome) return outcome;
    hop = outcome;
  }
}

/** One request and how far it got. */
interface Step {
  readonly target: Target;
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly hop: Hop;
  readonly proxy: URL | null;
  bytes: number | null;
}

/** A single address is asked straight: a proxy would look the name up again. */
function proxyOf(target: Target, hop: Hop, session: Session): URL | null {
  return target.address === null ? proxyFor(hop.url, session.env) : null;
}

async function ask(step: Step): Promise<LiveScrape | Hop> {
  const { target, hop, session } = step;
  const dispatcher = openDispatcher({
    tls: session.tls,
    identified: hop.identified,
    address: hop.identified ? target.address : null,
    proxy: step.proxy,
    connectTimeoutMs: session.timeoutMs,
  });
  try {
    return await answered(step, dispatcher);
  } catch (error) {
    throw networkFailure(askedName(step), error, circumstancesOf(step));
  } finally {
    await dispatcher.destroy();
  }
}

/** The address that did not answer, when it is not the one the user named. */
const askedName = ({ target, hop }: Step): string =>
  hop.redirects === 0 ? target.origin : `${target.origin}, which redirects to ${shownUrl(hop.url)}`;

async function answered(step: Step, dispatcher: Dispatcher): Promise<LiveScrape | Hop> {
  const { target, hop, session } = step;
  const [askedAtMs, askedAtSteadyMs] = [session.now(), session.steady()];
  const response = await send(step, dispatcher);
  const doubtMs = (session.steady() - askedAtSteadyMs) / 2;
  const readTime: LiveScrape['readTime'] = {
    atMs: Math.round(askedAtMs + doubtMs),
    doubtMs,
    steadyMs: askedAtSteadyMs + doubtMs,
  };
  response.body.on('error', () => undefined); // Reported by whoever reads it; without a reader it would end the process.
  step.bytes = 0;
  if (isRedirect(response.statusCode))
    return nextHop(hop, headerOf(response, 'location') || undefined, target.origin);
  const answer = answerOf(target, response);
  if (answer.status !== 200) throw refusedStatus(answer, await beginningOf(response.body), askerOf(step));
  checkFormat(answer);
  return { ...warnedOf(step, await textOf(step, answer, response.body)), readTime };
}

async function send(
  { hop, session, signal }: Step,
  dispatcher: Dispatcher,
): Promise<Dispatcher.ResponseData> {
  const authorization =
    hop.identified && session.credentials !== null ? { authorization: session.credentials.header } : {};
  return dispatcher.request({
    origin: hop.url.origin,
    path: `${hop.url.pathname}${hop.url.search}`,
    method: 'GET',
    headers: { accept: ACCEPT, 'accept-encoding': 'gzip', 'user-agent': 'carbon-audit', ...authorization },
    headersTimeout: session.timeoutMs,
    bodyTimeout: session.timeoutMs,
    signal,
  });
}

async function textOf(step: Step, answer: Answer, body: AsyncIterable<Uint8Array>): Promise<UndatedScrape> {
  const { origin } = step.target;
  const intake = openIntake({
    origin,
    reader: step.session.openReader(origin),
    maxBytes: step.session.maxBytes,
    onStart: (first) => checkStart(origin, first),
    gzip: /gzip/i.test(answer.contentEncoding),
  });
  for await (const chunk of body) {
    step.bytes = (step.bytes ?? 0) + chunk.length;
    await intake.push(chunk);
  }
  return intake.end();
}

/** `--insecure` is part of the result: nobody vouched for these figures. */
function warnedOf({ target, hop, session }: Step, scrape: UndatedScrape): UndatedScrape {
  if (hop.url.protocol !== 'https:' || session.tls.trust.rejectUnauthorized) return scrape;
  const message = `The certificate of ${target.origin} was not checked (--insecure): anything in between could have answered.`;
  const warning = { code: 'TLS_NOT_VERIFIED', level: 'warning', message, subject: target.origin } as const;
  return { ...scrape, readings: { ...scrape.readings, warnings: [...scrape.readings.warnings, warning] } };
}

async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= ERROR_BODY_BYTES) break;
    }
  } catch {
    // The status is what matters; a body that breaks off adds nothing to it.
  }
  return Buffer.concat(chunks).subarray(0, ERROR_BODY_BYTES);
}

function headerOf(response: Dispatcher.ResponseData, name: string): string {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function answerOf({ origin }: Target, response: Dispatcher.ResponseData): Answer {
  return {
    origin,
    status: response.statusCode,
    contentType: headerOf(response, 'content-type'),
    contentEncoding: headerOf(response, 'content-encoding').trim(),
  };
}

function askerOf({ hop, session: { credentials } }: Step) {
  return {
    credentialsSent: hop.identified && credentials !== null,
    credentialsHeldBack: !hop.identified && credentials !== null,
    secrets: credentials?.secrets ?? [],
  };
}

function circumstancesOf({ hop, session, proxy, bytes }: Step): Circumstances {
  return {
    url: hop.url,
    bytes,
    timeoutMs: session.timeoutMs,
    deadlineMs: session.deadlineMs,
    clientCertificate: hop.identified && session.tls.identity.cert !== undefined,
    proxy,
  };
}
