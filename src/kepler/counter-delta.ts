/** Energy of one counter between two scrapes, by the rules for counters that restart. */

export interface CounterValues {
  /** Running value in the first scrape, NaN where the series is absent. */
  readonly before: number;
  readonly after: number;
  /** Final value of a terminated row that is new in the second scrape, NaN where there is none. */
  readonly ended: number;
  /** The counter is known to have started anew in between, though it may have outgrown the old value. */
  readonly hasRestarted?: boolean;
}

/** `restart`: the end of the old run is listed, so the energy is exact; `reset`: it is not, so the energy is a lower bound. */
export type CounterEvent = 'steady' | 'new' | 'reset' | 'restart' | 'terminated' | 'gone' | 'absent';

export interface CounterDelta {
  /** Never negative; NaN where it is not known (gone, absent). */
  readonly joules: number;
  readonly event: CounterEvent;
  /** Some energy is known, or may be, missing from the joules. */
  readonly isBound: boolean;
}

/**
 * Exact over a restart with a terminated row: (final − last running) + new running. Without one a fall means a restart
 * from 0, so the new value is a lower bound. A terminated row alone is never an increase from 0: it starts at its full level.
 * So of an end whose run was not seen nobody knows how much belongs here; beside it the joules are a lower bound.
 */
export function counterDelta(values: CounterValues): CounterDelta {
  return Number.isNaN(values.before) ? deltaOfNew(values) : deltaOfKnown(values);
}

const deltaOfNew = ({ after, ended, hasRestarted = false }: CounterValues): CounterDelta => ({
  joules: after,
  event: Number.isNaN(after) ? 'absent' : 'new',
  isBound: hasRestarted || !Number.isNaN(ended),
});

function deltaOfKnown({ before, after, ended, hasRestarted = false }: CounterValues): CounterDelta {
  const isGone = Number.isNaN(after);
  if (ended >= before) {
    const joules = ended - before + (isGone ? 0 : after);
    return { joules, event: isGone ? 'terminated' : 'restart', isBound: hasRestarted };
  }
  if (isGone) return { joules: Number.NaN, event: 'gone', isBound: false };
  return after >= before && !hasRestarted
    ? { joules: after - before, event: 'steady', isBound: false }
    : { joules: after, event: 'reset', isBound: true };
}
