/** Every warning has a stable code, a sentence with its figures, and a scrape that raises it. */

import { expect, test } from 'vitest';
import { measure } from '../../src/kepler/measure.ts';
import type { Measurement } from '../../src/kepler/measurement.ts';
import type { Scrape } from '../../src/kepler/scrape.ts';
import { fixture, scrapeOf, T0, T30, T60 } from './scrapes.ts';
import { legacyText, type NodeText, type PodText, rewriteText, type ZoneText } from './texts.ts';

const ZONES: Readonly<Record<string, ZoneText>> = {
  package: { watts: [10, 20], joules: [1000, 5000] },
  dram: { watts: [2, 4], joules: [200, 800] },
};

const POD: PodText = { name: 'web', watts: { package: 3, dram: 1 }, joules: { package: 100, dram: 10 } };

const node = (given: NodeText = {}): Scrape => scrapeOf(rewriteText({ zones: ZONES, pods: [POD], ...given }));
const pods = (...list: readonly PodText[]): Scrape => node({ pods: list });
const alone = (zones: NodeText['zones'], watts: PodText['watts']): Scrape =>
  node({ zones: zones ?? {}, pods: [{ name: 'web', ...(watts === undefined ? {} : { watts }) }] });

/** The node with its counters as they stand after the window. */
const window = (after: readonly PodText[], before: readonly PodText[] = [POD]): readonly Scrape[] => [
  scrapeOf(rewriteText({ zones: ZONES, pods: before }), { origin: 'before.prom', at: T0 }),
  scrapeOf(rewriteText({ zones: AFTER, pods: after }), { origin: 'after.prom', at: T30 }),
];
const AFTER: Readonly<Record<string, ZoneText>> = {
  package: { joules: [1300, 5600] },
  dram: { joules: [260, 920] },
};
const windowOfOther = (end: string): readonly Scrape[] => [
  scrapeOf(rewriteText({ zones: ZONES, pods: [POD], node: 'n2' }), { origin: 'before-2.prom', at: T0 }),
  scrapeOf(rewriteText({ zones: AFTER, pods: [LATER], node: 'n2' }), { origin: 'after-2.prom', at: end }),
];
const LATER: PodText = { ...POD, joules: { package: 160, dram: 16 } };

const six = (watts: number): readonly PodText[] =>
  Array.from({ length: 6 }, (_, index) => ({ name: `p${index}`, watts: { package: watts, dram: 0 } }));

const legacyPair = (first: Parameters<typeof legacyText>[0], second: Parameters<typeof legacyText>[0]) => [
  scrapeOf(legacyText(first), { origin: 'before.prom', at: T0 }),
  scrapeOf(legacyText(second), { origin: 'after.prom', at: T30 }),
];
const LEGACY = {
  zones: { package: [100, 50], dram: [10, 5] },
  containers: [{ pod: 'web', joules: { package: 60, dram: 6 } }],
} as const;
const LEGACY_LATER = {
  zones: { package: [400, 200], dram: [40, 20] },
  containers: [{ pod: 'web', joules: { package: 90, dram: 9 } }],
} as const;

