/** What becomes of single pods and nodes, case by case. */

import { expect, test } from 'vitest';
import { measure } from '../../src/kepler/measure.ts';
import type { Measurement, PodPower } from '../../src/kepler/measurement.ts';
import { fixture, fixtureText, scrapeOf, T0, T30, T60 } from './scrapes.ts';
import { legacyText, type NodeText, type PodText, rewriteText, type ZoneText } from './texts.ts';

const ZONES: Readonly<Record<string, ZoneText>> = {
  package: { watts: [100, 20], joules: [1000, 5000] },
  dram: { watts: [20, 4], joules: [200, 800] },
};
const ZONES_LATER: Readonly<Record<string, ZoneText>> = {
  package: { joules: [4000, 5600] },
  dram: { joules: [800, 920] },
};
const ZONES_LAST: Readonly<Record<string, ZoneText>> = {
  package: { joules: [7000, 6200] },
  dram: { joules: [1400, 1040] },
};

const single = (given: NodeText): Measurement => measure([scrapeOf(rewriteText({ zones: ZONES, ...given }))]);
const over = (...steps: readonly NodeText[]): Measurement =>
  measure(
    steps.map((given, index) =>
      scrapeOf(rewriteText({ zones: [ZONES, ZONES_LATER, ZONES_LAST][index] ?? {}, ...given }), {
        origin: `${index}.prom`,
        at: [T0, T30, T60][index] ?? T60,
      }),
    ),
  );

function podOf({ pods }: Measurement, name: string): PodPower {
  const found = pods.find((pod) => pod.name === name);
  if (found === undefined) throw new Error(`no pod ${name} among ${pods.map((pod) => pod.name)}`);
  return found;
}

const joules = (name: string, cpu: number, dram: number, more: Partial<PodText> = {}): PodText => ({
  name,
  joules: { package: cpu, dram },
  ...more,
});

test.each([
  ['package + dram', { package: 3, dram: 1 }, 4],
  ['several packages', { 'package-0': 3, 'package-1': 2, dram: 1 }, 6],
  ['dies of packages', { 'package-0-die-0': 3, 'package-0-die-1': 2 }, 5],
  ['package without its cores', { package: 3, core: 2, uncore: 1 }, 3],
  ['package without the platform', { package: 3, dram: 1, psys: 9 }, 4],
  ['the platform alone', { psys: 9, core: 2 }, 9],
  ['the cores at least', { core: 2, uncore: 1 }, 2],
  ['cores under their old name', { pp0: 2, pp1: 1 }, 2],
  ['no unknown zone', { package: 3, ppt: 8 }, 3],
])('a pod draws %s', (_what, watts, powerWatts) => {
  const zones = Object.fromEntries(Object.keys(watts).map((zone) => [zone, { watts: [50, 50] as const }]));
  expect(podOf(single({ zones, pods: [{ name: 'a', watts }] }), 'a').powerWatts).toBe(powerWatts);
});

test('only unknown zones: not measured', () => {
  const pod = podOf(
    single({ zones: { ppt: { watts: [5, 5] } }, pods: [{ name: 'a', watts: { ppt: 3 } }] }),
    'a',
  );
  expect([pod.powerWatts, pod.unmeasured]).toEqual([
    null,
    'no energy zone that may be added was exported for it',
  ]);
});

test('a pod without the zone others have is not measured, and never half measured', () => {
  const measured = single({
    pods: [
      { name: 'a', watts: { package: 3 } },
      { name: 'b', watts: { package: 3, dram: 1 } },
    ],
  });
  expect([podOf(measured, 'a').powerWatts, podOf(measured, 'a').unmeasured]).toEqual([
    null,
    'no figure for zone dram',
  ]);
  expect(podOf(measured, 'b').powerWatts).toBe(4);
});

test('a memory zone that shows 0 throughout is no measurement of memory', () => {
  const zones = { package: { watts: [100, 20] }, dram: { watts: [0, 0] } } as const;
  const measured = single({ zones, pods: [{ name: 'a', watts: { package: 3, dram: 0 } }] });
  expect(podOf(measured, 'a').dramWatts).toBeNull();
  expect(measured.nodes[0]?.hasMemory).toBe(false);
  expect(measured.warnings.find(({ code }) => code === 'NO_DRAM')?.message).toMatch(
    /dram shows 0 throughout/,
  );
});

