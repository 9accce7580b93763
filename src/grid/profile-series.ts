/** A series made from a typical day. A profile gives only the shape of the day; the yearly average gives its height. */

import { AuditError } from '../errors.ts';
import { type Evidence, weakest } from '../evidence.ts';
import { MS_PER_HOUR } from '../units.ts';
import { type LocalHour, localHours } from './local-hours.ts';
import { refuseMixing } from './refuse-mixing.ts';
import type { DayProfile, RegionIntensity } from './region.ts';
import type { IntensitySeries } from './series.ts';

/** Five years: longer windows are a mistake in a date. */
const LONGEST_MS = 5 * 366 * 24 * MS_PER_HOUR;

export interface ProfileWindow {
  readonly profile: DayProfile;
  /** The average that a flat workload must get over a whole day. */
  readonly yearly: RegionIntensity;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Hour by hour on the profile's local clock, `estimated`. Throws USAGE for windows over five years, MIXED_SIGNALS where the hours
 * are of another kind than the average.
 */
export function profileSeries({ profile, yearly, fromMs, toMs }: ProfileWindow): IntensitySeries {
  if (toMs - fromMs > LONGEST_MS) {
    throw new AuditError('USAGE', 'the window is longer than five years', {
      hint: 'check the dates of the window',
    });
  }
  refuseUnlike(yearly, profile);
  const { signal, basis } = profile;
  const shapeOf = shapes(profile);
  const segments = localHours(profile.timeZone, fromMs, toMs).map((hour) => ({
    fromMs: hour.fromMs,
    toMs: hour.toMs,
    gco2eqPerKwh: yearly.gco2eqPerKwh * at(shapeOf(hour), hour.hour),
  }));
  return {
    ...{ segments, signal, basis },
    evidence: evidenceOf(profile, yearly),
    scaledTo: yearly.gco2eqPerKwh,
  };
}

const sourceOf = ({ year, source, gridZone }: DayProfile): string =>
  `typical day of ${year} (${source}, zone ${gridZone})`;

/** An average that does not say its kind is taken as of that of the hours. */
function refuseUnlike({ evidence }: RegionIntensity, profile: DayProfile): void {
  const { signal, basis, year } = profile;
  const hours = { signal, basis, evidence: { grade: 'estimated', source: sourceOf(profile), year } as const };
  refuseMixing(hours, { signal: evidence.signal ?? signal, basis: evidence.basis ?? basis, evidence });
}

function evidenceOf(profile: DayProfile, { evidence }: RegionIntensity): Evidence {
  return {
    ...evidence,
    grade: weakest('estimated', evidence.grade),
    source: `${sourceOf(profile)} scaled to: ${evidence.source}`,
    signal: profile.signal,
    basis: profile.basis,
  };
}

type Season = keyof DayProfile['seasons'];

/** Calendar months in either hemisphere: DJF is summer in the south. */
const SEASON_OF_MONTH: readonly Season[] = 'DJF DJF MAM MAM MAM JJA JJA JJA SON SON SON DJF'.split(
  ' ',
) as Season[];

const shapesOf = new WeakMap<DayProfile, Map<string, readonly number[]>>();

/** The shape of the day an hour belongs to, worked out once for each profile, season and type of day. */
function shapes(profile: DayProfile): (hour: LocalHour) => readonly number[] {
  const known = shapesOf.get(profile) ?? new Map<string, readonly number[]>();
  shapesOf.set(profile, known);
  return ({ month, weekday }) => {
    const season = SEASON_OF_MONTH[month] ?? 'DJF';
    const dayType = weekday === 0 || weekday === 6 ? 'weekend' : 'weekday';
    const key = `${season} ${dayType}`;
    const shape = known.get(key) ?? dayShape(profile, season, dayType);
    known.set(key, shape);
    return shape;
  };
}

/**
 * season × type of day ÷ year, each over its own mean: seasons and types of day are known one by one, not crossed,
 * and dividing by the year takes out the common shape that both contain. Then scaled so that the 24 hours average 1.
 */
export function dayShape(
  profile: DayProfile,
  season: Season,
  dayType: 'weekday' | 'weekend',
): readonly number[] {
  const ofSeason = overMean(profile.seasons[season]);
  const ofDayType = overMean(profile[dayType]);
  const ofYear = overMean(profile.annual);
  return overMean(ofSeason.map((factor, hour) => (factor * at(ofDayType, hour)) / at(ofYear, hour)));
}

function overMean(hours: readonly number[]): readonly number[] {
  const mean = hours.reduce((sum, value) => sum + value, 0) / hours.length;
  return hours.map((value) => value / mean);
}

/** Profiles have 24 hours, checked when they are read. */
const at = (hours: readonly number[], hour: number): number => hours[hour] as number;
