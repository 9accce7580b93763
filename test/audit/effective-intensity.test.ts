import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectiveIntensity } from '../../src/audit/effective-intensity.ts';
import type { Site } from '../../src/audit/site.ts';
import { workloadOf } from '../../src/audit/workload.ts';
import type { PodFlag, PodPower } from '../../src/kepler/measurement.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { assessed, measurementOf, podOf, podUsing, SEOUL, siteIn, windowOver } from './subjects.ts';
import { hourly } from './window-cases.ts';

/** Hours of 2026-04-21 in Seoul, a Tuesday. */
const kst = (hour: number): number => Date.parse('2026-04-21T00:00:00+09:00') + hour * H;
const JOULES = 3_600_000;
const used = (fromHour: number, toHour: number, joules = JOULES) => ({
  fromMs: kst(fromHour),
  toMs: kst(toHour),
  joules,
});

const verdictOf = (fromHour: number, toHour: number) => {
  const pods = [podUsing([used(fromHour, toHour)])];
  return assessed(measurementOf(pods, { window: windowOver(pods) }), {
    site: siteIn('ap-northeast-2', { pue: 1.32 }),
  });
};

test('an evening-only workload is above 424 and NON_COMPLIANT, the same energy at 10–14 is COMPLIANT', () => {
  const evening = verdictOf(18, 22);
  const midday = verdictOf(10, 14);
  expect(evening.workloads[0]?.effectiveIntensity?.value).toBeGreaterThan(424);
  expect(evening.workloads[0]).toMatchObject({ verdict: 'NON_COMPLIANT', energyKwh: 1 });
  expect(evening.gate.exitCode).toBe(1);
  expect(midday.workloads[0]?.effectiveIntensity?.value).toBeLessThan(424);
  expect(midday.workloads[0]).toMatchObject({ verdict: 'COMPLIANT', energyKwh: 1 });
  expect(midday.gate.exitCode).toBe(0);
});

/** More than was counted may have been used in it. */
const bound = (fromHour: number, toHour: number, joules = JOULES) => ({
  ...used(fromHour, toHour, joules),
  isBound: true,
});
const LOST = ['counter-reset', 'lower-bound'] as const;
test.each([
  [
    'a restart in the evening took energy along, and noon was counted',
    [used(10, 14), bound(18, 22, 300)],
    LOST,
    'INCONCLUSIVE',
  ],
  [
    'a pod came in the evening after a run nobody saw begin',
    [used(10, 14), bound(18, 22, 300)],
    ['partial', 'lower-bound'],
    'INCONCLUSIVE',
  ],
  [
    'it ended in the evening over a restart of Kepler',
    [used(10, 14), bound(18, 22, 300)],
    ['terminated', 'lower-bound'],
    'INCONCLUSIVE',
  ],
  [
    'noon took energy along, and the evening was counted',
    [bound(10, 14, 300), used(18, 22)],
    LOST,
    'INCONCLUSIVE',
  ],
  [
    'noon took energy along, which only makes it cleaner, and little was used in the evening',
    [bound(10, 14), used(18, 22, 300)],
    LOST,
    'COMPLIANT',
  ],
  ['the end of the old run is listed', [used(10, 14), used(18, 22, 300)], ['counter-reset'], 'COMPLIANT'],
  ['it was lost in the one interval there is', [bound(10, 14)], LOST, 'COMPLIANT'],
  ['all intervals are clean', [bound(10, 12), bound(12, 14)], LOST, 'COMPLIANT'],
  ['all intervals are dirty', [bound(18, 20), bound(20, 22)], LOST, 'NON_COMPLIANT'],
  [
    'zones hold a part, in all intervals alike',
    [used(10, 14), used(18, 22, 300)],
    ['lower-bound'],
    'COMPLIANT',
  ],
] as const)('the intensity where %s', (_, intervals, flags, verdict) => {
  const pods = [podUsing(intervals, { flags })];
  const { workloads } = assessed(measurementOf(pods, { window: windowOver(pods) }));
  expect(workloads[0]?.verdict).toBe(verdict);
  if (verdict === 'INCONCLUSIVE')
    expect(workloads[0]?.findings[0]?.reason).toMatch(/^\d+.* lies between .* on both sides of <= 424/);
});

