/** What the time of a measurement means, and what happened to pods and Kepler inside it. */

import { MS_PER_SECOND } from '../units.ts';
import { windowSeconds } from './counter.ts';
import { staleWatts } from './gauge.ts';
import type { PodFlag } from './measurement.ts';
import { count, info, number, some, warning, watts } from './phrases.ts';
import { titleOf } from './pod-power.ts';
import type { Rule } from './warning-rule.ts';
import { hasPodWatts } from './wholeness.ts';
import { MOST_DOUBT_RATIO, windowDoubtMs, windowDoubtRatio } from './window-doubt.ts';

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

const uncertain: Rule = ({ node, visits }) => {
  const [first, last] = [visits[0], visits.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  if (windowDoubtRatio(first, last) <= MOST_DOUBT_RATIO) return null;
  const seconds = windowSeconds(visits);
  const doubtSeconds = windowDoubtMs(first, last) / MS_PER_SECOND;
  const message = `Node ${node.node}: its endpoint answered so late that its window of ${number(seconds)} s may be ${number(doubtSeconds)} s longer or shorter, and its power wrong by as much`;
  return warning('WINDOW_UNCERTAIN', message, {
    subject: node.node,
    figures: { windowSeconds: seconds, doubtSeconds },
  });
};

/** Watts of pods come behind their joules, and text of others behind both: without either, the list of pods may be cut off. */
const podsCut: Rule = ({ node, readings, visits, pods }) => {
  if (visits.length === 1 || readings.generation === 'legacy' || pods.length === 0) return null;
  if (readings.endsWithKepler !== true || visits.some((visit) => hasPodWatts(visit.readings))) return null;
  const message = `Node ${node.node}: its scrapes give joules of pods and no watts, and end before the figures that would tell whether they are whole, so pods may have been cut off`;
  return warning('PODS_MAY_BE_CUT', message, { subject: node.node, figures: { pods: pods.length } });
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

/** Of pods inside a window. [what happened, what it means for the figures] */
type Event = readonly [what: string, meaning: string];

const flagged = (flag: PodFlag, code: string, [what, meaning]: Event): Rule => {
  return ({ node, pods, visits }) => {
    if (visits.length === 1) return null;
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

const RESET: Event = ['restarted', 'counters started anew; a lower bound unless Kepler listed the end'];
const APPEARED: Event = ['appeared', 'energy since then, averaged over the whole window'];
const GONE: Event = ['vanished', 'Kepler gave no final value'];
const ENDED: Event = ['ended', 'with its final energy'];
const SHORT_LIVED: Event = [
  'came and ended',
  'a final value alone does not say how much belongs to the window',
];

const restarted: Rule = ({ node, rates }) => {
  if (!rates.restarted) return null;
  const message = `Node ${node.node}: its own counters fell inside the window (Kepler was restarted), so its total and idle power are not known`;
  return warning('KEPLER_RESTARTED', message, {
    subject: node.node,
    figures: { attributedWatts: node.attributedWatts },
  });
};

export const TIME_RULES: readonly Rule[] = [
  legacySingle,
  sample,
  uncertain,
  podsCut,
  restarted,
  flagged('counter-reset', 'COUNTER_RESET', RESET),
  flagged('partial', 'POD_APPEARED', APPEARED),
  flagged('gone', 'POD_GONE', GONE),
  flagged('terminated', 'POD_TERMINATED', ENDED),
  flagged('short-lived', 'POD_SHORT_LIVED', SHORT_LIVED),
  stale,
];
