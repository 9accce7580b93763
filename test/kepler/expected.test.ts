/** The totals of an independent reader of the same fixtures; tolerance 1e-6 as those are rounded to six decimals. */

import { expect, test } from 'vitest';
import { measure } from '../../src/kepler/measure.ts';
import type { Measurement, PodPower } from '../../src/kepler/measurement.ts';
import { fixture, fixtureText, T0, T30 } from './scrapes.ts';

interface ExpectedPod {
  readonly namespace: string;
  readonly pod: string;
  readonly pod_id: string;
  readonly state: string;
  readonly watts: Readonly<Record<string, number>>;
  readonly gpu_watts: number;
  readonly total_watts: number;
}

interface ExpectedScrape {
  readonly node: Readonly<Record<string, Readonly<Record<'watts' | 'active_watts' | 'idle_watts', number>>>>;
  readonly gpu?: Readonly<Record<string, Readonly<Record<'watts' | 'active_watts' | 'idle_watts', number>>>>;
  readonly pods: readonly ExpectedPod[];
  readonly running_pods: number;
  readonly running_total_watts: number;
  readonly namespaces_watts: Readonly<Record<string, number>>;
}

interface ExpectedWindowPod {
  readonly namespace: string;
  readonly pod: string;
  readonly pod_id: string;
  readonly event: string;
  readonly joules: { readonly package: number; readonly dram: number } | null;
  readonly mean_watts?: number;
}

const EXPECTED = JSON.parse(fixtureText('kepler-expected.json'));
const TOLERANCE = 1e-6;

function expectNear(actual: number | null | undefined, expected: number, what: string): void {
  expect(
    Math.abs((actual ?? Number.NaN) - expected),
    `${what}: ${actual} instead of ${expected}`,
  ).toBeLessThan(TOLERANCE);
}

const podOf = (measurement: Measurement, podId: string): PodPower => {
  const found = measurement.pods.find((pod) => pod.podId === podId);
  if (found === undefined) throw new Error(`no pod ${podId}`);
  return found;
};

const total = (pods: readonly PodPower[]): number =>
  pods.reduce((sum, pod) => sum + (pod.powerWatts ?? 0), 0);

test.each([
  ['kepler-v0.11-node-a.prom', 1, null],
  ['kepler-v0.11-node-a.t30.prom', 1, null],
  ['kepler-v0.11-node-b-gpu.prom', null, 1],
])('the gauges of %s are those of an independent reader', (file, dram, gpu) => {
  const expected: ExpectedScrape = EXPECTED[file];
  const measurement = measure([fixture(file)]);
  const running = expected.pods.filter(({ state }) => state === 'running');
  expect(measurement.pods).toHaveLength(expected.running_pods);
  for (const want of running) {
    const pod = podOf(measurement, want.pod_id);
    expect([pod.namespace, pod.name, pod.method, pod.grade]).toEqual([
      want.namespace,
      want.pod,
      'gauge',
      'measured',
    ]);
    expectNear(pod.powerWatts, want.total_watts, want.pod);
    expectNear(pod.packageWatts, want.watts.package ?? Number.NaN, `${want.pod} package`);
    if (dram === null) expect(pod.dramWatts).toBeNull();
    else expectNear(pod.dramWatts, want.watts.dram ?? Number.NaN, `${want.pod} dram`);
    if (gpu === null) expect(pod.gpuWatts).toBeNull();
    else expectNear(pod.gpuWatts, want.gpu_watts, `${want.pod} gpu`);
  }
  expectNear(total(measurement.pods), expected.running_total_watts, 'Σ pods');
  for (const [namespace, watts] of Object.entries(expected.namespaces_watts)) {
    expectNear(total(measurement.pods.filter((pod) => pod.namespace === namespace)), watts, namespace);
  }
});

/** Σ of six-decimal figures differs from the exact sum by up to half a unit each. */
const ROUNDED = 5e-6;

