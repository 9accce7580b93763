/** What an honest report says of a node, each with its figures. One function a code. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Visit } from './counter.ts';
import { windowSeconds } from './counter.ts';
import { type Case, TOLERANCE } from './doubts.ts';
import { staleWatts } from './gauge.ts';
import type { NodePower, PodFlag, PodPower } from './measurement.ts';
import { MODELS } from './node-plan.ts';
import { count, info, number, percent, some, warning, watts } from './phrases.ts';
import { titleOf } from './pod-power.ts';

export interface Subject extends Case {
  readonly node: NodePower;
  readonly pods: readonly PodPower[];
  readonly visits: readonly Visit[];
}

type Rule = (subject: Subject) => Diagnostic | null;

export function nodeWarnings(subject: Subject): readonly Diagnostic[] {
  return RULES.map((rule) => rule(subject)).filter((found) => found !== null);
}

const legacySingle: Rule = ({ node, readings, visits, pods }) => {
  if (readings.generation !== 'legacy' || visits.length > 1) return null;
  const message = `Node ${node.node}: one scrape of Kepler before 0.10 holds no power, only joules since the start; give two scrapes with their times to measure its ${count(pods.length, 'pod')}`;
  return warning('LEGACY_SINGLE_SCRAPE', message, { subject: node.node, figures: { pods: pods.length } });
};

const sample: Rule = ({ node, readings, visits }) => {
  if (readings.generation === 'legacy' || visits.length > 1) return null;
  const message = `Node ${node.node}: power is a sample of Kepler's last 0.5 to 5 s, not an average; two scrapes 30 s or more apart give one`;
  return info('SAMPLE_NOT_WINDOW', message, {
    subject: node.node,
    figures: { minSeconds: 0.5, maxSeconds: 5 },
  });
};

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
const GPU_HINT = /nvidia|dcgm|gpu|cuda|rocm/i;

const gpuHint: Rule = ({ node, pods }) => {
  if (node.hasGpu || node.generation === 'legacy') return null;
  const hints = pods.filter((pod) => GPU_HINT.test(pod.name)).map(titleOf);
  if (hints.length === 0 && !GPU_HINT.test(node.node)) return null;
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

const outside: Rule = ({ node, readings }) => {
  const { outsidePodsWatts, totalWatts } = node;
  if (outsidePodsWatts === null || outsidePodsWatts === 0) return null;
  const vms = readings.vmWatts === null ? '' : ` (virtual machines ${watts(readings.vmWatts)})`;
  const message = `Node ${node.node}: ${watts(outsidePodsWatts)} of active power belong to no measured pod${vms} and were not assessed`;
  const figures = {
    outsidePodsWatts,
    totalWatts: totalWatts ?? 'unknown',
    vmWatts: readings.vmWatts ?? 'unknown',
  };
  return info('OUTSIDE_PODS', message, { subject: node.node, figures });
};

const idle: Rule = ({ node }) => {
  const { idleWatts, totalWatts } = node;
  if (idleWatts === null || totalWatts === null || totalWatts === 0) return null;
  const idleRatio = idleWatts / totalWatts;
  const message = `Node ${node.node}: ${watts(idleWatts)} (${percent(idleRatio)}) of its ${watts(totalWatts)} is idle power, which belongs to no pod`;
  return info('IDLE_POWER', message, { subject: node.node, figures: { idleWatts, totalWatts, idleRatio } });
};

const platform: Rule = ({ node, readings }) => {
  if (readings.platformWatts.size === 0) return null;
  const kinds = [...readings.platformWatts].map(([kind, power]) => `${kind || 'platform'} ${watts(power)}`);
  const message = `Node ${node.node}: power of the whole machine (${kinds.join(', ')}) has another boundary and was not added`;
  const figures = Object.fromEntries(
    [...readings.platformWatts].map(([kind, power]) => [`${kind || 'platform'}Watts`, power]),
  );
  return info('PLATFORM_NOT_ADDED', message, { subject: node.node, figures });
};

/** kepler #487 #1349 #1674: a platform sensor that shows less than the processor is wrong, or one of them is. */
const platformBelow: Rule = ({ node, readings, method }) => {
  const cpuWatts = node.totalWatts;
  const platformWatts = Math.max(...readings.platformWatts.values());
  if (
    method !== 'gauge' ||
    readings.platformWatts.size === 0 ||
    cpuWatts === null ||
    platformWatts >= cpuWatts
  )
    return null;
  const message = `Node ${node.node}: the machine as a whole shows ${watts(platformWatts)}, less than the ${watts(cpuWatts)} of its parts`;
  return warning('PLATFORM_BELOW_PARTS', message, {
    subject: node.node,
    figures: { platformWatts, partsWatts: cpuWatts },
  });
};

const stale: Rule = ({ node, plan, readings, method }) => {
  if (method === 'counter') return null;
  const { pods, powerWatts } = staleWatts(plan, readings);
  if (pods === 0) return null;
  const message = `Node ${node.node}: ${count(pods, 'terminated pod')} with a last ${watts(powerWatts)} draw nothing any more and were not counted`;
  return info('TERMINATED_NOT_COUNTED', message, {
    subject: node.node,
    figures: { pods, staleWatts: powerWatts },
  });
};

/** [what happened, what it means for the figures] */
type Event = readonly [what: string, meaning: string];

