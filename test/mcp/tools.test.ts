import { expect, test } from 'vitest';
import { methodText } from '../../src/mcp/tools/phrases.ts';
import assess from '../../src/operations/assess.ts';
import compare from '../../src/operations/compare.ts';
import list from '../../src/operations/list.ts';
import type { AnyOperation } from '../../src/operations/operation.ts';
import regions from '../../src/operations/regions.ts';
import schedule from '../../src/operations/schedule.ts';
import { called, engineClient, engineOutside, NODE_A, reading } from './engine.ts';

const NODE_B = 'fixtures/kepler-v0.11-node-b-gpu.prom';
const SOURCES = reading(NODE_A, NODE_B);
const KR = ['KR_CARBON_2050'];

/** Tool call ↔ operation input of the same question. */
const PARITY: readonly (readonly [string, Record<string, unknown>, AnyOperation, Record<string, unknown>])[] =
  [
    [
      'assess_workload_compliance',
      { workload_name: 'heavy-app', namespace: 'demo' },
      assess,
      { workload: 'heavy-app', namespaces: ['demo'], standards: KR },
    ],
    [
      'assess_workload_compliance',
      {
        workload_name: 'nosuch',
        standard: 'KR_CARBON_2050, KR_PUE_GREEN_DC',
        region: 'eu-north-1',
        pue: 1.2,
      },
      assess,
      { workload: 'nosuch', namespaces: ['default'], region: 'eu-north-1', pue: 1.2 },
    ],
    [
      'compare_optimization_impact',
      { workload_name: 'heavy-app', namespace: 'demo' },
      compare,
      {
        workload: 'heavy-app',
        namespaces: ['demo'],
        standards: KR,
        steps: ['temporal_shift', 'resource_rightsizing'],
      },
    ],
    [
      'list_workloads_by_compliance',
      { namespace: 'demo', status_filter: 'COMPLIANT' },
      list,
      { namespaces: ['demo'], standards: KR, status: 'COMPLIANT' },
    ],
    [
      'get_regional_comparison',
      { workload_name: 'heavy-app', namespace: 'demo', comparison_regions: ['eu-north-1', 'us-west-2'] },
      regions,
      { workload: 'heavy-app', namespaces: ['demo'], standards: KR, codes: ['eu-north-1', 'us-west-2'] },
    ],
    [
      'calculate_optimal_schedule',
      { workload_name: 'heavy-app', namespace: 'demo' },
      schedule,
      { workload: 'heavy-app', namespaces: ['demo'], durationMs: 4 * 3_600_000, withinMs: 24 * 3_600_000 },
    ],
    [
      'identify_power_hotspots',
      { namespace: 'demo', power_threshold_watts: 5 },
      list,
      { namespaces: ['demo'], standards: KR, view: 'hotspots', powerThresholdWatts: 5 },
    ],
    [
      'list_top_power_consumers',
      { namespace: 'demo', sort_by: 'emissions' },
      list,
      { namespaces: ['demo'], standards: KR, sort: 'emissions' },
    ],
    ['get_power_consumption_summary', {}, list, { namespaces: null, standards: KR, view: 'summary' }],
  ];

test.each(PARITY)('%s gives what the command line gives', async (name, args, operation, input) => {
  const outside = engineOutside(SOURCES);
  const client = await engineClient(outside);
  const { structured, isError } = await called(client, name, args);
  expect(isError).toBe(false);
  const scrapes = () => SOURCES(new AbortController().signal);
  const { result } = await operation.invoke(input, { ...outside.ports, scrapes });
  expect(structured).toEqual(JSON.parse(JSON.stringify(result)));
});

test('the contract: names, arguments and defaults of the earlier system', async () => {
  const { tools } = await (await engineClient()).listTools();
  const contract = Object.fromEntries(
    tools.map(({ name, inputSchema }) => {
      const properties = (inputSchema.properties ?? {}) as Record<string, { default?: unknown }>;
      return [
        name,
        Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, value.default])),
      ];
    }),
  );
  const site = { standard: 'KR_CARBON_2050', region: 'ap-northeast-2' };
  const workload = { workload_name: undefined, namespace: 'default' };
  expect(contract).toMatchObject({
    assess_workload_compliance: { ...workload, ...site },
    compare_optimization_impact: {
      ...workload,
      ...site,
      optimizations: ['temporal_shift', 'resource_rightsizing'],
    },
    list_workloads_by_compliance: { namespace: 'default', ...site, status_filter: undefined },
    get_regional_comparison: { ...workload, current_region: 'ap-northeast-2', comparison_regions: undefined },
    calculate_optimal_schedule: { ...workload, duration_hours: 4, region: 'ap-northeast-2' },
    identify_power_hotspots: {
      namespace: undefined,
      power_threshold_watts: 1,
      include_compliance_check: true,
    },
    list_top_power_consumers: { limit: 10, sort_by: 'power' },
    get_power_consumption_summary: { namespace: undefined },
  });
  expect(Object.keys(contract)).toHaveLength(8);
});

test('an unknown workload is INCONCLUSIVE, with near names in the data', async () => {
  const client = await engineClient();
  const { structured, text, isError } = await called(client, 'assess_workload_compliance', {
    workload_name: 'heavy-ap',
    namespace: 'demo',
  });
  expect(isError).toBe(false);
  expect(structured).toMatchObject({ verdict: 'INCONCLUSIVE', workloads: [] });
  expect(JSON.stringify(structured.gaps)).toContain('heavy-app');
  expect(text).toMatch(/^Verdict: INCONCLUSIVE\./);
  expect(text).not.toMatch(/(?<!nothing about them is )complian/);
});

