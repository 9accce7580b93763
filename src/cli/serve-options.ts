/** Flags of `serve` and the environment of the former deployment as options of the server. Flags win. */

import { AuditError } from '../errors.ts';
import { DEFAULT_TOOL_TIMEOUT_MS, type ServeOptions } from '../server.ts';
import { MS_PER_SECOND } from '../units.ts';
import type { FlagValues } from './flag.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The former system spelled its HTTP transports in several ways. */
const TRANSPORTS: Readonly<Record<string, Pick<ServeOptions, 'transport' | 'legacySse'>>> = {
  stdio: { transport: 'stdio' },
  http: { transport: 'http' },
  'streamable-http': { transport: 'http' },
  sse: { transport: 'http', legacySse: true },
};

function transportOf(
  values: FlagValues,
  environment: Environment,
): Pick<ServeOptions, 'transport' | 'legacySse'> {
  const text = String(values.transport ?? environment.MCP_TRANSPORT ?? 'stdio').toLowerCase();
  const place = values.transport === undefined ? 'MCP_TRANSPORT' : '--transport';
  const known = Object.hasOwn(TRANSPORTS, text) ? TRANSPORTS[text] : undefined;
  if (known !== undefined) return known;
  throw new AuditError('USAGE', `unknown transport "${text}" in ${place}`, {
    hint: 'give stdio or http (or sse for old clients)',
  });
}

const MAX_PORT = 65_535;

function portOf(given: unknown, name: string): number | undefined {
  if (given === undefined || given === '') return undefined;
  const text = String(given);
  if (/^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT) return Number(text);
  throw new AuditError('USAGE', `${name} takes a number from 0 to ${MAX_PORT}, not "${text}"`, {
    hint: 'for example 8000, or 0 for any that is free',
  });
}

const filled = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

/** Throws USAGE where every call would be given up while it still waits for the second scrape. */
export function refuseEndlessWait(values: FlagValues, options: ServeOptions): void {
  const { interval } = values;
  const { toolTimeoutMs = DEFAULT_TOOL_TIMEOUT_MS } = options;
  if (typeof interval !== 'number' || interval < toolTimeoutMs) return;
  const seconds = (ms: number): string => `${ms / MS_PER_SECOND}s`;
  const isDefault = options.toolTimeoutMs === undefined ? ' (the default)' : '';
  const message = `--interval ${seconds(interval)} is not over before --tool-timeout ${seconds(toolTimeoutMs)}${isDefault} ends a call, so no call would be answered`;
  throw new AuditError('USAGE', message, {
    hint: `give --tool-timeout ${seconds(interval + DEFAULT_TOOL_TIMEOUT_MS)}, a shorter --interval, or none: a running server makes windows of what it reads from call to call`,
  });
}

/** Throws USAGE for a transport or port that is none. */
export function serveOptionsOf(values: FlagValues, environment: Environment): ServeOptions {
  const transport = transportOf(values, environment);
  const options = filled({
    host: values.host ?? environment.HOST,
    port: portOf(values.port, '--port') ?? portOf(environment.PORT, 'PORT'),
    metricsPort: portOf(values.metricsPort, '--metrics-port'),
    tokenFile: values.tokenFile,
    allowUnauthenticated: values.allowUnauthenticated,
    allowedHosts: values.allowedHost,
    allowedOrigins: values.allowedOrigin,
    sessions: values.sessions,
    legacySse: values.legacySse ?? transport.legacySse,
    cacheTtlMs: values.cacheTtl,
    staleOkMs: values.staleOk,
    toolTimeoutMs: values.toolTimeout,
    concurrency: values.concurrency,
    ratePerSecond: values.rate,
    tools: values.tool,
    excludeTools: values.excludeTool,
  });
  return { ...options, transport: transport.transport };
}