const flagged = (flag: PodFlag, code: string, [what, meaning]: Event): Rule => {
  return ({ node, pods, visits }) => {
    const those = pods.filter(({ flags }) => flags.includes(flag));
    if (those.length === 0) return null;
    const seconds = windowSeconds(visits);
    const message = `Node ${node.node}: ${count(those.length, 'pod')} ${what} within ${number(seconds)} s (${meaning}): ${some(those.map(titleOf))}`;
    return warning(code, message, {
      subject: node.node,
      figures: { pods: those.length, windowSeconds: seconds },
    });
  };
};

const RESET: Event = ['restarted', 'counters fell; a lower bound unless Kepler listed the end'];
const APPEARED: Event = ['appeared', 'energy since then, averaged over the whole window'];
const GONE: Event = ['vanished', 'Kepler gave no final value'];
const ENDED: Event = ['ended', 'with its final energy'];

const restarted: Rule = ({ node, rates }) => {
  if (!rates.restarted) return null;
  const message = `Node ${node.node}: its own counters fell inside the window (Kepler was restarted), so its total and idle power are not known`;
  return warning('KEPLER_RESTARTED', message, {
    subject: node.node,
    figures: { attributedWatts: node.attributedWatts },
  });
};

const estimated: Rule = ({ node, readings }) => {
  const models = [...readings.sources].filter((source) => MODELS.has(source));
  if (models.length === 0) return null;
  const message = `Node ${node.node}: Kepler estimated its figures with a model (source ${models.join(', ')}) instead of reading a sensor`;
  return warning('ESTIMATED_SOURCE', message, {
    subject: node.node,
    figures: { sources: models.join(', ') },
  });
};

const noNodeFigures: Rule = ({ node, rates, pods, visits }) => {
  if (rates.total !== null || rates.restarted || pods.length === 0) return null;
  if (visits.length === 1 && node.generation === 'legacy') return null;
  const message = `Node ${node.node} has no complete node figures, so idle power and power outside pods are not known and pods cannot be checked against it`;
  return warning('NO_NODE_FIGURES', message, {
    subject: node.node,
    figures: { attributedWatts: node.attributedWatts },
  });
};

/** kepler #1836: Kepler's own identities, which hold to the last digit in sound scrapes. */
const brokenSum: Rule = ({ node, plan, readings, method }) => {
  if (method === 'counter') return null;
  const off = [...readings.zoneFigures.values()]
    .filter(({ zone }) => node.zones.includes(zone))
    .find(({ figures: { watts: w } }) =>
      differs((w.active ?? 0) + (w.idle ?? 0), w.active === null || w.idle === null ? null : w.total),
    );
  if (off === undefined) return null;
  const { active, idle: idleWatts, total } = off.figures.watts;
  const message = `Node ${plan.node}: in zone ${off.zone} active ${watts(active ?? 0)} + idle ${watts(idleWatts ?? 0)} is not the total ${watts(total ?? 0)}; the sum is used`;
  const figures = { activeWatts: active ?? 0, idleWatts: idleWatts ?? 0, totalWatts: total ?? 0 };
  return warning('NODE_SUM_BROKEN', message, { subject: plan.node, figures });
};

const differs = (value: number, expected: number | null): boolean =>
  expected !== null && Math.abs(value - expected) > TOLERANCE * expected;

const ratioOff: Rule = ({ node, readings, method }) => {
  const zone = [...readings.zoneFigures.values()].find(({ zone: name }) => node.zones.includes(name));
  const { active, total } = zone?.figures.watts ?? { active: null, total: null };
  if (
    method === 'counter' ||
    active === null ||
    total === null ||
    total === 0 ||
    readings.usageRatio === null
  )
    return null;
  const activeRatio = active / total;
  if (Math.abs(activeRatio - readings.usageRatio) <= TOLERANCE) return null;
  const message = `Node ${node.node}: ${percent(activeRatio)} of its power is active, but its CPU usage is ${percent(readings.usageRatio)}; they should agree`;
  return warning('USAGE_RATIO_OFF', message, {
    subject: node.node,
    figures: { activeRatio, usageRatio: readings.usageRatio },
  });
};

const partly: Rule = ({ node, pods }) => {
  const lost = pods.filter(({ unmeasured }) => unmeasured !== null && /zone/.test(unmeasured));
  if (lost.length === 0) return null;
  const message = `Node ${node.node}: ${count(lost.length, 'pod')} could not be measured for want of a zone: ${some(lost.map(titleOf))}`;
  return warning('POD_WITHOUT_ZONE', message, { subject: node.node, figures: { pods: lost.length } });
};

const RULES: readonly Rule[] = [
  legacySingle,
  sample,
  estimated,
  noMemory,
  gpuHint,
  lowerBound,
  psysBasis,
  memoryOnly,
  overlap,
  unknownZones,
  partly,
  noNodeFigures,
  brokenSum,
  ratioOff,
  restarted,
  flagged('counter-reset', 'COUNTER_RESET', RESET),
  flagged('partial', 'POD_APPEARED', APPEARED),
  flagged('gone', 'POD_GONE', GONE),
  flagged('terminated', 'POD_TERMINATED', ENDED),
  stale,
  outside,
  idle,
  platform,
  platformBelow,
];
