/** Reads live sources with the certificates, credentials and limits of a request. Bundled apart: HTTP and its library are large. */

import { MS_PER_SECOND } from '../units.ts';
import { systemResolve } from './addresses.ts';
import { readCredentials } from './credentials.ts';
import { type LiveResult, type LiveRun, type LiveSource, readLive } from './live-scrapes.ts';
import type { Reading, ScrapeRequest } from './scrape-request.ts';
import { readTls } from './tls.ts';

// A page of Kepler comes in milliseconds; 10 s is Prometheus' own default scrape timeout (2.x and 3.x).
const TIMEOUT_MS = 10_000;
const DEADLINE_MS = 60_000;
// Half a gigabyte of text is some four million series: far above a node, far below what fills a machine.
const MAX_BYTES = 512 * 1024 * 1024;

/** As `readLive`; throws AuditError also for unreadable certificates and credentials. */
export const readLiveSources = (
  sources: readonly LiveSource[],
  request: ScrapeRequest,
  environment: Reading,
): Promise<LiveResult> => readLive(sources, liveRun(request, environment));

function liveRun(request: ScrapeRequest, environment: Reading): LiveRun {
  const { env, now, interruption, note, resolve = systemResolve, openReader } = environment;
  const { steady = () => performance.now() } = environment;
  const { timeoutMs = TIMEOUT_MS, deadlineMs = DEADLINE_MS, maxBytes = MAX_BYTES, intervalSeconds } = request;
  const tls = readTls(request.tls ?? {}, env);
  const credentials = readCredentials(request.auth ?? {}, env);
  const session = { tls, credentials, env, timeoutMs, deadlineMs, maxBytes, openReader, now, steady };
  const intervalMs = intervalSeconds === null ? null : intervalSeconds * MS_PER_SECOND;
  return { session, intervalMs, resolve, signal: interruption.signal, note };
}
