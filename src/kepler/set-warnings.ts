/** What is said of all nodes together: coverage, versions, methods that differ. */

import type { Diagnostic } from '../diagnostics.ts';
import { MS_PER_SECOND } from '../units.ts';
import type { NodePower, PodPower } from './measurement.ts';
import { count, info, number, some, warning } from './phrases.ts';

export function setWarnings(nodes: readonly NodePower[], pods: readonly PodPower[]): readonly Diagnostic[] {
  return [...coverage(nodes, pods), ...versions(nodes), ...methods(nodes), ...windows(nodes)];
}

function coverage(nodes: readonly NodePower[], pods: readonly PodPower[]): readonly Diagnostic[] {
  if (nodes.length === 0) return [];
  const measured = pods.filter(({ powerWatts }) => powerWatts !== null).length;
  const zones = [...new Set(nodes.flatMap((node) => node.zones))].join(' + ') || 'no zone';
  const message = `${measured} of ${count(pods.length, 'pod')} measured on ${count(nodes.length, 'node')} (${some(nodes.map(({ node }) => node))}) in ${zones}; network, disks, fans and power supplies are outside what Kepler reads`;
  return [
    info('COVERAGE', message, {
      figures: { nodes: nodes.length, pods: pods.length, measuredPods: measured, zones },
    }),
  ];
}

function versions(nodes: readonly NodePower[]): readonly Diagnostic[] {
  const seen = [...new Set(nodes.map(({ keplerVersion }) => keplerVersion ?? 'unknown'))];
  if (seen.length < 2) return [];
  const message = `Nodes run different versions of Kepler (${some(seen)}), whose figures may differ`;
  return [warning('VERSIONS_DISAGREE', message, { figures: { versions: seen.join(', ') } })];
}

function methods(nodes: readonly NodePower[]): readonly Diagnostic[] {
  const gauges = nodes.filter(({ method }) => method === 'gauge').map(({ node }) => node);
  if (gauges.length === 0 || gauges.length === nodes.length) return [];
  const message = `${count(gauges.length, 'node')} of ${nodes.length} (${some(gauges)}) gave a sample, the others an average over a window`;
  return [info('MIXED_METHODS', message, { figures: { gaugeNodes: gauges.length, nodes: nodes.length } })];
}

/** What the clocks of endpoints that are read together differ by, with their delays. */
const LIKE_RATIO = 0.05;

function windows(nodes: readonly NodePower[]): readonly Diagnostic[] {
  const all = nodes.flatMap(({ window }) => window ?? []);
  const lengths = all.map(({ fromMs, toMs }) => toMs - fromMs);
  const [shortestMs, longestMs] = [Math.min(...lengths), Math.max(...lengths)];
  const apartMs = Math.max(spread(all.map(({ fromMs }) => fromMs)), spread(all.map(({ toMs }) => toMs)));
  if (all.length < 2 || apartMs <= shortestMs * LIKE_RATIO) return [];
  const [shortestSeconds, longestSeconds] = [shortestMs / MS_PER_SECOND, longestMs / MS_PER_SECOND];
  const message = `The windows of ${all.length} nodes differ (${number(shortestSeconds)} to ${number(longestSeconds)} s, their ends up to ${number(apartMs / MS_PER_SECOND)} s apart): each pod has the average and the hours of its own node`;
  return [
    warning('WINDOWS_DIFFER', message, { figures: { nodes: all.length, shortestSeconds, longestSeconds } }),
  ];
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
