/** A small surface that shows every behaviour of the server without the engine. */

import * as z from 'zod';
import { AuditError } from '../../src/errors.ts';
import type { NodeReadings, Scrape } from '../../src/kepler/scrape.ts';
import type { Prompt } from '../../src/mcp/prompt.ts';
import type { ResourceFamily } from '../../src/mcp/resource.ts';
import type { McpDependencies } from '../../src/mcp/serve.ts';
import type { Surface } from '../../src/mcp/surface.ts';
import { defineTool } from '../../src/mcp/tool.ts';
import { settingsOf } from '../../src/settings.ts';

const echo = defineTool({
  name: 'echo_words',
  title: 'Echo words',
  description: 'Repeats words.',
  input: () =>
    z.strictObject({
      word: z.string().min(1).max(50).describe('what to repeat'),
      count: z.int().min(1).max(5000).default(3).describe('how often'),
      limit: z.int().min(1).max(5000).optional().describe('most words to return'),
      cursor: z.string().max(200).optional().describe('where to go on'),
    }),
  output: () => z.looseObject({ words: z.array(z.looseObject({ word: z.string() })) }),
  invoke: async ({ word, count, limit, cursor }) => ({
    structured: { words: Array.from({ length: count }, (_, i) => ({ word, number: i })) },
    text: 'Words repeated.',
    list: { key: 'words', limit, cursor },
  }),
});

const bigPage = Array.from({ length: 60 }, (_, i) => [`line-${i}`, 'x'.repeat(1000)] as const);

/** Says what the sources hold. */
const nodes = defineTool({
  name: 'list_nodes',
  title: 'List nodes',
  description: 'Names what was read.',
  input: () => z.strictObject({}),
  output: () => z.looseObject({ origins: z.array(z.string()) }),
  invoke: async (_, { ports }) => {
    const { scrapes } = await ports.scrapes();
    const taken = scrapes.map(({ takenAtMs }) => takenAtMs);
    const warnings = scrapes.flatMap(({ readings }) => readings.warnings.map(({ code }) => code));
    return {
      structured: { origins: scrapes.map(({ origin }) => origin), taken, warnings },
      text: 'Sources read.',
    };
  },
});

const fail = defineTool({
  name: 'fail_somehow',
  title: 'Fail',
  description: 'Fails in a chosen way.',
  input: () =>
    z.strictObject({
      how: z.enum(['user', 'bug', 'hang', 'big']).describe('in which way'),
      times: z.int().max(99).optional().describe('tells questions apart'),
    }),
  output: () => z.looseObject({}),
  invoke: async ({ how }, { signal }) => {
    if (how === 'user') {
      throw new AuditError(
        'SOURCE_UNREACHABLE',
        'Cannot read /var/lib/secret/dir/node.prom at http://user:hunter2@kepler/m',
        {
          hint: 'Check the source',
        },
      );
    }
    if (how === 'bug') throw new TypeError('undefined is not /home/somebody/code.ts Bearer abc.def');
    // One thing that cannot be cut into items.
    if (how === 'big') return { structured: { page: Object.fromEntries(bigPage) }, text: 'Big.' };
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    return { structured: {}, text: '' };
  },
});

const words = ['alpha', 'beta', 'gamma'];

const family: ResourceFamily = {
  name: 'word',
  title: 'A word',
  description: 'One of the known words',
  uriTemplate: 'word://{word}',
  list: async () => words.map((word) => ({ uri: `word://${word}`, name: word, description: 'a word' })),
  values: { word: async () => words },
  read: async ({ word }) => (words.includes(word ?? '') ? { word } : null),
};

const prompt: Prompt = {
  name: 'praise',
  title: 'Praise a word',
  description: 'Asks for praise',
  arguments: [{ name: 'word', description: 'which word', required: true, values: async () => words }],
  text: ({ word }) => `Praise ${word}.`,
};

export const SAMPLE: Surface = {
  version: '0.0.0-test',
  tools: [echo, nodes, fail],
  resources: [family],
  prompts: [prompt],
};

export function sampleScrape(origin: string, content = 'a', node = origin): Scrape {
  // The shape of readings is the mapping's own business; here they are only carried.
  const readings = { node, generation: 'rewrite', keplerVersion: null } as NodeReadings;
  return {
    origin,
    takenAtMs: null,
    sha256: content,
    bytes: 1,
    readings: { nodes: new Map([[node, readings]]), warnings: [] },
  };
}

const unused = (): never => {
  throw new Error('not part of this test');
};

export interface Outside extends McpDependencies {
  readonly lines: string[];
}

/** Dependencies of a server that touch nothing; parts can be replaced. */
export function outside(replaced: Partial<McpDependencies> = {}): Outside {
  const lines: string[] = [];
  return {
    version: '0.0.0-test',
    ports: {
      catalogue: unused,
      intensitySeries: unused,
      savedReport: unused,
      settings: settingsOf({}),
      now: () => new Date(),
    },
    readScrapes: async () => ({ scrapes: [sampleScrape('http://node-a/metrics')], missing: [] }),
    log: (line) => void lines.push(line),
    stdin: process.stdin,
    stdout: process.stdout,
    surface: SAMPLE,
    lines,
    ...replaced,
  };
}
