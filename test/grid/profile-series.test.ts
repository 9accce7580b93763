import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanIntensity } from '../../src/grid/mean-intensity.ts';
import { dayShape, profileSeries } from '../../src/grid/profile-series.ts';
import type { DayProfile, RegionIntensity } from '../../src/grid/region.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';

const { profiles } = await loadCatalogue();
const KOREA = profiles.get('KR') as DayProfile;
const yearly = (gco2eqPerKwh: number): RegionIntensity => ({
  gco2eqPerKwh,
  evidence: {
    grade: 'published',
    source: 'yearly average',
    year: 2025,
    basis: 'lifecycle',
    signal: 'average',
  },
});
const over = (profile: DayProfile, from: string, to: string, average = 423): number => {
  const fromMs = Date.parse(from);
  const toMs = Date.parse(to);
  return meanIntensity(
    profileSeries({ profile, yearly: yearly(average), fromMs, toMs }),
    fromMs,
    toMs,
  ) as number;
};

const SEASONS = ['DJF', 'MAM', 'JJA', 'SON'] as const;
const DAY_TYPES = ['weekday', 'weekend'] as const;
/** A Monday and a Saturday of each season. */
const DATES = {
  DJF: ['01-12', '01-17'],
  MAM: ['04-20', '04-25'],
  JJA: ['07-20', '07-25'],
  SON: ['10-19', '10-24'],
} as const;

const everyKoreanDay = SEASONS.flatMap((season) =>
  DATES[season].map((date) => [season, `2026-${date}`] as const),
);

test.each(everyKoreanDay)(
  '%s, %s: Korea is dirty in the evening and clean at noon, on either side of 424',
  (_, date) => {
    expect(over(KOREA, `${date}T18:00+09:00`, `${date}T22:00+09:00`)).toBeGreaterThan(424);
    expect(over(KOREA, `${date}T10:00+09:00`, `${date}T14:00+09:00`)).toBeLessThan(424);
  },
);

test('the figures of a Korean spring weekday', () => {
  const mean = (from: number, to: number) =>
    over(KOREA, `2026-04-20T${from}:00+09:00`, `2026-04-20T${to}:00+09:00`);
  expect(mean(18, 22)).toBeCloseTo(443.7, 1);
  expect(mean(10, 14)).toBeCloseTo(390.6, 1);
});

test('10–14 h are the four cleanest hours in a row of the Korean year 2024, 02–06 are above the mean', () => {
  const meanOf = (start: number) =>
    KOREA.annual.slice(start, start + 4).reduce((sum, value) => sum + value, 0) / 4;
  const starts = Array.from({ length: 21 }, (_, start) => start);
  expect(starts.reduce((best, start) => (meanOf(start) < meanOf(best) ? start : best))).toBe(10);
  expect(meanOf(2)).toBeGreaterThan(KOREA.annual.reduce((sum, value) => sum + value, 0) / 24);
});

test('a flat workload over whole local days gets exactly the yearly average, in every zone', () => {
  const zones = fc.constantFrom(...profiles.values());
  const midnights = fc.integer({ min: 0, max: 364 }).map((day) => Date.UTC(2026, 0, 1) + day * 86_400_000);
  fc.assert(
    fc.property(
      zones,
      midnights,
      fc.double({ min: 1, max: 1000, noNaN: true }),
      fc.integer({ min: 1, max: 8 }),
      (profile, utcMidnight, average, days) => {
        const near = profileSeries({
          profile,
          yearly: yearly(average),
          fromMs: utcMidnight,
          toMs: utcMidnight + 49 * 3_600_000,
        });
        const clock = new Intl.DateTimeFormat('en-GB', {
          timeZone: profile.timeZone,
          hour: 'numeric',
          hourCycle: 'h23',
        });
        const start = near.segments.find(
          ({ fromMs }) => fromMs > utcMidnight && Number(clock.format(fromMs)) === 0,
        );
        // On the day the clocks jump over midnight there is none; the next one is looked at then.
        const fromMs = start?.fromMs as number;
        const toMs = fromMs + days * 86_400_000;
        const midnights = Array.from({ length: days }, (_, day) => fromMs + (day + 1) * 86_400_000);
        fc.pre(midnights.every((atMs) => Number(clock.format(atMs)) === 0)); // no day on which the clocks change
        const series = profileSeries({ profile, yearly: yearly(average), fromMs, toMs });
        expect(meanIntensity(series, fromMs, toMs)).toBe(average);
      },
    ),
  );
});

