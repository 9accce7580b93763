/** The order of a report: worst first, then the larger emitter, then by name. */

import type { Judged } from './judged.ts';
import { VERDICTS } from './verdict.ts';

/** Positions in that order. Of each workload only its keys are kept, not the workload. */
export function worstFirst(judged: readonly Judged[]): readonly number[] {
  const ranks = new Uint8Array(judged.length);
  const watts = new Float64Array(judged.length);
  const names = new Array<string>(judged.length);
  for (let at = 0; at < judged.length; at++) {
    const { verdict, workload } = judged[at] as Judged;
    ranks[at] = VERDICTS.indexOf(verdict);
    watts[at] = workload.powerWatts ?? -1;
    names[at] = workload.name.name;
  }
  const byName = (a: number, b: number): number => ((names[a] as string) < (names[b] as string) ? -1 : 1);
  return Array.from(ranks, (_, at) => at).sort((a, b) => by(ranks, a, b) || by(watts, b, a) || byName(a, b));
}

const by = (keys: Uint8Array | Float64Array, a: number, b: number): number =>
  (keys[a] as number) - (keys[b] as number);
