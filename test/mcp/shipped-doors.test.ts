import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect, test } from 'vitest';
import { DOORS } from './doors.ts';
import { engineClient, engineOutside, SHIPPED } from './engine.ts';
import { withServer } from './http/raw.ts';

const HEAVY = { workload_name: 'heavy-app', namespace: 'demo' };

/** Each tool once as it should be asked, once as it should not. */
const CALLS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['list_workloads_by_compliance', { namespace: 'demo' }],
  ['assess_workload_compliance', HEAVY],
  ['compare_optimization_impact', { ...HEAVY, optimizations: ['regional_migration=eu-north-1', 'pue=1.2'] }],
  ['calculate_optimal_schedule', HEAVY],
  ['get_regional_comparison', { ...HEAVY, limit: 3 }],
  ['identify_power_hotspots', {}],
  ['list_top_power_consumers', { limit: 3 }],
  ['get_power_consumption_summary', {}],
  ...SHIPPED.tools.map(({ name }) => [name, { region: 'nowhere', current_region: 'nowhere' }] as const),
  ['assess_workload_compliance', { workload_name: 'nosuch' }],
  ['assess_workload_compliance', { ...HEAVY, region: 'ap-northeast-22' }],
];

const settled = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: { code: number; message: string }) => ({ code: error.code, message: error.message }));

/** Everything a client can ask, answered. */
async function everything(client: Client): Promise<unknown[]> {
  const { tools } = await client.listTools();
  const { prompts } = await client.listPrompts();
  const answers: unknown[] = [
    tools,
    prompts,
    await client.listResourceTemplates(),
    await client.listResources(),
  ];
  for (const [name, args] of CALLS) answers.push(await client.callTool({ name, arguments: args }));
  for (const uri of [
    'compliance-standards://korea/KR_PUE_GREEN_DC',
    'carbon-intensity://ap-northeast-2',
    'workload-metrics://demo/heavy-app',
    'workload-metrics://demo/nosuch',
    'nothing://at/all',
  ])
    answers.push(await settled(client.readResource({ uri })));
  for (const { name, arguments: args = [] } of prompts) {
    const given = Object.fromEntries(args.map((argument) => [argument.name, 'demo']));
    answers.push(
      await client.getPrompt({ name, arguments: given }),
      await settled(client.getPrompt({ name })),
    );
    for (const argument of args)
      answers.push(
        await client.complete({
          ref: { type: 'ref/prompt', name },
          argument: { name: argument.name, value: '' },
        }),
      );
  }
  for (const { uriTemplate } of SHIPPED.resources)
    for (const name of ['code', 'region', 'namespace', 'pod'])
      answers.push(
        await settled(
          client.complete({ ref: { type: 'ref/resource', uri: uriTemplate }, argument: { name, value: '' } }),
        ),
      );
  return answers;
}

async function through(name: string): Promise<unknown[]> {
  const door = await DOORS[name]?.(engineOutside(), 'engine-stdio.ts');
  if (door === undefined) throw new Error(`no door ${name}`);
  try {
    return await everything(door.client);
  } finally {
    await door.close();
  }
}

test.each(Object.keys(DOORS).slice(1))(
  '%s answers every tool, resource, prompt and completion as in memory',
  async (name) => {
    expect(await through(name)).toEqual(await through('in memory'));
  },
);

test('a client of 2026-07-28 gets the results an older one gets', async () => {
  const older = await engineClient();
  await withServer(
    {},
    async (server) => {
      const options = { versionNegotiation: { mode: { pin: '2026-07-28' } } };
      const newer = new ModernClient({ name: 'test', version: '1' }, options);
      await newer.connect(new StreamableHTTPClientTransport(new URL(server.url ?? '')));
      for (const [name, args] of CALLS) {
        const { content, structuredContent, isError } = await newer.callTool({ name, arguments: args });
        const expected = await older.callTool({ name, arguments: args });
        expect({ content, structuredContent, isError: isError ?? false }, name).toEqual({
          content: expected.content,
          structuredContent: expected.structuredContent,
          isError: expected.isError ?? false,
        });
      }
      await newer.close();
    },
    engineOutside(),
  );
  await older.close();
});
