import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keplerPage, keplerPod } from '../support/kepler-page.ts';
import { scratch } from '../support/scratch.ts';
import { called, engineClient, engineOutside, NODE_A, reading } from './engine.ts';

/** Three readings in the evening of Seoul, when its grid is dirtier than over the year. `joules`: what the node had used by then. */
function evening(joules: readonly [number, number, number], extra = '') {
  const pages = joules.map((used) => keplerPage('worker-01', used) + extra);
  const directory = scratch(Object.fromEntries(pages.map((page, at) => [`${at}.prom`, page])));
  const sources = pages.map((_, at) => `${join(directory, `${at}.prom`)}@2025-10-21T${9 + at}:00:00Z`);
  return engineClient(engineOutside(reading(...sources.map((source) => source.replace('T9', 'T09')))));
}

const WEB = { workload_name: 'web-0', namespace: 'demo' };

test('a verdict over a window names the intensity that was judged; the other is called the average of the year', async () => {
  const { structured, text } = await called(
    await evening([1000, 73_000, 145_000]),
    'assess_workload_compliance',
    WEB,
  );
  expect(structured).toMatchObject({ verdict: 'NON_COMPLIANT', site: { findings: [] } });
  expect(text).toContain(
    'KR_CARBON_2050 is judged for each workload by the hours its energy was used in: 442.5 gCO2eq/kWh (estimated, 2025) against <= 424 gCO2eq/kWh.',
  );
  expect(text).toContain('yearly average intensity 423 gCO2eq/kWh (published, 2025)');
});

test('of several workloads the least and the greatest intensity are named, in every list', async () => {
  const client = await evening([1000, 700_000, 720_000], keplerPod('idle-0'));
  const { text } = await called(client, 'list_workloads_by_compliance', { namespace: 'demo' });
  expect(text).toMatch(/used in: 44\d\.\d to 44\d\.\d gCO2eq\/kWh \(estimated, 2025\) against <= 424 /);
  const summary = await called(client, 'get_power_consumption_summary', {});
  expect(summary.text).toContain(
    'KR_CARBON_2050 is judged for each workload by the hours its energy was used in.',
  );
});

test('of a long list the figures are those of its beginning, and that is said', async () => {
  const pods = Array.from({ length: 300 }, (_, at) => keplerPod(`idle-${at}`)).join('');
  const client = await evening([1000, 73_000, 145_000], pods);
  const { text } = await called(client, 'list_workloads_by_compliance', { namespace: 'demo', limit: 1 });
  expect(text).toMatch(/against <= 424 gCO2eq\/kWh for the first 256 of them\. /);
});

test('without a window the average of the year is what was judged, with its grade', async () => {
  const client = await engineClient(engineOutside(reading(NODE_A)));
  const { text } = await called(client, 'assess_workload_compliance', {
    workload_name: 'heavy-app',
    namespace: 'demo',
  });
  expect(text).toContain(
    'KR_CARBON_2050 for the site: COMPLIANT, 423 meets <= 424 gCO2eq/kWh (published, 2025).',
  );
  expect(text).not.toContain('hours its energy');
});

test.each([
  ['energy', /^Ordered by power: the energy of none of these is known/],
  ['power', /^Ranked by power\. /],
])('a list that was to be ranked by %s tells its order', async (sort_by, order) => {
  const client = await engineClient(engineOutside(reading(NODE_A)));
  expect((await called(client, 'list_top_power_consumers', { sort_by })).text).toMatch(order);
});

test('a run that may pause is said to be split, into how many pieces and until when', async () => {
  const client = await engineClient(engineOutside(reading(NODE_A)));
  const run = { workload_name: 'heavy-app', namespace: 'demo', within_hours: 48, interruptible: true };
  const { structured, text } = await called(client, 'calculate_optimal_schedule', {
    ...run,
    duration_hours: 9,
  });
  const { chunks, endsAt } = structured.best as unknown as { chunks: object[]; endsAt: string };
  expect(chunks.length).toBeGreaterThan(1);
  expect(text).toContain(`, split into ${chunks.length} pieces (see best.chunks) until ${endsAt}, `);
  expect(text).toContain('starting now in one piece: ');
  const whole = await called(client, 'calculate_optimal_schedule', { ...run, duration_hours: 1 });
  expect(whole.text).not.toContain('piece');
});

test('a comparison of regions says that its verdicts are not those of the hours that were audited', async () => {
  const client = await evening([1000, 73_000, 145_000]);
  const { structured, text } = await called(client, 'get_regional_comparison', WEB);
  expect(structured).toMatchObject({ current: { verdict: 'COMPLIANT' } });
  expect(text).toMatch(
    /^Current region ap-northeast-2 \(the default; nobody stated it\) by yearly averages: COMPLIANT, intensity 423 /,
  );
  expect(text).toContain('an audit of the hours in which energy was used can come to another.');
});

test('a what-if tells of which hours its figures are before it projects them', async () => {
  const client = await evening([1000, 73_000, 145_000]);
  const { text } = await called(client, 'compare_optimization_impact', WEB);
  expect(text).toMatch(
    /^Before: NON_COMPLIANT, [\d.]+ gCO2eq\/h at [\d.]+ gCO2eq\/kWh \(estimated, 2025; of the energy used in the 2 h that were measured\)\. After: COMPLIANT, [\d.]+ gCO2eq\/h at [\d.]+ gCO2eq\/kWh \(estimated, 2025; mean of the cleanest 4 h begun in the 24 h that follow\)\. Projected change, each kept up for 730 h: -/,
  );
});
