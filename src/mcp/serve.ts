/** Starts the MCP server: checks that it is safe to listen where it was told to, then opens the door. */

import { readFile } from 'node:fs/promises';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { AuditError } from '../errors.ts';
import {
  DEFAULT_TOOL_TIMEOUT_MS,
  type RunningServer,
  type ServeDependencies,
  type ServeOptions,
} from '../server.ts';
import { createCallLog } from './call-log.ts';
import { createDesk } from './desk.ts';
import type { Token } from './http/bearer.ts';
import { createMetrics } from './metrics.ts';
import { PROMPTS } from './prompts.ts';
import { RESOURCES } from './resources.ts';
import { createSourceCache } from './source-cache.ts';
import { type Surface, selectTools } from './surface.ts';
import { TOOLS } from './tools.ts';

/** Test builds bring another surface, or more on each server. */
export interface McpDependencies extends ServeDependencies {
  readonly surface?: Surface;
  readonly extend?: (server: McpServer) => void;
}

const DEFAULTS = {
  host: '127.0.0.1',
  port: 8000,
  cacheTtlMs: 15_000,
  staleOkMs: 0,
  ratePerSecond: 100,
  concurrency: 16,
  toolTimeoutMs: DEFAULT_TOOL_TIMEOUT_MS,
  maxSessions: 100,
  sessionIdleMs: 10 * 60 * 1000,
};
const WAITING_PER_RUNNING = 8;

async function tokensOf(file: string | undefined): Promise<readonly Token[]> {
  if (file === undefined) return [];
  const { parseTokens } = await import('./http/bearer.ts');
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new AuditError('CONFIG', `Cannot read the token file ${file}: ${cause.code}`, {
      hint: 'Check --token-file and its permissions',
      cause,
    });
  });
  return parseTokens(text, file);
}

async function refuseOpenBind(host: string, tokens: readonly Token[], options: ServeOptions): Promise<void> {
  const { isLoopback } = await import('./http/host.ts');
  if (isLoopback(host) || tokens.length > 0 || options.allowUnauthenticated === true) return;
  throw new AuditError('USAGE', `Without a token everybody who can reach ${host} could use this server`, {
    hint: 'Give --token-file, or bind 127.0.0.1, or say --allow-unauthenticated where something else checks callers',
  });
}

/** Opens the server. Throws AuditError USAGE or CONFIG when the options do not make a safe one. */
export async function startServer(
  options: ServeOptions,
  dependencies: McpDependencies,
): Promise<RunningServer> {
  const settings = { ...DEFAULTS, ...options };
  const { ports } = dependencies;
  const steadyMs = (): number => performance.now();
  const tokens = options.transport === 'http' ? await tokensOf(options.tokenFile) : [];
  const metrics = createMetrics();
  metrics.gauge('nodejs_heap_size_used_bytes', () => process.memoryUsage().heapUsed);
  metrics.gauge('process_resident_memory_bytes', () => process.memoryUsage.rss());
  const log = createCallLog(dependencies.log, {
    now: ports.now,
    secrets: tokens.map((token) => token.secret),
  });
  const sources = createSourceCache({
    ttlMs: settings.cacheTtlMs,
    staleOkMs: settings.staleOkMs,
    read: dependencies.readScrapes,
    nowMs: () => ports.now().getTime(),
    steadyMs,
    metrics,
  });
  const all = dependencies.surface ?? {
    version: dependencies.version,
    tools: TOOLS,
    resources: RESOURCES,
    prompts: PROMPTS,
  };
  const surface = { ...all, tools: selectTools(all.tools, options.tools ?? [], options.excludeTools ?? []) };
  const limits = { running: settings.concurrency, waiting: settings.concurrency * WAITING_PER_RUNNING };
  const desk = createDesk({
    surface,
    ports,
    sources,
    log,
    metrics,
    limits,
    toolTimeoutMs: settings.toolTimeoutMs,
  });

  if (options.transport === 'stdio') {
    const { startStdio } = await import('./stdio.ts');
    return { url: null, metricsUrl: null, ...(await startStdio(desk, dependencies)) };
  }
  await refuseOpenBind(settings.host, tokens, options);
  const { startFront } = await import('./http/front.ts');
  const front = await startFront(
    {
      ...settings,
      tokens,
      metricsPort: options.metricsPort ?? null,
      allowedHosts: options.allowedHosts ?? [],
      allowedOrigins: options.allowedOrigins ?? [],
      sessions: options.sessions ?? false,
      legacySse: options.legacySse ?? false,
      extend: dependencies.extend,
    },
    { desk, metrics, log, steadyMs },
  );
  log.event('listening', {
    url: front.url,
    callers: tokens.length === 0 ? 'anyone' : `${tokens.length} tokens`,
  });
  return runningFront(front, log);
}

function runningFront(
  front: { url: string; metricsUrl: string; close: () => Promise<void> },
  log: { event: (event: string) => void },
): RunningServer {
  let done = (): void => {};
  const closed = new Promise<void>((resolve) => {
    done = resolve;
  });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    log.event('stopping');
    await front.close();
    log.event('stopped');
    done();
  };
  return {
    url: front.url,
    metricsUrl: front.metricsUrl,
    closed,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
