/** Which sources are read, and with what. */

import type { Resolve } from './addresses.ts';
import type { AuthFiles } from './credentials.ts';
import type { TextReader } from './intake.ts';
import type { Interruption } from './interruption.ts';
import type { TlsFiles } from './tls.ts';

export interface ScrapeRequest {
  /** Each a URL, dns:HOST:PORT, FILE, GLOB or `-`; files and `-` may carry `@TIME`. */
  readonly sources: readonly string[];
  /** Reads live endpoints a second time after so long; null reads them once. */
  readonly intervalSeconds: number | null;
  /** For connecting, for the headers, and for every pause in the body of one request. */
  readonly timeoutMs?: number;
  /** For one round over all live endpoints, without the interval between two rounds. */
  readonly deadlineMs?: number;
  /** Cap on the decoded text of one live endpoint; files are not capped. */
  readonly maxBytes?: number;
  readonly tls?: TlsFiles;
  readonly auth?: AuthFiles;
}

export interface ScrapeEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly now: () => number;
  /** In ms, of a clock that nobody sets; that of the process unless given. */
  readonly steady?: () => number;
  /** By Ctrl-C; its reason is thrown. */
  readonly interruption: Interruption;
  /** A line for people, on stderr. */
  readonly note: (line: string) => void;
  /** Addresses behind the host of a `dns:` source; the system's resolver unless given. */
  readonly resolve?: Resolve;
  readonly openReader?: (origin: string) => TextReader;
}

/** With the reader that all sources share. */
export type Reading = ScrapeEnvironment & Required<Pick<ScrapeEnvironment, 'openReader'>>;
