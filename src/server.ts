/** What the server of `serve` is started with and what it answers: agreed between the command line and the protocol. */

import type { Readable, Writable } from 'node:stream';
import type { Ports, ScrapeSet } from './ports.ts';

export const DEFAULT_TOOL_TIMEOUT_MS = 30_000;

export interface ServeOptions {
  readonly transport: 'stdio' | 'http';
  /** Default 127.0.0.1. Any other address needs a token file, or `allowUnauthenticated`. */
  readonly host?: string;
  /** Default 8000; 0 takes any free one. */
  readonly port?: number;
  /** A token a line, or a caller's name and a token; `#` begins a comment. */
  readonly tokenFile?: string;
  readonly allowUnauthenticated?: boolean;
  /** Names beside loopback a request may be addressed to; `*` allows all. */
  readonly allowedHosts?: readonly string[];
  /** Origins of web pages beside our own that may call; `*` allows all. */
  readonly allowedOrigins?: readonly string[];
  /** Keep sessions on /mcp instead of answering each request alone. */
  readonly sessions?: boolean;
  /** Also answer the transport of 2024-11-05 under /sse and /messages. */
  readonly legacySse?: boolean;
  /** Default 100. */
  readonly maxSessions?: number;
  /** Default ten minutes. */
  readonly sessionIdleMs?: number;
  /** Put /metrics on a port of its own, without a token. Default: the main port, behind the token. */
  readonly metricsPort?: number;
  /** How long one reading of the sources serves; default 15 000. */
  readonly cacheTtlMs?: number;
  /** How old an answer may be when the sources fail; default 0: never stale. */
  readonly staleOkMs?: number;
  /** Messages per caller and second over HTTP, with bursts of twice that; default 100, 0: no limit. */
  readonly ratePerSecond?: number;
  /** Tool calls at once; default 16. Eight times as many may wait. */
  readonly concurrency?: number;
  /** Default DEFAULT_TOOL_TIMEOUT_MS. */
  readonly toolTimeoutMs?: number;
  /** Offer only these tools. */
  readonly tools?: readonly string[];
  /** Leave these tools out, whatever `tools` says. */
  readonly excludeTools?: readonly string[];
}

export interface ServeDependencies {
  readonly version: string;
  readonly ports: Omit<Ports, 'scrapes'>;
  /** Reads all configured sources; aborted when nobody waits any more. */
  readonly readScrapes: (signal: AbortSignal) => Promise<ScrapeSet>;
  /** One line for standard error. */
  readonly log: (line: string) => void;
  readonly stdin: Readable;
  readonly stdout: Writable;
}

export interface RunningServer {
  /** The MCP endpoint; null on stdio. */
  readonly url: string | null;
  readonly metricsUrl: string | null;
  /** Resolves when the server has ended: after `close`, or when the client of stdio has gone. */
  readonly closed: Promise<void>;
  /** Stops taking requests, lets running ones end, closes. */
  readonly close: () => Promise<void>;
}

export type StartServer = (options: ServeOptions, dependencies: ServeDependencies) => Promise<RunningServer>;
