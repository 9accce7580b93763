/** The chosen start as a daily cron schedule in the region's own clock. */

import { AuditError } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { MS_PER_HOUR, MS_PER_SECOND } from '../units.ts';
import { type ClockChange, clockChangesAt } from './clock-change.ts';

export interface CronWindow {
  /** Five fields, "M H * * *". */
  readonly schedule: string;
  /** IANA name, for spec.timeZone. */
  readonly timeZone: string;
  /** "10:00", on the clocks of that zone. */
  readonly localStart: string;
  /** The start is lost, or comes twice, on the day of a change of clocks; one hour can be both, in spring and in autumn. */
  readonly clockChanges: readonly ClockChange[];
  /** A start missed by more than this waits for the next day. */
  readonly startingDeadlineSeconds: number;
  /** A run longer than this is ended. */
  readonly activeDeadlineSeconds: number;
}

export interface CronWindowQuery {
  readonly startsAtMs: number;
  readonly durationMs: number;
  readonly timeZone: string;
}

const DAY_MS = 24 * MS_PER_HOUR;
/** A late start must leave the run mostly in its window. */
const LATE_SHARE = 1 / 4;
/** Under 10 s the controller can miss every start, as it looks that seldom (Kubernetes documentation of CronJob, 2024); we stay well over it. */
const SHORTEST_LATE_SECONDS = 300;
const LONGEST_LATE_SECONDS = 3600;
/** A run may take twice what was planned before it is taken to hang. */
const OVERRUN_FACTOR = 2;
/** A pod is scheduled and its image is fetched within the deadline too: time for that, however short or long the run is. */
const LEAST_OVERRUN_SECONDS = 300;

/** Cron counts minutes, so seconds of the start are cut. Throws USAGE if a daily run does not fit into a day. */
export function cronWindow({ startsAtMs, durationMs, timeZone }: CronWindowQuery): CronWindow {
  if (!(durationMs > 0 && durationMs <= DAY_MS)) {
    const hint = 'Choose a duration of at most 24h for a daily schedule';
    throw new AuditError(
      'USAGE',
      `A run of ${durationMs / MS_PER_HOUR} h does not fit into a daily schedule`,
      { hint },
    );
  }
  const { hour, minute } = localTime(startsAtMs, timeZone);
  const seconds = Math.ceil(durationMs / MS_PER_SECOND);
  return {
    schedule: `${minute} ${hour} * * *`,
    timeZone,
    localStart: [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'),
    clockChanges: clockChangesAt(startsAtMs, timeZone),
    startingDeadlineSeconds: between(
      SHORTEST_LATE_SECONDS,
      Math.round(seconds * LATE_SHARE),
      LONGEST_LATE_SECONDS,
    ),
    activeDeadlineSeconds: Math.max(
      seconds + LEAST_OVERRUN_SECONDS,
      Math.min(seconds * OVERRUN_FACTOR, DAY_MS / MS_PER_SECOND),
    ),
  };
}

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));
