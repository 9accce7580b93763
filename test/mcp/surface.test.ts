import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { listedTools, selectTools } from '../../src/mcp/surface.ts';
import { engineClient, SHIPPED } from './engine.ts';

const GOLDEN = new URL('./surface.golden.json', import.meta.url);

/** Keys in one order, so that a reordering of code is no change of the surface. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

async function surface(): Promise<string> {
  const client = await engineClient();
  const { tools } = await client.listTools();
  const { resourceTemplates } = await client.listResourceTemplates();
  const { resources } = await client.listResources();
  const { prompts } = await client.listPrompts();
  const texts = await Promise.all(
    prompts.map(async ({ name, arguments: args = [] }) => {
      const given = Object.fromEntries(args.map((argument) => [argument.name, `<${argument.name}>`]));
      return (await client.getPrompt({ name, arguments: given })).messages;
    }),
  );
  const all = {
    server: client.getServerVersion(),
    instructions: client.getInstructions(),
    capabilities: client.getServerCapabilities(),
    tools,
    resourceTemplates,
    resources: resources.map(({ uri }) => uri),
    prompts,
    texts,
  };
  return `${JSON.stringify(sorted(all), null, 2)}\n`;
}

test('the surface is the one agreed on; UPDATE_GOLDEN=1 agrees on the new one', async () => {
  const now = await surface();
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, now);
  expect(now).toBe(readFileSync(GOLDEN, 'utf8'));
});

test('the tool list is the same from every server', () => {
  expect(JSON.stringify(listedTools({ ...SHIPPED }))).toBe(JSON.stringify(listedTools({ ...SHIPPED })));
});

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly description?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maximum?: number;
  readonly enum?: unknown[];
}

function unbounded(name: string, schema: Schema): string[] {
  const faults: string[] = [];
  if (schema.type === 'string' && schema.enum === undefined && schema.maxLength === undefined)
    faults.push(`${name}: no maxLength`);
  if (schema.type === 'array' && schema.maxItems === undefined) faults.push(`${name}: no maxItems`);
  if ((schema.type === 'number' || schema.type === 'integer') && schema.maximum === undefined)
    faults.push(`${name}: no maximum`);
  if (schema.items) faults.push(...unbounded(`${name}[]`, schema.items));
  return faults;
}

test.each(SHIPPED.tools.map((tool) => [tool.name] as const))(
  '%s is described, bounded and portable',
  (name) => {
    const tool = listedTools(SHIPPED).find((one) => one.name === name);
    if (tool === undefined) throw new Error('not listed');
    expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
    expect(name.length).toBeLessThanOrEqual(30); // the contract's names are longer than the 25 we would choose
    expect(tool.title.length).toBeGreaterThan(5);
    expect(tool.description).toMatch(/ Use (to|when|for) /);
    expect(tool.annotations).toEqual({
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    });
    const input = tool.inputSchema as Schema & { additionalProperties?: unknown };
    expect(input.additionalProperties).toBe(false);
    for (const [key, property] of Object.entries(input.properties ?? {})) {
      expect(property.description, key).toBeTruthy();
      expect(unbounded(key, property)).toEqual([]);
    }
    for (const schema of [tool.inputSchema, tool.outputSchema]) {
      expect(() => new Ajv({ strict: true }).compile(schema)).not.toThrow();
      expect(() => new Ajv2020({ strict: true }).compile(schema)).not.toThrow();
    }
  },
);

test('the surface is small enough to be carried in every conversation', async () => {
  const client = await engineClient();
  const { tools } = await client.listTools();
  const shown = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  expect(JSON.stringify(shown).length).toBeLessThan(10_500); // what hosts put before a model
  expect(JSON.stringify(tools).length).toBeLessThan(17_500);
  expect((client.getInstructions() ?? '').length).toBeLessThan(2048);
});

test('a selection keeps the order, and a typing error is refused', () => {
  const names = selectTools(
    SHIPPED.tools,
    ['assess_workload_compliance', 'list_workloads_by_compliance'],
    [],
  );
  expect(names.map(({ name }) => name)).toEqual([
    'list_workloads_by_compliance',
    'assess_workload_compliance',
  ]);
  expect(selectTools(SHIPPED.tools, ['assess_workload_compliance'], ['assess_workload_compliance'])).toEqual(
    [],
  );
  expect(() => selectTools(SHIPPED.tools, [], ['assess'])).toThrow('There is no tool called "assess"');
});