test('every shape averages 1 and is positive', () => {
  for (const profile of profiles.values()) {
    for (const season of SEASONS) {
      for (const dayType of DAY_TYPES) {
        const shape = dayShape(profile, season, dayType);
        expect(shape).toHaveLength(24);
        expect(shape.reduce((sum, value) => sum + value, 0) / 24).toBeCloseTo(1, 12);
        expect(Math.min(...shape)).toBeGreaterThan(0);
      }
    }
  }
});

test('hours are those of the local clock: Indian half hours, southern seasons by calendar month', () => {
  const india = profiles.get('IN-WE') as DayProfile;
  const [first, second] = profileSeries({
    ...{ profile: india, yearly: yearly(700) },
    ...{ fromMs: Date.parse('2026-07-20T04:00Z'), toMs: Date.parse('2026-07-20T05:00Z') },
  }).segments;
  expect(first?.toMs).toBe(Date.parse('2026-07-20T04:30Z'));
  expect(first?.gco2eqPerKwh).toBeCloseTo(700 * (dayShape(india, 'JJA', 'weekday')[9] as number), 9);
  expect(second?.gco2eqPerKwh).toBeCloseTo(700 * (dayShape(india, 'JJA', 'weekday')[10] as number), 9);
  const sydney = profiles.get('AU-NSW') as DayProfile;
  const january = over(sydney, '2026-01-12T12:00+11:00', '2026-01-12T13:00+11:00', 500);
  expect(january).toBeCloseTo(500 * (dayShape(sydney, 'DJF', 'weekday')[12] as number), 9);
});

test('it is an estimate that names its year, and no better than the average it is scaled to', () => {
  const of = (average: RegionIntensity) =>
    profileSeries({ profile: KOREA, yearly: average, fromMs: 0, toMs: 1 });
  expect(of(yearly(423))).toMatchObject({
    signal: 'average',
    basis: 'lifecycle',
    evidence: {
      grade: 'estimated',
      source: 'typical day of 2024 (Electricity Maps, hourly data, zone KR) scaled to: yearly average',
      year: 2025,
    },
  });
  const assumed = { gco2eqPerKwh: 1, evidence: { grade: 'assumed', source: 'a guess', year: null } } as const;
  expect(of(assumed).evidence.grade).toBe('assumed');
});

test('hours keep their signal and basis, and are never scaled to an average of another kind', () => {
  const hours = { ...KOREA, signal: 'marginal', basis: 'direct' } as const;
  const of = (evidence: object) => {
    const average = yearly(423);
    const own = { ...average, evidence: { ...average.evidence, ...evidence } };
    return profileSeries({ profile: hours, yearly: own, fromMs: 0, toMs: 1 });
  };
  const kind = { signal: 'marginal', basis: 'direct' };
  expect(of(kind)).toMatchObject({ ...kind, evidence: kind });
  for (const other of [{}, { signal: 'marginal' }, { basis: 'direct' }])
    expect(() => of(other)).toThrow(expect.objectContaining({ code: 'MIXED_SIGNALS' }));
});

test('a window of more than five years is a mistake', () => {
  const window = { profile: KOREA, yearly: yearly(423), fromMs: 0, toMs: 6 * 366 * 86_400_000 };
  expect(() => profileSeries(window)).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