test.each([
  ['assess_workload_compliance', { workload_name: 'x', region: 'xx' }, 'USAGE'],
  ['assess_workload_compliance', { workload_name: 'x', standard: 'KR_CARBON_2060' }, 'USAGE'],
  ['assess_workload_compliance', {}, 'USAGE'],
  ['compare_optimization_impact', { workload_name: 'x', optimizations: ['magic'] }, 'USAGE'],
  ['list_workloads_by_compliance', { status_filter: 'OK' }, 'USAGE'],
  ['list_workloads_by_compliance', { cursor: 'xyz' }, 'USAGE'],
  ['list_workloads_by_compliance', { namespace: 'UPPER' }, 'USAGE'],
])('%s refuses %j in a sentence', async (name, args, code) => {
  const { text, isError } = await called(await engineClient(), name, args);
  expect(isError).toBe(true);
  expect(text).toContain(`[${code}]`);
  expect(text).not.toMatch(/undefined|\bat \w|\/src\//);
});

test('the text quotes verdict and figures of the data and names nobody', async () => {
  const client = await engineClient();
  const { structured, text } = await called(client, 'list_workloads_by_compliance', { namespace: 'demo' });
  const names = (structured.workloads as unknown as { workload: { name: string } }[]).map(
    ({ workload }) => workload.name,
  );
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(text).not.toContain(name);
  expect(text).toContain('423 gCO2eq/kWh (published, 2025)');
  expect(text).toContain('gauge over its last seconds, from one reading');
});

test('hotspots carry computed actions, and leave verdicts out on request', async () => {
  const client = await engineClient();
  const args = { namespace: 'demo', power_threshold_watts: 20 };
  const { structured } = await called(client, 'identify_power_hotspots', args);
  const [hotspot] = structured.workloads as unknown as Record<string, unknown>[];
  expect(hotspot).toMatchObject({ workload: { name: 'heavy-app' }, verdict: 'COMPLIANT' });
  expect(hotspot?.shareOfNodeRatio).toBeGreaterThan(0);
  const options = hotspot?.options as { scenario: string; savingKgco2eqPerMonth: number }[];
  expect(options.length).toBeGreaterThan(0);
  for (const { savingKgco2eqPerMonth } of options) expect(savingKgco2eqPerMonth).toBeGreaterThan(0);
  const bare = await called(client, 'identify_power_hotspots', { ...args, include_compliance_check: false });
  const [unjudged] = bare.structured.workloads as unknown as object[];
  expect(unjudged).not.toHaveProperty('verdict');
  expect(unjudged).not.toHaveProperty('findings');
});

test('pages of a long list join to the whole of it, each within 32 KiB', async () => {
  const client = await engineClient(engineOutside(SOURCES));
  const seen: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 60; page++) {
    const args = { namespace: '*', limit: 7, ...(cursor === undefined ? {} : { cursor }) };
    const { structured } = await called(client, 'list_workloads_by_compliance', args);
    expect(Buffer.byteLength(JSON.stringify(structured))).toBeLessThanOrEqual(32 * 1024);
    seen.push(...(structured.workloads as unknown as unknown[]));
    cursor = structured.nextCursor as unknown as string | undefined;
    if (cursor === undefined) break;
  }
  const outside = engineOutside(SOURCES);
  const scrapes = () => SOURCES(new AbortController().signal);
  const { result } = await list.invoke({ namespaces: null, standards: KR }, { ...outside.ports, scrapes });
  expect(seen).toEqual(JSON.parse(JSON.stringify((result as { workloads: unknown[] }).workloads)));
});

const METHODS: readonly (readonly [string, Parameters<typeof methodText>[0], string])[] = [
  ['unknown', report(null, null, ['gauge']), ''],
  ['sampled', report(5, null, ['gauge']), "Power is Kepler's gauge over its last seconds, from one reading."],
  ['counted', report(5, 30, ['counter']), 'Power is the energy counted over 30 s.'],
  [
    'sampled and counted',
    report(5, 30, ['counter', 'gauge']),
    "Power is the energy counted over up to 30 s; on 1 of 2 nodes it is Kepler's gauge over its last seconds, from one reading.",
  ],
];

function report(powerWatts: number | null, seconds: number | null, methods: readonly string[]) {
  const nodes = methods.map((powerMethod) => ({ powerMethod }));
  return { totals: { powerWatts }, window: seconds && { seconds }, nodes } as never;
}

test.each(METHODS)('the text says how power was measured: %s', (_, of, text) => {
  expect(methodText(of)).toBe(text);
});

test('one scrape of a Kepler that exports no power is not called a measurement of power', async () => {
  const client = await engineClient(engineOutside(reading('fixtures/kepler-v0.7-legacy.prom')));
  const { text } = await called(client, 'get_power_consumption_summary');
  expect(text).toContain('unknown W');
  expect(text).toContain('LEGACY_SINGLE_SCRAPE');
  expect(text).not.toContain('gauge');
});

test('every sentence of the text ends', async () => {
  const client = await engineClient();
  const long = { workload_name: 'heavy-app', namespace: 'demo', duration_hours: 30 };
  const { text } = await called(client, 'calculate_optimal_schedule', long);
  expect(text).toContain('at once. Intensity');
});
