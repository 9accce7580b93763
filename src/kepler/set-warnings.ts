/** What is said of all nodes together: coverage, versions, methods that differ. */

import type { Diagnostic } from '../diagnostics.ts';
import type { NodePower, PodPower } from './measurement.ts';
import { count, info, some, warning } from './phrases.ts';

export function setWarnings(nodes: readonly NodePower[], pods: readonly PodPower[]): readonly Diagnostic[] {
  return [...coverage(nodes, pods), ...versions(nodes), ...methods(nodes)];
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
