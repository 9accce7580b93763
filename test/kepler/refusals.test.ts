/** Scrapes that are not audited, each with its own sentence and what to do. */

import { expect, test } from 'vitest';
import { AuditError } from '../../src/errors.ts';
import { measure } from '../../src/kepler/measure.ts';
import type { Scrape } from '../../src/kepler/scrape.ts';
import { fixture, read, scrapeOf, T0, T30 } from './scrapes.ts';
import { legacyText, rewriteText } from './texts.ts';

function refusalOf(action: () => unknown): AuditError {
  try {
    action();
  } catch (error) {
    if (error instanceof AuditError) return error;
    throw error;
  }
  throw new Error('not refused');
}

const TEXTS: readonly (readonly [what: string, text: string, code: string, says: RegExp])[] = [
  [
    'another exporter',
    'node_load1 0.3\nup 1\n',
    'NO_KEPLER_METRICS',
    /^x is a scrape without Kepler metrics: it has node_\*, up_\*$/,
  ],
  [
    'Kepler before its first refresh',
    'kepler_build_info{version="v0.11.2"} 1\nkepler_node_cpu_info{physical_id="0"} 1\n',
    'NO_KEPLER_METRICS',
    /^x is Kepler v0\.11\.2, but it has not measured anything yet$/,
  ],
  [
    'a scrape cut off early',
    'kepler_build_info{version="v0.11.2"} 1\nkepler_node_cp',
    'NO_KEPLER_METRICS',
    /in the middle of a line after 53 bytes/,
  ],
  [
    'processes only',
    'kepler_process_cpu_watts{pid="1"} 1\n',
    'NO_KEPLER_METRICS',
    /has names of Kepler, but no node, pod or container power/,
  ],
  [
    'a lookalike',
    'kepler_pod_cpu_watts{pod="a",namespace="b"} 25.5\nkepler_node_cpu_watts 125\n',
    'NO_KEPLER_METRICS',
    /in none of 2 lines Kepler's labels zone or pod_id/,
  ],
  [
    'legacy without a sensor',
    'kepler_container_package_joules_total{mode="dynamic",pod_name="a",container_namespace="b",source="dummy"} 0\n',
    'NO_KEPLER_METRICS',
    /without a sensor behind them/,
  ],
  [
    'values in labels',
    'kepler_node_energy_stat{node_curr_energy_in_pkg_joule="3"} 0\n',
    'KEPLER_TOO_OLD',
    /only pod_curr_energy_\* or \*_energy_stat/,
  ],
  [
    'millijoule pods',
    'pod_curr_energy_in_pkg_millijoule{pod_name="a"} 73\n',
    'KEPLER_TOO_OLD',
    /too old to audit/,
  ],
  [
    'no mode',
    'kepler_container_joules_total{pod_name="a",container_namespace="b"} 73\n',
    'KEPLER_TOO_OLD',
    /no mode label/,
  ],
  [
    'the fake meter',
    rewriteText({
      zones: { package: { path: '/sys/class/powercap/intel-rapl/energy_package', watts: [1e-5, 7e-5] } },
    }),
    'FAKE_METER',
    /^x: node n1 reads Kepler's fake meter \(path \/sys.*energy_package, 0\.0000800 W\)/,
  ],
  [
    'the fake meter without watts',
    'kepler_node_cpu_joules_total{node_name="n1",path="/sys/energy_package",zone="package"} 0.4\n',
    'FAKE_METER',
    /fake meter/,
  ],
];

test.each(TEXTS)('%s', (_what, text, code, says) => {
  const refusal = refusalOf(() => read(text, 'x'));
  expect(refusal.code).toBe(code);
  expect(refusal.message).toMatch(says);
  expect(refusal.exitCode).toBe(3);
  expect(refusal.hint).toMatch(/[^.]$/);
});

test('a real meter whose path resembles the fake one is read', () => {
  const text = rewriteText({ zones: { package: { path: '/x/energy_package', watts: [10, 20] } } });
  expect(read(text).nodes.get('n1')?.zoneFigures.size).toBe(1);
});

