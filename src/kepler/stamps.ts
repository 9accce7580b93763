/**
 * Times that stand behind the samples themselves, as Prometheus writes them at /federate: Kepler gives none. They tell old
 * samples from new ones, and when a file was taken that nobody dated.
 */

import type { Diagnostic } from '../diagnostics.ts';
import { MS_PER_SECOND } from '../units.ts';
import { warning } from './phrases.ts';
import type { NodeReadings, ReadTime, Scrape } from './scrape.ts';

/** Of all samples that were kept. */
export interface Stamps {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Prometheus itself takes a sample for stale after that long (`--query.lookback-delta`, default of 2.x and 3.x). */
const STALE_MS = 5 * 60 * MS_PER_SECOND;

/** Before 1973 no machine took part: seconds of OpenMetrics that were read before the text showed what it is. */
const FIRST_MS = 1e11;

const inMs = (stamp: number): number => (Math.abs(stamp) < FIRST_MS ? stamp * MS_PER_SECOND : stamp);

export function withStamp(known: Stamps | null, stamp: number): Stamps {
  const atMs = inMs(stamp);
  if (known === null) return { firstMs: atMs, lastMs: atMs };
  if (atMs >= known.firstMs && atMs <= known.lastMs) return known;
  return { firstMs: Math.min(known.firstMs, atMs), lastMs: Math.max(known.lastMs, atMs) };
}

export function joined(one: Stamps | null, other: Stamps | null): Stamps | null {
  if (one === null || other === null) return one ?? other;
  return { firstMs: Math.min(one.firstMs, other.firstMs), lastMs: Math.max(one.lastMs, other.lastMs) };
}

/**
 * When the samples of one node are of, and how far from it one of them may be. Better than the time of the scrape: a Prometheus
 * hands on what it read up to a whole interval ago, of each node at another time.
 */
export function stampOf(stamps: Stamps | null): ReadTime | null {
  if (stamps === null || !isDate(stamps.lastMs)) return null;
  return { atMs: stamps.lastMs, doubtMs: stamps.lastMs - stamps.firstMs };
}

/** When it was taken: as stated, else as its youngest sample says. */
export function takenAtMsOf({ takenAtMs, readings }: Pick<Scrape, 'takenAtMs' | 'readings'>): number | null {
  const stampMs = readings.stamps?.lastMs ?? null;
  return takenAtMs ?? (stampMs !== null && isDate(stampMs) ? stampMs : null);
}

/** When one of its nodes was read. */
export const nodeTimeMs = ({ takenAtMs }: Scrape, { stamps = null }: NodeReadings): number | null =>
  stampOf(stamps)?.atMs ?? takenAtMs;

/** As far as dates go (ECMAScript, section "Time Values"). */
const isDate = (ms: number): boolean => Math.abs(ms) <= 8.64e15;

const utc = (ms: number): string => (isDate(ms) ? new Date(ms).toISOString() : `${ms} ms after 1970`);

/** Samples that are older than the others, or of another time than the scrape. */
export function stampWarnings({ origin, takenAtMs, readTime, readings }: Scrape): readonly Diagnostic[] {
  const stamps = readings.stamps ?? null;
  if (stamps === null) return [];
  const { firstMs, lastMs } = stamps;
  // A stamp that is no date is of no time at all, so it is far from any.
  const atMs = readTime?.atMs ?? takenAtMs ?? (isDate(lastMs) ? lastMs : 0);
  const apartMs = Math.max(Math.abs(atMs - firstMs), Math.abs(atMs - lastMs));
  if (apartMs <= STALE_MS) return [];
  const apartSeconds = Math.round(apartMs / MS_PER_SECOND);
  const times = firstMs === lastMs ? utc(lastMs) : `${utc(firstMs)} to ${utc(lastMs)}`;
  const message = `${origin}: its samples are of ${times} by their own time stamps, up to ${apartSeconds} s from ${utc(atMs)}, for which they are given`;
  return [warning('STALE_SAMPLES', message, { subject: origin, figures: { apartSeconds } })];
}