test('what a restart took along may have been used in a gap of the series, though all that is left lies outside', () => {
  const site = siteIn('ap-northeast-2', { intensity: hourly([100, null], kst(0)), pue: 1.32 });
  const verdictWith = (flags: readonly PodFlag[]) => {
    const pods = [podUsing([used(0, 1), { ...used(1, 2, 0), isBound: flags.length > 0 }], { flags })];
    return assessed(measurementOf(pods, { window: windowOver(pods) }), { site }).workloads[0];
  };
  expect(verdictWith([])?.verdict).toBe('COMPLIANT');
  expect(verdictWith(LOST)).toMatchObject({
    verdict: 'INCONCLUSIVE',
    findings: [
      {
        reason:
          '100 is the mean of what was counted: what was not may have been used in hours of which no figure is known',
      },
    ],
  });
});

test('of three scrapes each interval weighs by its energy: mostly by day passes, mostly by night does not', () => {
  const shared = (byDay: number, byNight: number) =>
    podUsing([used(10, 14, byDay), used(14, 18, 0), used(18, 22, byNight)]);
  const pods = [
    { ...shared(9 * JOULES, JOULES), name: 'day', podId: 'day' },
    { ...shared(JOULES, 9 * JOULES), name: 'night', podId: 'night' },
  ];
  const { workloads, site } = assessed(measurementOf(pods, { window: windowOver(pods) }));
  const of = (name: string) => workloads.find(({ workload }) => workload.name === name);
  expect(of('night')?.verdict).toBe('NON_COMPLIANT');
  expect(of('day')?.verdict).toBe('COMPLIANT');
  // They differ, so the check stands with each workload and not at the site.
  expect(site.findings.map(({ standard }) => standard)).toEqual(['KR_PUE_GREEN_DC']);
  expect(of('day')?.findings.map(({ standard }) => standard)).toEqual(['KR_CARBON_2050']);
});

const NAME = { namespace: 'ns', kind: 'Pod', name: 'web', ownerFrom: 'pod' } as const;
const intensityOf = (intervals: Parameters<typeof podUsing>[0], site: Site) =>
  effectiveIntensity(workloadOf(NAME, intervals.length === 0 ? [podOf()] : [podUsing(intervals)]), site);

const placeWith = (series: ReturnType<typeof hourly>) => siteIn('ap-northeast-2', { intensity: series });

test.each([
  ['equal energy', [10, 10], 200],
  ['three quarters in the second hour', [10, 30], 250],
  ['all in the first hour', [10, 0], 100],
  ['no energy at all: the mean over time', [0, 0], 200],
])('%s', (_, joules, expected) => {
  const intervals = joules.map((amount, hour) => ({
    fromMs: hour * H,
    toMs: (hour + 1) * H,
    joules: amount,
  }));
  expect(intensityOf(intervals, placeWith(hourly([100, 300])))?.value).toBeCloseTo(expected, 9);
});

test('a gap where energy was used gives no figure; a gap where none was used does not matter', () => {
  const first = { fromMs: kst(0), toMs: kst(1), joules: 10 };
  const second = { fromMs: kst(1), toMs: kst(2), joules: 10 };
  const holed = placeWith(hourly([100, null], kst(0)));
  expect(intensityOf([first, second], holed)).toBeNull();
  expect(intensityOf([first, { ...second, joules: 0 }], holed)?.value).toBe(100);
  const pods = [podUsing([first, second])];
  const { workloads, gate } = assessed(measurementOf(pods, { window: windowOver(pods) }), { site: holed });
  expect(workloads[0]).toMatchObject({ verdict: 'INCONCLUSIVE', emissions: null });
  expect(gate.exitCode).toBe(4);
});

test.each(['2026-01-17', '2026-04-21', '2026-07-04', '2026-10-14'])(
  'a workload that draws the same all day gets exactly the yearly average, in any season: %s',
  (day) => {
    const startMs = Date.parse(`${day}T00:00:00+09:00`);
    const hours = Array.from({ length: 24 }, (_, hour) => ({
      fromMs: startMs + hour * H,
      toMs: startMs + (hour + 1) * H,
      joules: JOULES,
    }));
    expect(intensityOf(hours, SEOUL)?.value).toBe(423);
  },
);

test('without a window it is the yearly average, or the mean of a stated series with a note', () => {
  expect(intensityOf([], SEOUL)).toMatchObject({
    value: 423,
    evidence: { grade: 'published', year: 2025 },
  });
  const stated = intensityOf([], placeWith(hourly([100, null, 400, 400])));
  expect(stated?.value).toBeCloseTo(300, 9);
  expect(stated?.evidence.note).toContain('mean of the whole series');
});

test('a window over the profile is only estimated, and says what it is scaled from', () => {
  const { evidence } = intensityOf([used(18, 22)], SEOUL) ?? {};
  expect(evidence?.grade).toBe('estimated');
  expect(evidence?.source).toMatch(/^typical day of 2024 .* scaled to: Electricity Maps/);
});

