/** How the power of a node divides, and where Kepler's own figures contradict each other. */

import { TOLERANCE } from './doubts.ts';
import { MODELS } from './node-plan.ts';
import { info, percent, warning, watts } from './phrases.ts';
import type { Rule } from './warning-rule.ts';

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

const differs = (value: number, expected: number | null): boolean =>
  expected !== null && Math.abs(value - expected) > TOLERANCE * expected;

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

/** Virtual machines are read as a gauge, which is no part of an average over a window. */
const outside: Rule = ({ node, readings, method }) => {
  const { outsidePodsWatts, totalWatts } = node;
  if (outsidePodsWatts === null || outsidePodsWatts === 0) return null;
  const vmWatts = method === 'gauge' ? readings.vmWatts : null;
  const vms = vmWatts === null ? '' : ` (virtual machines ${watts(vmWatts)})`;
  const message = `Node ${node.node}: ${watts(outsidePodsWatts)} of active power belong to no measured pod${vms} and were not assessed`;
  const figures = {
    outsidePodsWatts,
    totalWatts: totalWatts ?? 'unknown',
    vmWatts: vmWatts ?? 'unknown',
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

export const BALANCE_RULES: readonly Rule[] = [
  estimated,
  noNodeFigures,
  brokenSum,
  ratioOff,
  outside,
  idle,
  platform,
  platformBelow,
];
