/**
 * Every sample name the mapping reads, both generations, as one table. Names and labels: Kepler v0.11.2
 * docs/user/metrics.md and v0.7.12 pkg/metrics (2024-2025). Anything not listed here is skipped unread.
 */

import type { WantedSamples } from '../prometheus/reader.ts';

/** Rewrite (0.10 and later): which part of a node's power a series is. */
export type Part = 'total' | 'active' | 'idle';
export type Figure = 'watts' | 'joules';
/** Legacy (0.4 to 0.9): what a joules counter covers. `sum` is Kepler's own total of the others. */
export type Component = 'package' | 'dram' | 'gpu' | 'other' | 'sum';

export type Role =
  | { readonly of: 'node'; readonly part: Part; readonly figure: Figure }
  | { readonly of: 'nodeGpu'; readonly part: Part; readonly figure: Figure }
  | { readonly of: 'pod'; readonly figure: Figure }
  | { readonly of: 'podGpu'; readonly figure: Figure }
  | { readonly of: 'vm' }
  | { readonly of: 'usageRatio' }
  | { readonly of: 'cpuInfo' }
  | { readonly of: 'platform' }
  | { readonly of: 'build' }
  | { readonly of: 'legacyContainer'; readonly component: Component }
  | { readonly of: 'legacyNode'; readonly component: Component }
  | { readonly of: 'legacyInfo' }
  | { readonly of: 'legacyBuild' }
  | { readonly of: 'tooOld' };

/** `kepler_node_gpu_joules_total` is a name of both generations; only the legacy one has a mode. */
const NODE_OF_EITHER = [
  'node_name',
  'instance',
  'gpu_uuid',
  'gpu',
  'mode',
  'source',
  'package',
  'exported_instance',
] as const;

/** Labels by role, in the order in which the collector asks for them. `instance` helps where the node has no name. */
const LABELS: Readonly<Record<Role['of'], readonly string[]>> = {
  node: ['node_name', 'instance', 'zone', 'path'],
  nodeGpu: NODE_OF_EITHER,
  pod: ['node_name', 'instance', 'pod_id', 'pod_name', 'pod_namespace', 'state', 'zone'],
  podGpu: ['node_name', 'instance', 'pod_id', 'pod_name', 'pod_namespace', 'state'],
  vm: ['node_name', 'instance', 'state', 'zone'],
  usageRatio: ['node_name', 'instance'],
  cpuInfo: ['physical_id'],
  platform: ['node_name', 'instance', 'source_type'],
  build: ['version'],
  legacyContainer: [
    'instance',
    'container_namespace',
    'pod_name',
    'container_id',
    'mode',
    'source',
    'container_name',
  ],
  legacyNode: NODE_OF_EITHER,
  legacyInfo: ['components_power_source'],
  legacyBuild: ['version'],
  tooOld: [],
};

export interface Family extends WantedSamples {
  readonly role: Role;
}

const family = (name: string, role: Role): Family => ({ name, role, labels: LABELS[role.of] });

const PART_INFIX: Readonly<Record<Part, string>> = { total: '', active: 'active_', idle: 'idle_' };
const FIGURE_SUFFIX: Readonly<Record<Figure, string>> = { watts: 'watts', joules: 'joules_total' };
const PARTS = ['total', 'active', 'idle'] as const;
const FIGURES = ['watts', 'joules'] as const;
const COMPONENTS = ['package', 'dram', 'gpu', 'other'] as const;
const NODE_COMPONENTS = ['package', 'dram'] as const;

const rewriteFamilies: readonly Family[] = FIGURES.flatMap((figure) => [
  ...PARTS.flatMap((part) => [
    family(`kepler_node_cpu_${PART_INFIX[part]}${FIGURE_SUFFIX[figure]}`, { of: 'node', part, figure }),
    family(`kepler_node_gpu_${PART_INFIX[part]}${FIGURE_SUFFIX[figure]}`, { of: 'nodeGpu', part, figure }),
  ]),
  family(`kepler_pod_cpu_${FIGURE_SUFFIX[figure]}`, { of: 'pod', figure }),
  family(`kepler_pod_gpu_${FIGURE_SUFFIX[figure]}`, { of: 'podGpu', figure }),
]);

const legacyFamilies: readonly Family[] = [
  ...COMPONENTS.map((component) =>
    family(`kepler_container_${component}_joules_total`, { of: 'legacyContainer', component }),
  ),
  ...NODE_COMPONENTS.map((component) =>
    family(`kepler_node_${component}_joules_total`, { of: 'legacyNode', component }),
  ),
  family('kepler_container_joules_total', { of: 'legacyContainer', component: 'sum' }),
];

/** Names of the lines before 0.4, which carried the figures in labels or in millijoules: recognised to be refused. */
const TOO_OLD_NAMES = [
  'kepler_node_energy_stat',
  'kepler_pod_energy_stat',
  'kepler_container_energy_stat',
  'pod_curr_energy_in_pkg_millijoule',
  'pod_curr_energy_in_core_millijoule',
  'pod_curr_energy_in_dram_millijoule',
  'pod_curr_energy_in_gpu_millijoule',
  'pod_curr_energy_in_other_millijoule',
  'pod_curr_energy_millijoule',
] as const;

export const FAMILIES: readonly Family[] = [
  ...rewriteFamilies,
  family('kepler_vm_cpu_watts', { of: 'vm' }),
  family('kepler_node_cpu_usage_ratio', { of: 'usageRatio' }),
  family('kepler_node_cpu_info', { of: 'cpuInfo' }),
  family('kepler_platform_watts', { of: 'platform' }),
  family('kepler_build_info', { of: 'build' }),
  ...legacyFamilies,
  family('kepler_node_info', { of: 'legacyInfo' }),
  family('kepler_exporter_build_info', { of: 'legacyBuild' }),
  ...TOO_OLD_NAMES.map((name) => family(name, { of: 'tooOld' })),
];