test('law: the result lies between the cleanest and the dirtiest hour, and scaling all energy changes nothing', () => {
  const hours = fc.array(
    fc.record({ level: fc.integer({ min: 1, max: 900 }), joules: fc.integer({ min: 0, max: 1e6 }) }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(hours, fc.integer({ min: 2, max: 50 }), (given, factor) => {
      const site = placeWith(hourly(given.map(({ level }) => level)));
      const intervals = given.map(({ joules }, hour) => ({ fromMs: hour * H, toMs: (hour + 1) * H, joules }));
      const value = intensityOf(intervals, site)?.value ?? Number.NaN;
      const levels = given.map(({ level }) => level);
      expect(value).toBeGreaterThanOrEqual(Math.min(...levels));
      expect(value).toBeLessThanOrEqual(Math.max(...levels));
      const more = intervals.map((interval) => ({ ...interval, joules: interval.joules * factor }));
      expect(intensityOf(more, site)?.value).toBeCloseTo(value, 6);
    }),
  );
});

test('law: work that draws the same throughout gets exactly the yearly average over whole days, however it was scraped', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 24 * 3600 - 1 }), { maxLength: 40 });
  const watts = fc.double({ min: 0.001, max: 5000, noNaN: true });
  fc.assert(
    fc.property(
      cuts,
      watts,
      fc.integer({ min: 0, max: 364 }),
      fc.integer({ min: 1, max: 3 }),
      (given, drawn, day, days) => {
        const startMs = Date.parse('2025-01-01T00:00:00+09:00') + day * 24 * H;
        const edges = [...new Set([0, ...given, days * 24 * 3600])].sort((a, b) => a - b);
        const intervals = edges.slice(1).map((second, index) => {
          const from = edges[index] as number;
          return {
            fromMs: startMs + from * 1000,
            toMs: startMs + second * 1000,
            joules: drawn * (second - from),
          };
        });
        expect(intensityOf(intervals, SEOUL)?.value).toBe(423);
      },
    ),
  );
});

test('law: one level at all times is what every workload gets, whatever it drew and when', () => {
  const steps = fc.array(
    fc.record({
      lengthMs: fc.integer({ min: 1, max: 1e8 }),
      joules: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e9, noNaN: true })),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, fc.double({ min: 0, max: 5000, noNaN: true }), (given, level) => {
      let at = 0;
      const intervals = given.map(({ lengthMs, joules }) => {
        at += lengthMs;
        return { fromMs: at - lengthMs, toMs: at, joules };
      });
      const hours = Math.ceil(at / H);
      const site = placeWith(hourly(Array(hours).fill(level)));
      expect(intensityOf(intervals, site)?.value).toBe(level);
    }),
  );
});

/** Two pods of one owner on two nodes, judged as one. */
function ofOwner(pods: readonly PodPower[]) {
  const named = pods.map((pod, index) => ({
    ...pod,
    node: `n${index}`,
    name: `web-${index}`,
    podId: `${index}`,
  }));
  const { workloads } = assessed(measurementOf(named, { window: windowOver(named) }), {
    groupBy: 'workload',
  });
  expect(workloads).toHaveLength(1);
  return workloads[0];
}

test('pods of an owner count by the power they draw, however long their nodes were watched', () => {
  // 1 kW at noon and 1 kW in the evening, the latter seen for half an hour only.
  const both = ofOwner([podUsing([used(10, 14, 4 * JOULES)]), podUsing([used(19, 19.5, JOULES / 2)])]);
  const [noon, evening] = [used(10, 14), used(19, 19.5)].map(
    (one) => intensityOf([one], SEOUL)?.value ?? Number.NaN,
  ) as [number, number];
  expect(both?.effectiveIntensity?.value).toBeCloseTo((noon + evening) / 2, 9);
});

test('an owner with a pod over a window and one at a moment has no intensity of either', () => {
  expect(ofOwner([podUsing([used(10, 14)]), podOf({ powerWatts: 500 })])).toMatchObject({
    verdict: 'INCONCLUSIVE',
    effectiveIntensity: null,
    emissions: null,
    findings: [
      {
        reason:
          'some of its pods were measured over a window and others at one moment: give two scrapes of every node',
      },
    ],
  });
});

test('a site check over a hole of the series names no workload that is not there', () => {
  const pods = [podUsing([used(10, 14)])];
  const { site } = assessed(measurementOf(pods, { window: windowOver(pods) }), {
    site: siteIn('ap-northeast-2', { intensity: hourly([300, 310], kst(10)) }),
  });
  expect(site.findings[0]?.reason).toBe('the intensity series has a gap in the window');
});