test('a pod with a GPU that shows none draws 0 W of it; on a node without GPU metrics it is not known', () => {
  const lines = (['watts', 'active_watts', 'idle_watts'] as const).map(
    (part, index) => `kepler_node_gpu_${part}{gpu="0",gpu_uuid="u",node_name="n1"} ${[100, 60, 40][index]}`,
  );
  const pods: readonly PodText[] = [
    { name: 'train', watts: { package: 3, dram: 1, gpu: 50 } },
    { name: 'web', watts: { package: 1, dram: 1 } },
  ];
  const measured = single({ pods, lines });
  expect(podOf(measured, 'train').powerWatts).toBe(54);
  expect(podOf(measured, 'web').gpuWatts).toBe(0);
  expect(measured.nodes[0]).toMatchObject({
    hasGpu: true,
    totalWatts: 244,
    idleWatts: 64,
    attributedWatts: 56,
  });
  expect(podOf(single({ pods: [pods[1] as PodText] }), 'web').gpuWatts).toBeNull();
});

test('GPU energy over a window, with a counter that first appears inside it', () => {
  const gpu = (active: number) =>
    [
      ['active', active],
      ['idle', 100],
    ].map(
      ([part, value]) => `kepler_node_gpu_${part}_joules_total{gpu="0",gpu_uuid="u",node_name="n1"} ${value}`,
    );
  const measured = over(
    { pods: [joules('a', 0, 0)], lines: gpu(0) },
    { pods: [{ name: 'a', joules: { package: 30, dram: 0, gpu: 600 } }], lines: gpu(900) },
  );
  expect(podOf(measured, 'a')).toMatchObject({ powerWatts: 21, gpuWatts: 20, flags: [] });
  expect(measured.nodes[0]).toMatchObject({ totalWatts: 174, outsidePodsWatts: 129 });
});

test('pods are told apart by node and id, not by name', () => {
  const pods: readonly PodText[] = [
    { name: 'db-0', id: 'one', watts: { package: 1, dram: 1 } },
    { name: 'db-0', id: 'two', watts: { package: 2, dram: 1 } },
  ];
  const both = [
    rewriteText({ node: 'n1', zones: ZONES, pods }),
    rewriteText({ node: 'n2', zones: ZONES, pods }),
  ];
  const found = measure(both.map((text, index) => scrapeOf(text, { origin: `${index}` }))).pods;
  expect(found.map(({ node, podId, powerWatts }) => [node, podId, powerWatts])).toEqual([
    ['n1', 'one', 2],
    ['n1', 'two', 3],
    ['n2', 'one', 2],
    ['n2', 'two', 3],
  ]);
});

test('a pod without id is known by its name, one without name shown by its id', () => {
  const measured = single({
    pods: [
      { name: 'pause', id: '', watts: { package: 1, dram: 1 } },
      { name: '', id: 'some-id', watts: { package: 2, dram: 1 } },
    ],
  });
  expect(podOf(measured, 'pause')).toMatchObject({ podId: '', powerWatts: 2 });
  expect(podOf(measured, 'some-id')).toMatchObject({ podId: 'some-id', powerWatts: 3 });
});

test('three scrapes: an interval a pair, power over the whole', () => {
  const measured = over(
    { pods: [joules('a', 0, 0)] },
    { pods: [joules('a', 300, 30)] },
    { pods: [joules('a', 420, 30)] },
  );
  const [at0, at30, at60] = [T0, T30, T60].map((time) => Date.parse(time)) as [number, number, number];
  expect(podOf(measured, 'a')).toMatchObject({
    powerWatts: 7.5,
    method: 'counter',
    flags: [],
    intervals: [
      { fromMs: at0, toMs: at30, joules: 330 },
      { fromMs: at30, toMs: at60, joules: 120 },
    ],
  });
  expect(measured.window).toEqual({ fromMs: at0, toMs: at60 });
});

