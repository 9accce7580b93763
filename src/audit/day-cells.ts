/** A day of carbon intensity as 24 cells to shade, the chosen time marked. */

import { meanIntensity } from '../grid/mean-intensity.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { localTime, utcOffsetMs } from '../local-time.ts';
import { MS_PER_HOUR } from '../units.ts';
import type { TimeSpan } from './window-query.ts';

export interface DayCell {
  /** What the clocks show when the cell begins, 0 to 23; a change of clocks repeats or skips one. */
  readonly hour: number;
  /** 0 the cleanest cell … 1 the dirtiest of these 24; null where the series does not cover all of it. */
  readonly level: number | null;
  /** Some of a chosen window lies in it. */
  readonly marked: boolean;
}

export interface DayQuery {
  readonly series: IntensitySeries;
  readonly fromMs: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly windows: readonly TimeSpan[];
}

const CELLS = 24;

/** 24 elapsed hours from the local hour that `fromMs` lies in. What passed before `fromMs` is left out of the first. */
export function dayCells({ series, fromMs, timeZone, windows }: DayQuery): DayCell[] {
  const firstMs = localHourStartMs(fromMs, timeZone);
  const spans = Array.from({ length: CELLS }, (_, cell) => hourFrom(firstMs + cell * MS_PER_HOUR));
  const means = spans.map(({ startMs, endMs }) => meanIntensity(series, Math.max(startMs, fromMs), endMs));
  const levels = scaled(means);
  return spans.map((span, cell) => ({
    hour: localTime(span.startMs, timeZone).hour,
    level: levels[cell] ?? null,
    marked: windows.some((window) => window.startMs < span.endMs && span.startMs < window.endMs),
  }));
}

const hourFrom = (startMs: number): TimeSpan => ({ startMs, endMs: startMs + MS_PER_HOUR });

/** Local, because the hours of India begin on the half hours of UTC. */
function localHourStartMs(atMs: number, timeZone: string): number {
  const localMs = atMs + utcOffsetMs(atMs, timeZone);
  return atMs - (localMs - Math.floor(localMs / MS_PER_HOUR) * MS_PER_HOUR);
}

/** A flat day is neither clean nor dirty: one half. */
function scaled(means: readonly (number | null)[]): (number | null)[] {
  const known = means.filter((mean) => mean !== null);
  const least = Math.min(...known);
  const spread = Math.max(...known) - least;
  const isFlat = spread <= 1e-9 * Math.abs(least);
  return means.map((mean) => (mean === null ? null : isFlat ? 0.5 : (mean - least) / spread));
}
