/** Why the energy of a pod over a window is not known, in true words. One interval that is not known is enough: it is never 0 J. */

import type { NodePlan } from './node-plan.ts';
import type { PodEvent } from './pod-delta.ts';

/** `hidden-before`, `hidden-after`: it is not in that scrape, which may have lost it. */
export type IntervalEvent = PodEvent | 'hidden-before' | 'hidden-after';

export interface Intervals {
  /** By pair of scrapes; none where the pod did not run in either. */
  readonly eventOfPair: ReadonlyMap<number, IntervalEvent>;
  /** By scrape: what is not in it did not run. */
  readonly whole: readonly boolean[];
}

export function whyUnknown(plan: NodePlan, { eventOfPair, whole }: Intervals): string | null {
  if (plan.choice.processor.length === 0 && plan.choice.memory.length === 0) return NO_ZONE;
  for (let pair = 0; pair + 1 < whole.length; pair += 1) {
    const event = eventOfPair.get(pair) ?? whileAbsent(pair, whole);
    const reason = reasonOf(event, { plan, pair, last: whole.length - 1 });
    if (reason !== null) return reason;
  }
  return null;
}

const NO_ZONE = 'no energy zone that may be added was exported for it';

/** It did not exist yet or any more, if the scrapes that do not show it are whole. */
function whileAbsent(pair: number, whole: readonly boolean[]): IntervalEvent {
  if (whole[pair] !== true) return 'hidden-before';
  return whole[pair + 1] === true ? 'absent' : 'hidden-after';
}

interface Place {
  readonly plan: NodePlan;
  readonly pair: number;
  /** Number of the last scrape. */
  readonly last: number;
}

function reasonOf(event: IntervalEvent, { plan, pair, last }: Place): string | null {
  switch (event) {
    case 'gone':
      return 'it vanished inside the window and Kepler gave no final value';
    case 'short-lived':
      return 'it came and ended between two scrapes, and a final value alone does not say how much of it belongs to the window';
    case 'part-missing':
      return `not all of its zones (${zonesOf(plan)}) were in every scrape`;
    case 'hidden-before':
      return notWhole(pair, last);
    case 'hidden-after':
      return notWhole(pair + 1, last);
    default:
      return null;
  }
}

const zonesOf = ({ choice, hasGpu }: NodePlan): string =>
  [...choice.processor, ...choice.memory, ...(hasGpu ? ['gpu'] : [])].join(', ');

function notWhole(scrape: number, last: number): string {
  if (scrape === 0) return 'the first scrape was not whole, so its energy since then is not known';
  if (scrape === last) return 'the last scrape was not whole, so its energy until then is not known';
  return 'a scrape inside the window was not whole, so its energy around it is not known';
}
