/** The whole server as it ships, on the fixtures, with a clock that stands still. */

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { loadCatalogue } from '../../src/io/catalogue.ts';
import { interruptedBy } from '../../src/io/interruption.ts';
import { readScrapes } from '../../src/io/scrapes.ts';
import { keplerReader } from '../../src/kepler/reader.ts';
import { createFactoryV1 } from '../../src/mcp/factory-v1.ts';
import { PROMPTS } from '../../src/mcp/prompts.ts';
import { RESOURCES } from '../../src/mcp/resources.ts';
import type { McpDependencies } from '../../src/mcp/serve.ts';
import type { Surface } from '../../src/mcp/surface.ts';
import { TOOLS } from '../../src/mcp/tools.ts';
import type { Ports, ScrapeSet } from '../../src/ports.ts';
import { settingsOf } from '../../src/settings.ts';
import { deskFor } from './desk-for.ts';
import { type Outside, outside } from './sample-surface.ts';

export const SHIPPED: Surface = {
  version: '0.0.0-test',
  tools: TOOLS,
  resources: RESOURCES,
  prompts: PROMPTS,
};
export const NODE_A = 'fixtures/kepler-v0.11-node-a.prom';

/** Noon in Seoul on a spring day. */
const NOW = new Date('2026-04-20T03:00:00Z');

type Read = (signal: AbortSignal) => Promise<ScrapeSet>;

export const reading = (...sources: string[]): Read => readingBy(() => NOW.getTime(), ...sources);

/** Reads by the clock of the server, as the command line does. */
export function readingBy(now: () => number, ...sources: string[]): Read {
  return (signal) =>
    readScrapes(
      { sources, intervalSeconds: null, timeoutMs: 2000, deadlineMs: 3000, maxBytes: 8 * 1024 * 1024 },
      {
        env: {},
        stdin: process.stdin,
        now,
        steady: now,
        interruption: interruptedBy(signal),
        note: () => {},
        openReader: keplerReader,
      },
    );
}

export function engineOutside(
  readSources = reading(NODE_A),
  replaced: Partial<McpDependencies> = {},
): Outside & { readonly ports: Omit<Ports, 'scrapes'> } {
  const refuse = async (): Promise<never> => {
    throw new Error('not part of this test');
  };
  return outside({
    surface: SHIPPED,
    ports: {
      catalogue: () => loadCatalogue(undefined),
      intensitySeries: refuse,
      savedReport: refuse,
      settings: settingsOf({}),
      now: () => NOW,
    },
    readScrapes: readSources,
    ...replaced,
  });
}

export async function engineClient(dependencies: Outside = engineOutside()): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createFactoryV1(deskFor(dependencies), { transport: 'memory', stateful: true })().connect(ours);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(theirs);
  return client;
}

export interface Called {
  readonly structured: Record<string, never> & Record<string, unknown>;
  readonly text: string;
  readonly isError: boolean;
}

/** Calls a tool; the client has checked the result against the advertised schema. */
export async function called(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<Called> {
  await client.listTools(); // so that the client knows the output schemas
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { text: string }[];
  return {
    structured: (result.structuredContent ?? {}) as Called['structured'],
    text: first?.text ?? '',
    isError: result.isError === true,
  };
}
