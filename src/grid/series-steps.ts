/** Rows of times and values to segments: sorted, not overlapping, holes kept. */

import type { AuditError } from '../errors.ts';
import type { Segment } from './series.ts';
import { unreadable } from './series-columns.ts';

export interface Reading {
  readonly row: number;
  readonly fromMs: number;
  /** null: the row does not say when it ends. */
  readonly toMs: number | null;
  readonly gco2eqPerKwh: number;
}

/** Throws NO_INTENSITY with the row that is out of order, overlaps, or does not say when it ends. */
export function segmentsOf(readings: readonly Reading[], origin: string): Segment[] {
  const usualStepMs = usualStep(readings);
  return readings.map((reading, index) => {
    const { row, fromMs, gco2eqPerKwh } = reading;
    const next = readings[index + 1];
    if (next !== undefined && next.fromMs <= fromMs) throw outOfOrder(next.row, row, origin);
    const toMs = reading.toMs ?? impliedEnd(reading, next, usualStepMs);
    if (toMs === null) throw unreadable(origin, `row ${row} does not say when it ends`, 'add a column "end"');
    if (toMs <= fromMs) throw unreadable(origin, `row ${row} ends before it starts`, 'correct its times');
    if (next !== undefined && next.fromMs < toMs) {
      throw unreadable(origin, `row ${next.row} starts before row ${row} has ended`, 'rows must not overlap');
    }
    return { fromMs, toMs, gco2eqPerKwh };
  });
}

function impliedEnd(
  { fromMs }: Reading,
  next: Reading | undefined,
  usualStepMs: number | null,
): number | null {
  if (usualStepMs === null) return null;
  return Math.min(fromMs + usualStepMs, next?.fromMs ?? Number.POSITIVE_INFINITY);
}

const outOfOrder = (row: number, before: number, origin: string): AuditError =>
  unreadable(
    origin,
    `row ${row} does not come after row ${before} in time`,
    'sort the rows and remove repeated ones',
  );

/** The most common distance of two starts, the shorter of equally common ones; null with fewer than two rows. */
function usualStep(readings: readonly Reading[]): number | null {
  const counts = new Map<number, number>();
  for (const [index, { fromMs }] of readings.entries()) {
    const step = fromMs - (readings[index - 1]?.fromMs ?? Number.NaN);
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || a - b);
  return ranked[0]?.[0] ?? null;
}
