/** A command as data: its arguments, flags and examples, and what it does with them. */

import type { Readable, Writable } from 'node:stream';
import type { Interruption } from '../io/interruption.ts';
import type { StartServer } from '../server.ts';
import type { FlagGroup, FlagValues } from './flag.ts';
import type { OutputStream, Terminal } from './terminal.ts';

export interface Invoked {
  readonly positionals: readonly string[];
  readonly values: FlagValues;
}

export interface CommandContext {
  readonly terminal: Terminal;
  readonly stderr: OutputStream;
  /** Asked before the stream is: to make it takes Node milliseconds. */
  readonly stderrIsTty: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** The raw streams, for a server that speaks on them. */
  readonly streams: { readonly stdin: Readable; readonly stdout: Writable };
  readonly interruption: Interruption;
  /** The other door; who starts the process brings it. */
  readonly startServer: StartServer;
  readonly now: () => Date;
}

export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  /** As commander writes them: "[workload]", "[codes...]". */
  readonly positionals: readonly (readonly [syntax: string, description: string])[];
  readonly groups: readonly FlagGroup[];
  readonly examples: readonly string[];
  /** Returns the exit code. */
  readonly run: (invoked: Invoked, context: CommandContext) => Promise<number>;
}

/** Commands by name. Not a default export: of a bundle that is imported dynamically that is the whole bundle. */
export type Commands = Readonly<
  Record<
    string,
    { readonly summary: string; readonly load: () => Promise<{ readonly definition: CommandDefinition }> }
  >
>;