test.each(['kepler-v0.11-node-a.prom', 'kepler-v0.11-node-a.t30.prom', 'kepler-v0.11-node-b-gpu.prom'])(
  'node figures of %s add up: total = attributed + outside + idle',
  (file) => {
    const expected: ExpectedScrape = EXPECTED[file];
    const [node] = measure([fixture(file)]).nodes;
    if (node === undefined) throw new Error('no node');
    const parts = [...node.zones.map((zone) => expected.node[zone]), ...Object.values(expected.gpu ?? {})];
    const sum = (of: 'watts' | 'active_watts' | 'idle_watts'): number =>
      parts.reduce((added, part) => added + (part?.[of] ?? Number.NaN), 0);
    expect(Math.abs((node.totalWatts ?? Number.NaN) - sum('watts'))).toBeLessThan(ROUNDED);
    expect(Math.abs((node.idleWatts ?? Number.NaN) - sum('idle_watts'))).toBeLessThan(ROUNDED);
    const reconciled =
      node.attributedWatts + (node.outsidePodsWatts ?? Number.NaN) + (node.idleWatts ?? Number.NaN);
    expectNear(node.totalWatts, reconciled, 'reconciliation');
  },
);

const FLAGS_OF: Readonly<Record<string, readonly string[]>> = {
  steady: [],
  new: ['partial'],
  terminated: ['terminated'],
  'gone without trace (below the 10 J floor)': ['gone'],
  'counter reset (container restarted)': ['counter-reset'],
};

test('node-a over 30 s: energy, mean power and flag of every pod', () => {
  const expected = EXPECTED['node-a over 30 s'];
  const measurement = measure([
    fixture('kepler-v0.11-node-a.prom', T0),
    fixture('kepler-v0.11-node-a.t30.prom', T30),
  ]);
  expect(measurement.window).toEqual({ fromMs: Date.parse(T0), toMs: Date.parse(T30) });
  expect(measurement.pods).toHaveLength(expected.pods.length);
  for (const want of expected.pods as readonly ExpectedWindowPod[]) {
    const pod = podOf(measurement, want.pod_id);
    expect(pod.flags, want.pod).toEqual(FLAGS_OF[want.event]);
    expectWindow(pod, want, expected.seconds);
  }
});

function expectWindow(pod: PodPower, want: ExpectedWindowPod, seconds: number): void {
  if (want.joules === null) {
    expect([pod.powerWatts, pod.intervals]).toEqual([null, []]);
    expect(pod.unmeasured).toContain('vanished');
    return;
  }
  expectNear(pod.powerWatts, want.mean_watts ?? Number.NaN, want.pod);
  expectNear((pod.packageWatts ?? Number.NaN) * seconds, want.joules.package, `${want.pod} package J`);
  expectNear((pod.dramWatts ?? Number.NaN) * seconds, want.joules.dram, `${want.pod} dram J`);
  expectNear(pod.intervals[0]?.joules, want.joules.package + want.joules.dram, `${want.pod} J`);
}

test('node-a over 30 s: the node', () => {
  const { package: cpu, dram } = EXPECTED['node-a over 30 s'].node;
  const [node] = measure([
    fixture('kepler-v0.11-node-a.prom', T0),
    fixture('kepler-v0.11-node-a.t30.prom', T30),
  ]).nodes;
  expectNear(node?.totalWatts, cpu.mean_watts + dram.mean_watts, 'total');
  expectNear(node?.idleWatts, (cpu.idle_joules + dram.idle_joules) / 30, 'idle');
  expect(node?.method).toBe('counter');
});

test('legacy over 30 s: package and dram of every pod, pseudo pods outside', () => {
  const expected = EXPECTED['legacy over 30 s'];
  const measurement = measure([
    fixture('kepler-v0.7-legacy.prom', T0),
    fixture('kepler-v0.7-legacy.t30.prom', T30),
  ]);
  const real = expected.pods.filter(({ pod }: { pod: string }) => !/^(system|kernel)_processes$/.test(pod));
  expect(measurement.pods.map(({ name }) => name).sort()).toEqual(
    real.map(({ pod }: { pod: string }) => pod).sort(),
  );
  for (const want of real) {
    const pod = podOf(measurement, `${want.namespace}/${want.pod}`);
    expectNear(pod.packageWatts, want.package_dynamic_watts, `${want.pod} package`);
    expectNear(pod.dramWatts, want.dram_dynamic_watts, `${want.pod} dram`);
  }
  const { package: cpu, dram } = expected.node_watts;
  expectNear(measurement.nodes[0]?.idleWatts, cpu.idle + dram.idle, 'idle');
  expectNear(measurement.nodes[0]?.totalWatts, cpu.idle + dram.idle + cpu.dynamic + dram.dynamic, 'total');
});

test('heavy-app of node-a draws 30.455432 W', () => {
  const heavy = measure([fixture('kepler-v0.11-node-a.prom')]).pods.find(({ name }) => name === 'heavy-app');
  expectNear(heavy?.powerWatts, 30.455432, 'heavy-app');
});