test('a pod that had ended before the window is not in it', () => {
  const ended = joules('job', 500, 50, { state: 'terminated' });
  const { pods } = over({ pods: [joules('a', 0, 0), ended] }, { pods: [joules('a', 30, 0), ended] });
  expect(pods.map(({ name }) => name)).toEqual(['a']);
});

test('an old end beside a pod that runs on does not count again', () => {
  const ended = joules('a', 500, 50, { state: 'terminated' });
  const measured = over({ pods: [joules('a', 10, 0), ended] }, { pods: [joules('a', 40, 0), ended] });
  expect(podOf(measured, 'a')).toMatchObject({ powerWatts: 1, flags: [] });
});

test('a zone that appears on a known pod is no increase from 0', () => {
  const measured = over({ pods: [{ name: 'a', joules: { package: 10 } }] }, { pods: [joules('a', 40, 900)] });
  expect(podOf(measured, 'a')).toMatchObject({
    powerWatts: null,
    unmeasured: expect.stringMatching(/not all of its zones/),
  });
});

test.each([
  ['cut off', (text: string) => text.slice(0, -1)],
  ['with a line that could not be read', (text: string) => `${text}kepler_pod_cpu_joules_total{oops 1\n`],
  ['without any pod', (text: string) => text.replace(/^kepler_pod.*\n/gm, '')],
])('after a first scrape %s nobody is new', (_what, spoil) => {
  const first = spoil(rewriteText({ zones: ZONES, pods: [joules('a', 0, 0)] }));
  const measured = measure([
    scrapeOf(first, { origin: 'before', at: T0 }),
    scrapeOf(rewriteText({ zones: ZONES_LATER, pods: [joules('a', 30, 0), joules('b', 900, 90)] }), {
      at: T30,
    }),
  ]);
  expect(podOf(measured, 'b')).toMatchObject({
    powerWatts: null,
    unmeasured: expect.stringMatching(/was not whole/),
  });
});

test('Kepler restarted inside the window: a lower bound for pods, no total', () => {
  const measured = measure([
    scrapeOf(rewriteText({ zones: ZONES_LATER, pods: [joules('a', 5000, 500)] }), { at: T0 }),
    scrapeOf(rewriteText({ zones: ZONES, pods: [joules('a', 60, 0)] }), { at: T30 }),
  ]);
  expect(podOf(measured, 'a')).toMatchObject({ powerWatts: 2, flags: ['counter-reset', 'lower-bound'] });
  expect(measured.nodes[0]).toMatchObject({ totalWatts: null, idleWatts: null, outsidePodsWatts: null });
});

test('the raw register of a node wraps and is not used', () => {
  const raw = (value: number) => [
    `kepler_node_cpu_joules_total{node_name="n1",path="aggregated-package",zone="package"} ${value}`,
  ];
  const measured = over(
    { pods: [joules('a', 0, 0)], lines: raw(262_000) },
    { pods: [joules('a', 30, 0)], lines: raw(12) },
  );
  expect(measured.nodes[0]?.totalWatts).toBe(144);
});

test('a node Kepler does not name is named by the label a Prometheus adds', () => {
  const text = rewriteText({ node: '', zones: ZONES, pods: [{ name: 'a', watts: { package: 1, dram: 1 } }] });
  const federated = text.replaceAll('node_name=""', 'instance="worker-9"');
  expect(measure([scrapeOf(federated)]).nodes.map(({ node }) => node)).toEqual(['worker-9']);
});

const legacy = (...steps: readonly Parameters<typeof legacyText>[0][]): Measurement =>
  measure(
    steps.map((given, index) =>
      scrapeOf(legacyText(given), { origin: `${index}`, at: [T0, T30][index] ?? T60 }),
    ),
  );
const OLD = { package: [100, 50], dram: [10, 5] } as const;
const OLD_LATER = { package: [1000, 200], dram: [100, 20] } as const;

