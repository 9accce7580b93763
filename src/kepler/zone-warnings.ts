/** Which zones were measured and added, and what is missing from the sum. */

import { gpuOutside } from './gpu-lost.ts';
import { count, info, some, warning, watts } from './phrases.ts';
import { titleOf } from './pod-power.ts';
import type { Rule } from './warning-rule.ts';

const noMemory: Rule = ({ node, plan }) => {
  if (node.hasMemory || plan.choice.basis === 'psys' || plan.choice.basis === 'none') return null;
  const why = plan.deadZones.length > 0 ? `${plan.deadZones.join(', ')} shows 0 throughout` : 'no dram zone';
  const zones = node.zones.join(', ');
  const message = `Node ${node.node}: memory was not measured (${why}, zones ${zones}), so power is too low by it`;
  return warning('NO_DRAM', message, {
    subject: node.node,
    figures: { zones, deadZones: plan.deadZones.join(', ') },
  });
};

/** Kepler exports GPU power from v0.11.4 on, and only when switched on. */
const GPU_HINTS = ['nvidia', 'dcgm', 'gpu', 'cuda', 'rocm'] as const;

function hasHint(name: string): boolean {
  const lower = name.toLowerCase();
  return GPU_HINTS.some((hint) => lower.includes(hint));
}

const gpuHint: Rule = ({ node, pods }) => {
  if (node.hasGpu || node.generation === 'legacy') return null;
  const hints = hasHint(pods.map(({ name }) => name).join())
    ? pods.filter((pod) => hasHint(pod.name)).map(titleOf)
    : [];
  if (hints.length === 0 && !hasHint(node.node)) return null;
  const message = `Node ${node.node}: GPU power was not measured, though ${hints.length > 0 ? some(hints) : 'its name'} suggests a GPU (Kepler ${node.keplerVersion ?? 'of unknown version'}; needs v0.11.4 with experimental.gpu)`;
  return warning('GPU_NOT_MEASURED', message, { subject: node.node, figures: { hints: hints.length } });
};

const lowerBound: Rule = ({ node, plan }) => {
  if (plan.choice.basis !== 'core') return null;
  const message = `Node ${node.node}: only the cores were measured (${node.zones.join(', ')}), so power is a lower bound`;
  return warning('CORE_ONLY', message, { subject: node.node, figures: { zones: node.zones.join(', ') } });
};

const psysBasis: Rule = ({ node, plan }) => {
  if (plan.choice.basis !== 'psys') return null;
  const message = `Node ${node.node}: power is that of the zone psys (the whole platform), for want of a package zone`;
  return warning('PSYS_BASIS', message, { subject: node.node, figures: { zones: node.zones.join(', ') } });
};

const memoryOnly: Rule = ({ node, plan }) => {
  if (plan.choice.basis !== 'none' || plan.choice.memory.length === 0) return null;
  const message = `Node ${node.node}: only memory was measured (${node.zones.join(', ')}), so power is a lower bound`;
  return warning('NO_PACKAGE', message, { subject: node.node, figures: { zones: node.zones.join(', ') } });
};

const overlap: Rule = ({ node, plan }) => {
  const { overlapping } = plan.choice;
  if (overlapping.length === 0) return null;
  const message = `Node ${node.node}: zones ${overlapping.join(', ')} overlap with ${node.zones.join(' + ')} and were not added`;
  return info('ZONES_OVERLAP', message, {
    subject: node.node,
    figures: { notAdded: overlapping.join(', ') },
  });
};

const unknownZones: Rule = ({ node, plan, readings }) => {
  const { unknown } = plan.choice;
  if (unknown.length === 0) return null;
  const seen = [...readings.zoneFigures.values()].filter(({ zone }) => unknown.includes(zone));
  const powerWatts = seen.reduce((sum, { figures }) => sum + (figures.watts.total ?? 0), 0);
  const names = unknown.map((zone) => zone || '(no name)').join(', ');
  const message = `Node ${node.node}: zones ${names} (${watts(powerWatts)}) are not known and were not added, because they may overlap`;
  return warning('ZONES_UNKNOWN', message, { subject: node.node, figures: { notAdded: names, powerWatts } });
};

const partly: Rule = ({ node, pods }) => {
  const lost = pods.filter(({ unmeasured }) => unmeasured?.includes('zone'));
  if (lost.length === 0) return null;
  const message = `Node ${node.node}: ${count(lost.length, 'pod')} could not be measured for want of a zone: ${some(lost.map(titleOf))}`;
  return warning('POD_WITHOUT_ZONE', message, { subject: node.node, figures: { pods: lost.length } });
};

export const ZONE_RULES: readonly Rule[] = [
  noMemory,
  gpuHint,
  gpuOutside,
  lowerBound,
  psysBasis,
  memoryOnly,
  overlap,
  unknownZones,
  partly,
];