const CASES: readonly (readonly [code: string, scrapes: readonly Scrape[], says: RegExp])[] = [
  ['COVERAGE', [node()], /1 of 1 pod measured on 1 node \(n1\) in package \+ dram/],
  [
    'VERSIONS_DISAGREE',
    [node({ version: 'v0.11.2' }), node({ node: 'n2', version: 'v0.11.4' })],
    /v0\.11\.2, v0\.11\.4/,
  ],
  ['MIXED_METHODS', [...window([LATER]), node({ node: 'n2' })], /1 node of 2 \(n2\) gave a sample/],
  [
    'WINDOWS_DIFFER',
    [...window([LATER]), ...windowOfOther(T60)],
    /windows of 2 nodes differ \(30 to 60 s, their ends up to 30 s apart\)/,
  ],
  ['SAMPLE_NOT_WINDOW', [node()], /sample of Kepler's last 0\.5 to 5 s/],
  ['IDLE_POWER', [node()], /24 W \(66\.67 %\) of its 36 W is idle/],
  ['OUTSIDE_PODS', [node()], /8 W of active power belong to no measured pod/],
  [
    'OUTSIDE_PODS',
    [node({ lines: ['kepler_vm_cpu_watts{node_name="n1",state="running",vm_name="erp",zone="package"} 5'] })],
    /virtual machines 5 W/,
  ],
  ['NO_DRAM', [alone({ package: { watts: [10, 20] } }, { package: 3 })], /no dram zone, zones package/],
  ['CORE_ONLY', [alone({ core: { watts: [10, 20] } }, { core: 3 })], /only the cores .* lower bound/],
  ['PSYS_BASIS', [alone({ psys: { watts: [10, 20] } }, { psys: 3 })], /zone psys/],
  ['NO_PACKAGE', [alone({ dram: { watts: [10, 20] } }, { dram: 3 })], /only memory was measured/],
  [
    'ZONES_OVERLAP',
    [node({ zones: { ...ZONES, core: { watts: [5, 5] } } })],
    /zones core overlap with package \+ dram/,
  ],
  [
    'ZONES_UNKNOWN',
    [node({ zones: { ...ZONES, ppt: { watts: [7, 5] } } })],
    /zones ppt \(12 W\) are not known/,
  ],
  ['GPU_NOT_MEASURED', [pods({ ...POD, name: 'dcgm-exporter-x' })], /ns\/dcgm-exporter-x suggests a GPU/],
  [
    'TERMINATED_NOT_COUNTED',
    [pods(POD, { ...POD, name: 'job', state: 'terminated' })],
    /1 terminated pod with a last 4 W/,
  ],
  [
    'PLATFORM_NOT_ADDED',
    [
      node({
        lines: ['kepler_platform_watts{node_name="n1",source_id="PS1",source_type="PowerSupply"} 300'],
      }),
    ],
    /PowerSupply 300 W/,
  ],
  [
    'PLATFORM_BELOW_PARTS',
    [node({ lines: ['kepler_platform_watts{node_name="n1",source_id="PS1",source_type="PowerSupply"} 30'] })],
    /30 W, less than the 36 W/,
  ],
  ['NO_POD_FAMILY', [node({ pods: [] })], /no power of pods.*metricsLevel/],
  ['NO_NODE_FIGURES', [node({ zones: {} })], /no complete node figures/],
  [
    'NODE_SUM_BROKEN',
    [node({ zones: { ...ZONES, package: { watts: [10, 20], totalWatts: 99 } } })],
    /30 W|total 99 W/,
  ],
  ['USAGE_RATIO_OFF', [node({ ratio: 0.9 })], /33\.33 % .* 90 %/],
  [
    'WARM_UP',
    [node({ ratio: 0, pods: [{ name: 'web', watts: { package: 0, dram: 0 } }] })],
    /just started.*scrape again/,
  ],
  [
    'ALL_PODS_ZERO',
    [node({ ratio: 0.33, pods: [{ name: 'web', watts: { package: 0, dram: 0 } }] })],
    /all 1 pod show 0 W/,
  ],
  ['IDENTICAL_VALUES', [pods(...six(1))], /6 pods show the same 1 W/],
  [
    'FAKE_METER_SUSPECTED',
    [node({ zones: {}, pods: [{ name: 'web', watts: { package: 1e-6 } }] })],
    /fake meter/,
  ],
  [
    'SUM_EXCEEDS_ACTIVE',
    [pods(POD, { ...POD, name: 'b', watts: { package: 10, dram: 1 } })],
    /15 W, more than the 12 W/,
  ],
  [
    'SUM_SCALED',
    [pods(POD, { ...POD, name: 'b', watts: { package: 8.2, dram: 0.1 } })],
    /102\.5 % of its active power/,
  ],
  [
    'ABSURD_NODE_POWER',
    [node({ zones: { package: { watts: [6e7, 1] } }, pods: [] })],
    /more than the 2000 W/,
  ],
  [
    'ABSURD_POD_POWER',
    [pods(POD, { name: 'b', watts: { package: 1e5, dram: 0 } })],
    /first ns\/b with 100000 W/,
  ],
  [
    'BAD_POD_VALUE',
    [pods(POD, { name: 'b', watts: { package: 'NaN', dram: 0 } })],
    /ns\/b \(Kepler gives NaN/,
  ],
  [
    'BAD_NODE_FIGURE',
    [node({ zones: { package: { watts: ['NaN', 5], totalWatts: 15 } } })],
    /active watts = NaN/,
  ],
  ['POD_WITHOUT_ZONE', [pods({ name: 'b', watts: { package: 1 } })], /for want of a zone: ns\/b/],
  [
    'POD_WITHOUT_NAME',
    [pods(POD, { name: '', id: '', watts: { package: 2 } })],
    /1 pod series without pod_id.*\(2 W\)/,
  ],
  ['EMPTY_NODE_NAME', [node({ node: '' })], /does not name its node; it is called unnamed-node/],
  [
    'DUPLICATE_VALUES',
    [
      node({
        lines: [
          'kepler_pod_cpu_watts{node_name="n1",pod_id="id-web",pod_name="web",pod_namespace="ns",replica="b",state="running",zone="package"} 3',
        ],
      }),
    ],
    /1 value for a pod, state and zone/,
  ],
  [
    'DUPLICATE_SERIES',
    [
      node({
        lines: [
          'kepler_node_cpu_usage_ratio{node_name="n1"} 0.3',
          'kepler_node_cpu_usage_ratio{node_name="n1"} 0.4',
        ],
      }),
    ],
    /1 series given twice/,
  ],
  [
    'UNPARSED_LINES',
    [node({ lines: ['kepler_pod_cpu_watts{oops 1'] })],
    /1 line of \d+ could not be read; the first is line 15/,
  ],
  [
    'SCRAPE_TRUNCATED',
    [scrapeOf(rewriteText({ zones: ZONES, pods: [POD] }).trimEnd())],
    /ends in the middle/,
  ],
  [
    'MULTI_NODE_SCRAPE',
    [scrapeOf(rewriteText({ zones: ZONES }) + rewriteText({ node: 'n2', zones: ZONES }))],
    /2 nodes \(n1, n2\)/,
  ],
  [
    'GENERATIONS_MIXED',
    [scrapeOf(rewriteText({ node: 'old-1', zones: ZONES, pods: [POD] }) + legacyText(LEGACY))],
    /old-1 reported by both generations/,
  ],
  [
    'COUNTER_RESET',
    window([{ name: 'web', joules: { package: 5, dram: 1 } }]),
    /1 pod restarted within 30 s \(counters started anew.*ns\/web/,
  ],
  [
    'POD_APPEARED',
    window([LATER, { name: 'b', joules: { package: 5, dram: 1 } }]),
    /1 pod appeared within 30 s .*: ns\/b$/,
  ],
  [
    'POD_GONE',
    window([LATER], [POD, { ...POD, name: 'b' }]),
    /vanished within 30 s \(.*no final value\): ns\/b$/,
  ],
  [
    'POD_TERMINATED',
    window(
      [LATER, { name: 'b', state: 'terminated', joules: { package: 130, dram: 13 } }],
      [POD, { ...POD, name: 'b' }],
    ),
    /1 pod ended within 30 s .*: ns\/b$/,
  ],
  [
    'POD_SHORT_LIVED',
    window([LATER, { name: 'b', state: 'terminated', joules: { package: 30, dram: 3 } }]),
    /1 pod came and ended within 30 s \(a final value alone .*: ns\/b$/,
  ],
  [
    'FROZEN_COUNTERS',
    window([POD]),
    /: no counter of a pod moved; see whether Kepler still attributes energy/,
  ],
  [
    'FROZEN_COUNTERS',
    [T0, T30].map((at) => scrapeOf(rewriteText({ zones: ZONES, pods: [POD] }), { at })),
    /: no counter moved; see whether Kepler still collects$/,
  ],
  [
    'FROZEN_COUNTERS',
    [...window([LATER]), scrapeOf(rewriteText({ zones: AFTER, pods: [LATER] }), { at: T60 })],
    /no counter moved; .* \(between 2025-10-21T07:00:30Z and 2025-10-21T07:01:00Z\)$/,
  ],
  [
    'KEPLER_RESTARTED',
    [
      scrapeOf(rewriteText({ zones: AFTER, pods: [POD] }), { origin: 'before.prom', at: T0 }),
      scrapeOf(rewriteText({ zones: ZONES, pods: [LATER] }), { origin: 'after.prom', at: T30 }),
    ],
    /own counters fell/,
  ],
  [
    'LEGACY_SINGLE_SCRAPE',
    [scrapeOf(legacyText(LEGACY))],
    /give two scrapes with their times to measure its 1 pod/,
  ],
  [
    'ESTIMATED_SOURCE',
    legacyPair(
      { ...LEGACY, source: 'trained_power_model' },
      { ...LEGACY_LATER, source: 'trained_power_model' },
    ),
    /source trained_power_model/,
  ],
  [
    'LEGACY_MILLIJOULES',
    [
      scrapeOf(
        legacyText({ ...LEGACY, containers: [{ pod: 'web', joules: { package: 60, dram: 6, '': 66000 } }] }),
      ),
    ],
    /1000 times its parts.*v0\.7\.3/,
  ],
];

const find = (measurement: Measurement, code: string) =>
  measurement.warnings.find((found) => found.code === code);

test.each(CASES)('%s', (code, scrapes, says) => {
  const found = find(measure(scrapes), code);
  expect(found?.message).toMatch(says);
  expect(Object.keys(found?.figures ?? {}).length).toBeGreaterThan(0);
  for (const figure of Object.values(found?.figures ?? {})) expect(figure).not.toBeNaN();
});

const WITHDRAWING = new Set([
  'WARM_UP',
  'ALL_PODS_ZERO',
  'IDENTICAL_VALUES',
  'FAKE_METER_SUSPECTED',
  'SUM_EXCEEDS_ACTIVE',
  'FROZEN_COUNTERS',
  'LEGACY_SINGLE_SCRAPE',
]);

test.each(CASES.filter(([code]) => WITHDRAWING.has(code)))(
  '%s leaves no pod with a power',
  (_code, scrapes) => {
    const { pods: found } = measure(scrapes);
    expect(found.length).toBeGreaterThan(0);
    for (const pod of found) {
      expect([pod.powerWatts, pod.packageWatts, pod.dramWatts, pod.gpuWatts]).toEqual([
        null,
        null,
        null,
        null,
      ]);
      expect(pod.unmeasured).not.toBeNull();
      expect(pod.intervals).toEqual([]);
    }
  },
);

test('a sound scrape raises no warning, only information', () => {
  const { warnings } = measure([fixture('kepler-v0.11-node-a.prom')]);
  expect(warnings.filter(({ level }) => level === 'warning')).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual([
    'COVERAGE',
    'SAMPLE_NOT_WINDOW',
    'TERMINATED_NOT_COUNTED',
    'OUTSIDE_PODS',
    'IDLE_POWER',
  ]);
});

test('what is said of many nodes is said once, with their number', () => {
  const text = Array.from({ length: 9 }, (_, index) =>
    rewriteText({ node: `n${index}`, zones: ZONES, pods: [POD] }),
  );
  const idle = measure([scrapeOf(text.join(''))]).warnings.filter(({ code }) => code === 'IDLE_POWER');
  expect(idle).toHaveLength(1);
  expect(idle[0]?.message).toMatch(/\(and 8 more like it\)$/);
  expect(idle[0]?.figures?.occurrences).toBe(9);
});