const ZONES = { package: { watts: [1, 2], joules: [10, 20] } } as const;
const at = (time: string | undefined, node = 'n1', origin = 'x'): Scrape =>
  scrapeOf(rewriteText({ node, zones: ZONES }), time === undefined ? { origin } : { origin, at: time });

const SETS: readonly (readonly [
  what: string,
  scrapes: readonly Scrape[],
  code: string,
  says: RegExp,
  hint: RegExp,
])[] = [
  [
    'a node and its later self without times',
    [fixture('kepler-v0.11-node-a.prom'), fixture('kepler-v0.11-node-a.t30.prom')],
    'WINDOW_UNDATED',
    /^kepler-v0\.11-node-a\.prom and kepler-v0\.11-node-a\.t30\.prom show the same node worker-01/,
    /--kepler kepler-v0\.11-node-a\.prom@2025-10-21T07:00:00Z/,
  ],
  [
    'only one dated',
    [at(T0, 'n1', 'a'), at(undefined, 'n1', 'b')],
    'WINDOW_UNDATED',
    /^a and b show the same node n1/,
    /@2025/,
  ],
  [
    'the same time twice',
    [at(T0, 'n1', 'a'), at(T0, 'n1', 'b')],
    'WINDOW_TOO_SHORT',
    /^a and b show node n1 at the same time$/,
    /leave one/,
  ],
  [
    'too close',
    [at(T0, 'n1', 'a'), at('2025-10-21T07:00:03.5Z', 'n1', 'b')],
    'WINDOW_TOO_SHORT',
    /only 3\.5 s apart/,
    /at least 10 s apart/,
  ],
  [
    'a Service that answers for another node',
    [at(T30, 'n2', 'http://kepler:28282'), at(T0, 'n1', 'http://kepler:28282')],
    'WINDOW_NODES_DIFFER',
    /^http:\/\/kepler:28282 answered for node n1 first and for n2 then/,
    /each endpoint of the DaemonSet/,
  ],
  [
    'a change of generation',
    [
      at(T0, 'n1'),
      scrapeOf(legacyText({ node: 'n1', zones: { package: [1, 1] } }), { origin: 'old', at: T30 }),
    ],
    'WINDOW_NODES_DIFFER',
    /from one generation of Kepler to the other/,
    /same version/,
  ],
];

test.each(SETS)('%s is no window', (_what, scrapes, code, says, hint) => {
  for (const order of [scrapes, [...scrapes].reverse()]) {
    const refusal = refusalOf(() => measure(order));
    expect(refusal.code).toBe(code);
    expect(refusal.exitCode).toBe(3);
    if (order === scrapes) expect(refusal.message).toMatch(says);
    expect(refusal.hint).toMatch(order === scrapes ? hint : /./);
  }
});

test('different nodes without times are several nodes', () => {
  const { nodes, window } = measure([at(undefined, 'n2', 'b'), at(undefined, 'n1', 'a')]);
  expect(nodes.map(({ node, method }) => [node, method])).toEqual([
    ['n1', 'gauge'],
    ['n2', 'gauge'],
  ]);
  expect(window).toBeNull();
});

test('a federated endpoint that gains a node still gives a window for the others', () => {
  const both = rewriteText({ node: 'n1', zones: ZONES }) + rewriteText({ node: 'n2', zones: ZONES });
  const { nodes } = measure([at(T0, 'n1', 'http://fed'), scrapeOf(both, { origin: 'http://fed', at: T30 })]);
  expect(nodes.map(({ node, method }) => [node, method])).toEqual([
    ['n1', 'counter'],
    ['n2', 'gauge'],
  ]);
});

test('unnamed nodes: endpoints are told apart by their address, files are not', () => {
  const text = rewriteText({ node: '', zones: ZONES });
  const urls = ['http://10.0.0.1:28282/metrics', 'http://10.0.0.2:28282/metrics'];
  const { nodes } = measure(urls.map((origin) => scrapeOf(text, { origin })));
  expect(nodes.map(({ node }) => node)).toEqual(['10.0.0.1:28282', '10.0.0.2:28282']);
  const files = ['a.prom', 'b.prom'].map((origin) => scrapeOf(text, { origin }));
  expect(refusalOf(() => measure(files)).code).toBe('WINDOW_UNDATED');
});