test('legacy: containers of a pod add up, and one that restarts counts from 0', () => {
  const measured = legacy(
    {
      zones: OLD,
      containers: [
        { pod: 'a', id: 'c1', joules: { package: 100, dram: 10 } },
        { pod: 'a', id: 'c2', joules: { package: 900, dram: 90 } },
      ],
    },
    {
      zones: OLD_LATER,
      containers: [
        { pod: 'a', id: 'c1', joules: { package: 130, dram: 10 } },
        { pod: 'a', id: 'c3', joules: { package: 60, dram: 0 } },
      ],
    },
  );
  expect(podOf(measured, 'a')).toMatchObject({
    powerWatts: 3,
    podId: 'ns/a',
    flags: ['counter-reset', 'lower-bound'],
  });
});

test('legacy: idle energy, pseudo pods and absent sensors are no power of pods', () => {
  const lines = (more: number) => [
    `kepler_container_package_joules_total{container_id="a",container_namespace="ns",mode="idle",pod_name="a",source="rapl-sysfs"} ${900 + more}`,
    `kepler_container_package_joules_total{container_id="k",container_namespace="kernel",mode="dynamic",pod_name="kernel_processes",source="rapl-sysfs"} ${90 + more}`,
    `kepler_container_gpu_joules_total{container_id="a",container_namespace="ns",mode="dynamic",pod_name="a",source="dummy"} 0`,
  ];
  const containers = (cpu: number) => [{ pod: 'a', joules: { package: cpu, dram: 1 } }];
  const measured = legacy(
    { zones: OLD, containers: containers(30), lines: lines(0) },
    { zones: OLD_LATER, containers: containers(90), lines: lines(300) },
  );
  expect(measured.pods.map(({ name, powerWatts, gpuWatts }) => [name, powerWatts, gpuWatts])).toEqual([
    ['a', 2, null],
  ]);
  expect(measured.nodes[0]).toMatchObject({
    totalWatts: 38.5,
    idleWatts: 5.5,
    outsidePodsWatts: 31,
    hasGpu: false,
  });
});

test('legacy: a model is an estimate', () => {
  const containers = [{ pod: 'a', joules: { package: 10, dram: 1 } }];
  const later = [{ pod: 'a', joules: { package: 40, dram: 1 } }];
  const source = 'trained_power_model';
  expect(
    podOf(legacy({ zones: OLD, containers, source }, { zones: OLD_LATER, containers: later, source }), 'a')
      .grade,
  ).toBe('estimated');
  expect(podOf(legacy({ zones: OLD, containers }, { zones: OLD_LATER, containers: later }), 'a').grade).toBe(
    'measured',
  );
});

test("legacy: Kepler's own total alone is not enough", () => {
  const containers = (total: number) => [{ pod: 'a', joules: { '': total } }];
  const measured = legacy(
    { zones: OLD, containers: containers(10) },
    { zones: OLD_LATER, containers: containers(40) },
  );
  expect(podOf(measured, 'a').powerWatts).toBeNull();
});

test('legacy: a single scrape names the pods and says what is needed', () => {
  const measured = legacy({ zones: OLD, containers: [{ pod: 'a', joules: { package: 10, dram: 1 } }] });
  expect(podOf(measured, 'a')).toMatchObject({
    powerWatts: null,
    unmeasured: expect.stringMatching(/give two scrapes/),
  });
});

test('legacy: a Prometheus renames the node, which keeps its name', () => {
  const node = (value: number) =>
    `kepler_node_package_joules_total{exported_instance="worker-7",instance="10.0.0.7:9102",mode="dynamic",package="0",source="rapl-sysfs"} ${value}`;
  const pod = (value: number) =>
    `kepler_container_package_joules_total{container_id="c",container_namespace="ns",instance="10.0.0.7:9102",mode="dynamic",pod_name="a",source="rapl-sysfs"} ${value}`;
  const measured = legacy({ lines: [node(100), pod(30)] }, { lines: [node(1000), pod(60)] });
  expect(measured.nodes[0]?.node).toBe('worker-7');
  expect(podOf(measured, 'a').powerWatts).toBe(1);
});

const GPU_AT = (active: number) =>
  ['', 'active_', 'idle_'].map(
    (part, index) =>
      `kepler_node_gpu_${part}watts{gpu="0",gpu_uuid="u",node_name="n1"} ${[active + 40, active, 40][index]}`,
  );

