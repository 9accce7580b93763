/** The server as a child process: JSON-RPC on standard input and output, and nothing else on standard output. */

import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Desk } from './desk.ts';
import { createFactoryV1 } from './factory-v1.ts';

export interface StdioServer {
  /** Resolves when the client has closed our input, or after `close`. */
  readonly closed: Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startStdio(
  desk: Desk,
  streams: { stdin: Readable; stdout: Writable },
): Promise<StdioServer> {
  const server = createFactoryV1(desk, { transport: 'stdio', stateful: true })();
  const transport = new StdioServerTransport(streams.stdin, streams.stdout);
  let done = (): void => {};
  const closed = new Promise<void>((resolve) => {
    done = resolve;
  });
  await server.connect(transport);
  const finished = transport.onclose;
  transport.onclose = () => {
    finished?.();
    done();
  };
  const close = async (): Promise<void> => {
    await server.close();
    streams.stdin.pause();
    done();
  };
  // The transport itself ignores the end of its input.
  streams.stdin.once('end', () => void close());
  return { closed, close };
}
