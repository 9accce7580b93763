import { expect, test } from 'vitest';
import list, { type ListResult } from '../../src/operations/list.ts';
import { scrapeOf } from '../kepler/scrapes.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { invoked, nodeA, nodeAWindow, nodeB, notPlain, portsWith } from '../support/ports.ts';

const listed = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<ListResult>(list, { namespaces: null, ...input }, portsWith(given));
const names = ({ workloads }: ListResult) => workloads.map(({ workload }) => workload.name);

test('the ten largest, by power, and how many are left out', async () => {
  const { result, outcome } = await listed({ top: 10 });
  expect(names(result).slice(0, 4)).toEqual([
    'heavy-app',
    'search-es-0',
    'data-prep-worker-0',
    'data-prep-worker-1',
  ]);
  expect(result.workloads).toHaveLength(10);
  expect(result.omitted).toBe(30);
  expect(result.totals.powerWatts).toBeCloseTo(69.328, 3);
  expect(result.workloads[0]?.shareOfNodeRatio).toBeCloseTo(30.455432 / 220.443679, 6);
  expect(outcome).toEqual({ verdict: null, exitCode: 0 });
  expect(notPlain(result)).toEqual([]);
});

test.each(['power', 'energy', 'emissions'] as const)('sorted by %s, largest first', async (sort) => {
  const { result } = await listed({ sort }, { scrapes: nodeAWindow() });
  const keys = result.workloads.map(({ powerWatts, energyKwh, emissions }) => {
    if (sort === 'power') return powerWatts ?? -1;
    return (sort === 'energy' ? energyKwh : emissions?.facilityGco2eqPerHour) ?? -1;
  });
  expect(keys).toEqual([...keys].sort((a, b) => b - a));
  expect(keys.length).toBe(41);
});

test('kWh are ranked with kWh only: power that was read once comes last, however large', async () => {
  const { result, view } = await listed({ sort: 'energy' }, { scrapes: [...nodeAWindow(), nodeB()] });
  const energies = result.workloads.map(({ energyKwh }) => energyKwh);
  const known = energies.filter((energy) => energy !== null);
  expect(known.length).toBe(40);
  expect(energies.slice(0, 40)).toEqual([...known].sort((a, b) => b - a));
  expect(result.workloads.slice(40).some(({ powerWatts }) => (powerWatts ?? 0) > 5)).toBe(true);
  expect(view.summary[0]?.text).not.toContain('Ordered by');
});

test('where nobody has a known energy the order is that of the power, and says so', async () => {
  const { result, view } = await listed({ sort: 'energy' });
  expect(names(result)).toEqual(names((await listed({ sort: 'power' })).result));
  expect(view.summary[0]?.text).toContain(
    ' Ordered by power: the energy of none of these is known, which takes two readings of a node.',
  );
});

test('sorted by name of namespace and workload', async () => {
  const full = ({ workloads }: ListResult) =>
    workloads.map(({ workload }) => `${workload.namespace}/${workload.name}`);
  const { result } = await listed({ sort: 'name' });
  expect(full(result)).toEqual(full(result).sort(new Intl.Collator('en').compare));
});

test('a status filter lists only those; a namespace of which none is so gives an empty list and exit 0', async () => {
  const batch = { namespaces: ['batch'], status: 'NON_COMPLIANT' };
  const over = await listed({ ...batch, maxPowerWatts: 2 });
  expect(names(over.result)).toEqual(['etl-orders-29350980-x7c2m']);
  expect(over.result.workloads.every(({ verdict }) => verdict === 'NON_COMPLIANT')).toBe(true);
  const none = await listed(batch);
  expect([names(none.result), none.outcome.exitCode]).toEqual([[], 0]);
});

test('hotspots are those above the threshold, each with what would help', async () => {
  const { result, view } = await listed({ view: 'hotspots', powerThresholdWatts: 4 });
  expect(names(result)).toEqual(['heavy-app', 'search-es-0', 'data-prep-worker-0']);
  for (const { options } of result.workloads) {
    const ratios = options.map(({ savingRatio }) => savingRatio ?? 0);
    expect(ratios.length).toBeGreaterThan(0);
    expect(ratios).toEqual([...ratios].sort((a, b) => b - a));
  }
  expect(JSON.stringify(view)).toContain('region=eu-north-1 saves 95.4 %');
});

test('power nobody measured is no 0 W: such a workload is no hotspot, whatever the threshold', async () => {
  const withoutDram = 'pod_id="2a2a",pod_name="new-0",pod_namespace="demo",state="running",zone="package"';
  const page = `${keplerPage()}kepler_pod_cpu_watts{node_name="worker-01",${withoutDram}} 7\n`;
  const hotspots = { view: 'hotspots', powerThresholdWatts: 0 };
  const { result } = await listed(hotspots, { scrapes: [scrapeOf(page)] });
  expect(names(result)).toEqual(['web-0']);
  expect(result.totals.inconclusive).toBe(1);
});

test('shared idle power is shared in the computed actions too', async () => {
  const saved = async (idle: 'none' | 'share') => {
    const { result } = await listed({ view: 'hotspots', powerThresholdWatts: 20, idle });
    const heavy = result.workloads.find(({ workload }) => workload.name === 'heavy-app');
    return [heavy?.powerWatts ?? 0, heavy?.options[0]?.savingKgco2eqPerMonth ?? 0] as const;
  };
  const [alone, shared] = [await saved('none'), await saved('share')];
  expect(shared[1] / alone[1]).toBeCloseTo(shared[0] / alone[0], 9);
});

test('namespaces summed: their sums are those of the workloads', async () => {
  const { result, view } = await listed({ view: 'summary' });
  expect(result.workloads).toEqual([]);
  const sum = result.namespaces.reduce((total, { powerWatts }) => total + (powerWatts ?? 0), 0);
  expect(sum).toBeCloseTo(69.328, 3);
  expect(result.namespaces[0]?.namespace).toBe('demo');
  expect(view.names).toContain('kube-system');
});

test('a namespace that is not there exits 4 and tells the near ones', async () => {
  const { outcome, result } = await listed({ namespaces: ['prodution'] });
  expect(outcome.exitCode).toBe(4);
  expect(result.gaps).toEqual(['no running workload in namespace prodution in the scrape; near: production']);
});

test('two nodes: each workload has its share of its own node', async () => {
  const { result } = await listed({}, { scrapes: [nodeA(), nodeB()] });
  const ratios = result.workloads.map(({ shareOfNodeRatio }) => shareOfNodeRatio);
  expect(result.nodes).toHaveLength(2);
  for (const ratio of ratios) expect(ratio ?? 0).toBeLessThanOrEqual(1);
});

test('what makes the figures doubtful stands under the list; what every scrape has does not', async () => {
  const shown = async (given?: Parameters<typeof portsWith>[0]) =>
    JSON.stringify((await listed({ top: 1 }, given)).view.blocks);
  expect(await shown({ scrapes: [nodeB()] })).toContain('NO_DRAM: ');
  expect(await shown()).not.toContain('IDLE_POWER');
});