test.each([
  ['the GPUs gave power that no pod shows', GPU_AT(300), null],
  ['the other pods account for it', GPU_AT(51), 4],
])('a GPU counter without GPU watts, where %s', (_what, lines, powerWatts) => {
  const pods: PodText[] = [
    { name: 'busy', watts: { package: 3, dram: 1, gpu: 50 }, joules: { gpu: 900 } },
    { name: 'quiet', watts: { package: 3, dram: 1 }, joules: { gpu: 700 } },
    { name: 'web', watts: { package: 2, dram: 1 } },
  ];
  const measured = single({ pods, lines });
  expect(podOf(measured, 'quiet').powerWatts).toBe(powerWatts);
  expect([podOf(measured, 'busy').powerWatts, podOf(measured, 'web').powerWatts]).toEqual([54, 3]);
  const codes = measured.warnings.map(({ code }) => code);
  expect(codes.includes('GPU_NOT_ATTRIBUTED')).toBe(powerWatts === null);
});

test('a GPU counter that is lost while the others run on leaves the energy unknown', () => {
  const lines = ['kepler_node_gpu_watts{gpu="0",gpu_uuid="u",node_name="n1"} 100'];
  const step = (cpu: number, gpu?: number): NodeText => ({
    pods: [{ name: 'a', joules: { package: cpu, dram: cpu, ...(gpu === undefined ? {} : { gpu }) } }],
    lines,
  });
  expect(podOf(over(step(10, 500), step(40)), 'a')).toMatchObject({
    powerWatts: null,
    unmeasured: 'not all of its zones (package, dram, gpu) were in every scrape',
  });
  expect(podOf(over(step(40, 500), step(10)), 'a')).toMatchObject({
    gpuWatts: 0,
    flags: ['counter-reset', 'lower-bound'],
  });
});

test('a first scrape cut between two lines does not make old pods new', () => {
  const whole = (cpu: number): PodText => ({ ...joules('old', cpu, 0), watts: { package: 1, dram: 0 } });
  const cut: PodText = joules('first', 0, 0);
  const later: PodText = { ...joules('first', 30, 0), watts: { package: 1, dram: 0 } };
  const measured = over({ pods: [cut] }, { pods: [later, whole(900)] });
  expect(podOf(measured, 'first').powerWatts).toBe(1);
  expect(podOf(measured, 'old')).toMatchObject({
    powerWatts: null,
    unmeasured: 'the first scrape was not whole, so its energy since then is not known',
  });
});

test('the order of lines in a scrape changes nothing of a node', () => {
  const reversed = (scrape: ReturnType<typeof fixture>, text: string) =>
    scrapeOf(
      `${text
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        .reverse()
        .join('\n')}\n`,
      {
        origin: scrape.origin,
        at: T30,
      },
    );
  const before = fixture('kepler-v0.11-node-a.prom', T0);
  const after = fixture('kepler-v0.11-node-a.t30.prom', T30);
  const turned = reversed(after, fixtureText('kepler-v0.11-node-a.t30.prom'));
  const { nodes, pods } = measure([before, after]);
  const again = measure([before, turned]);
  expect(again.pods).toEqual(pods);
  expect(again.nodes[0]?.totalWatts).toBeCloseTo(nodes[0]?.totalWatts ?? 0, 9);
  expect(again.warnings.map(({ code }) => code)).not.toContain('KEPLER_RESTARTED');
});

test('what the arithmetic leaves of equal sums is no power outside pods', () => {
  const zones = { package: { watts: [0.3, 1] as const }, dram: { watts: [0, 1] as const } };
  const pods = ['a', 'b', 'c'].map((name) => ({ name, watts: { package: 0.1, dram: 0 } }));
  const { nodes, warnings } = measure([scrapeOf(rewriteText({ zones, pods }))]);
  expect(nodes[0]?.outsidePodsWatts).toBe(0);
  expect(warnings.map(({ code }) => code)).not.toContain('OUTSIDE_PODS');
});
