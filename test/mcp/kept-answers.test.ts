/** How long an answer is given again while the sources are not read anew. */

import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineTool } from '../../src/mcp/tool.ts';
import { called, engineClient, engineOutside } from './engine.ts';

/** A client of the server on a clock that the test turns. */
async function clientAt(start: string, surface = engineOutside().surface) {
  const clock = { ms: Date.parse(start) };
  const outside = engineOutside();
  const ports = { ...outside.ports, now: () => new Date(clock.ms) };
  return { clock, client: await engineClient({ ...outside, ports, ...(surface && { surface }) }) };
}

const QUESTION = { workload_name: 'heavy-app', namespace: 'demo' };

test('the cleanest start is never one that has passed, though the sources were not read again', async () => {
  const { client, clock } = await clientAt('2026-04-20T00:00:00Z');
  const startOf = async (): Promise<number> => {
    const { structured } = await called(client, 'calculate_optimal_schedule', QUESTION);
    return Date.parse((structured.best as unknown as { startsAt: string }).startsAt);
  };
  const start = await startOf();
  expect(start).toBeGreaterThan(clock.ms);
  clock.ms = start - 5000;
  expect(await startOf()).toBe(start);
  clock.ms = start + 5000;
  expect(await startOf()).toBeGreaterThanOrEqual(clock.ms);
});

test('within a minute the same question about the same reading is worked out once', async () => {
  let runs = 0;
  const count = defineTool({
    name: 'count_runs',
    title: 'Count',
    description: 'Counts how often it was run.',
    input: () => z.strictObject({}),
    output: () => z.looseObject({ runs: z.number() }),
    invoke: async (_, { ports }) => {
      await ports.scrapes();
      return { structured: { runs: ++runs }, text: 'Counted.' };
    },
  });
  const surface = { version: '0.0.0-test', tools: [count], resources: [], prompts: [] };
  const { client, clock } = await clientAt('2026-04-20T00:00:50Z', surface);
  const asked = async (): Promise<unknown> => (await called(client, 'count_runs')).structured.runs;
  expect([await asked(), await asked()]).toEqual([1, 1]);
  clock.ms += 9999;
  expect(await asked()).toBe(1);
  clock.ms += 1;
  expect(await asked()).toBe(2);
});
