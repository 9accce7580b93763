import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyStep, type Case, evaluateCase, type Step } from '../../src/audit/scenario.ts';
import { workloadsOf } from '../../src/audit/workload.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { CATALOGUE, NOW_MS, podOf, SEOUL, siteIn } from './subjects.ts';
import { hourly } from './window-cases.ts';

const CONTEXT = { catalogue: CATALOGUE, nowMs: NOW_MS };

const caseIn = (site: Case['site'], powerWatts = 10): Case => {
  const [workload] = workloadsOf([podOf({ powerWatts })], 'pod');
  if (workload === undefined) throw new Error('one pod is one workload');
  return { workload, site, shiftMs: null };
};

function after(start: Case, ...steps: readonly Step[]) {
  const end = steps.reduce((now, step) => applyStep(now, step, CONTEXT).case, start);
  return evaluateCase(end, CONTEXT);
}

const hourlyGrams = (start: Case, ...steps: readonly Step[]) =>
  after(start, ...steps).emissions?.facilityGco2eqPerHour ?? Number.NaN;

const FIFTH_LESS: Step = { kind: 'right-size', changeRatio: -0.2 };
const HALF: Step = { kind: 'right-size', changeRatio: -0.5 };
const SHIFT: Step = { kind: 'temporal-shift', durationMs: 4 * H };
const STOCKHOLM: Step = { kind: 'region', code: 'eu-north-1' };

test('steps multiply: −20 % and −50 % leave 40 %, not 30 %', () => {
  const start = caseIn(SEOUL);
  expect(hourlyGrams(start, FIFTH_LESS, HALF) / hourlyGrams(start)).toBeCloseTo(0.4, 12);
});

test('after a move the shift is searched at the new place', () => {
  const start = caseIn(SEOUL);
  const moved = after(start, SHIFT, STOCKHOLM);
  expect(moved.site.region.code).toBe('eu-north-1');
  expect(moved.intensity?.value).toBeLessThan(20);
  expect(hourlyGrams(start, SHIFT, STOCKHOLM)).toBeCloseTo(hourlyGrams(start, STOCKHOLM, SHIFT), 12);
});

test('an intensity that was stated is that of its grid: a move within it keeps it, and a move to another does not', () => {
  const from = caseIn(siteIn('ap-northeast-2', { intensity: 600 }));
  const moved = (code: string) => applyStep(from, { kind: 'region', code }, CONTEXT).case.site.intensity;
  expect(moved('koreacentral')).toEqual(from.site.intensity);
  expect(moved('eu-north-1')).toMatchObject({ value: 20, evidence: { grade: 'published' } });
});

test('a PUE step holds until the next move, which brings the PUE of its place', () => {
  const start = caseIn(SEOUL);
  const pue: Step = { kind: 'pue', ratio: 1.2 };
  expect(after(start, STOCKHOLM, pue).site.pue).toMatchObject({
    value: 1.2,
    evidence: { grade: 'declared' },
  });
  expect(after(start, pue, STOCKHOLM).site.pue).toMatchObject({
    value: 1.1,
    evidence: { grade: 'published' },
  });
});

/** Without the functions in it, which are made anew for each place. */
const figuresAfter = (start: Case, ...steps: readonly Step[]) => JSON.stringify(after(start, ...steps));

const PUE_12: Step = { kind: 'pue', ratio: 1.2 };
const SEOUL_AGAIN: Step = { kind: 'region', code: 'ap-northeast-2' };
const STATED = {
  'a PUE': siteIn('ap-northeast-2', { pue: 1.32 }),
  'an intensity': siteIn('ap-northeast-2', { intensity: 300 }),
  'a series': siteIn('ap-northeast-2', { intensity: hourly([500, 600], NOW_MS) }),
  nothing: SEOUL,
};

test.each(Object.entries(STATED))(
  'a move to where the work is already changes nothing: %s stated',
  (_, site) => {
    const start = caseIn(site);
    for (const code of ['ap-northeast-2', 'AP-northeast-2', 'aws:ap-northeast-2']) {
      expect(after(start, { kind: 'region', code })).toEqual(after(start));
      expect(after(start, PUE_12, { kind: 'region', code })).toEqual(after(start, PUE_12));
    }
  },
);

test.each(Object.entries(STATED))('there and back ends where it began: %s stated', (_, site) => {
  const start = caseIn(site);
  expect(after(start, STOCKHOLM, SEOUL_AGAIN)).toEqual(after(start));
  expect(after(start, PUE_12, STOCKHOLM, SEOUL_AGAIN)).toEqual(after(start, PUE_12));
});

test('right-size without a percentage changes nothing and says what is missing', () => {
  const start = caseIn(SEOUL);
  const applied = applyStep(start, { kind: 'right-size', changeRatio: null }, CONTEXT);
  expect(applied.case).toBe(start);
  expect(applied.unapplied).toMatch(/^no percentage was given .* right-size=-20%$/);
});

test('what a resized workload would draw is declared, no longer measured', () => {
  expect(after(caseIn(SEOUL), FIFTH_LESS).workload).toMatchObject({ powerWatts: 8, grade: 'declared' });
});

test('without an intensity by hour there is no time to shift to', () => {
  const stated = caseIn(siteIn('ap-northeast-2', { intensity: 423 }));
  expect(applyStep(stated, SHIFT, CONTEXT)).toMatchObject({
    case: stated,
    unapplied: 'one intensity was stated for all hours, so there is no cleaner time to move to',
  });
  const unknown = caseIn(siteIn('ca-west-1'));
  expect(applyStep(unknown, SHIFT, CONTEXT)).toMatchObject({
    case: unknown,
    unapplied: 'no intensity by hour is known for ca-west-1, so there is no cleaner time to move to',
  });
});

test('shifted work that moves to where only the yearly figure is known is rated by it, and says so', () => {
  const { intensity } = after(caseIn(SEOUL), SHIFT, { kind: 'region', code: 'ca-west-1' });
  expect(intensity?.value).toBe(siteIn('ca-west-1').intensity?.value);
  expect(intensity?.evidence.note).toContain('no intensity by hour is known for ca-west-1');
});

test('after a shift a national average still says that it is one', () => {
  const { intensity } = after(caseIn(SEOUL), SHIFT, { kind: 'region', code: 'USWN' });
  expect(intensity?.evidence.note).toBe(
    'no intensity by hour is known for USWN, so there is no cleaner time to move to; national average: the grid zone of the region is not known',
  );
});

test('an unknown region is refused with the near one', () => {
  expect(() => applyStep(caseIn(SEOUL), { kind: 'region', code: 'eu-nort-1' }, CONTEXT)).toThrow(
    expect.objectContaining({ code: 'USAGE', hint: expect.stringContaining('eu-north-1') }),
  );
});

test('a marginal intensity and an average one are never set against each other', () => {
  const marginal = { ...hourly([500, 600], NOW_MS), signal: 'marginal' as const };
  const start = caseIn(siteIn('ap-northeast-2', { intensity: marginal }));
  expect(() => applyStep(start, STOCKHOLM, CONTEXT)).toThrow(
    expect.objectContaining({ code: 'MIXED_SIGNALS' }),
  );
});

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('right-size' as const),
    changeRatio: fc.double({ min: -0.9, max: 0, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('pue' as const), ratio: fc.double({ min: 1, max: 2, noNaN: true }) }),
  fc.record({ kind: fc.constant('region' as const), code: fc.constantFrom('eu-north-1', 'us-west-2', 'KR') }),
  fc.constant(SHIFT),
);

test('law: savings of the parts add up to the whole, and no step gives emissions below zero', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      const start = caseIn(SEOUL);
      const grams = steps.map((_, index) => hourlyGrams(start, ...steps.slice(0, index + 1)));
      const all = [hourlyGrams(start), ...grams];
      const parts = all.slice(1).reduce((sum, value, index) => sum + value - (all[index] ?? 0), 0);
      expect(parts).toBeCloseTo((all.at(-1) ?? 0) - (all[0] ?? 0), 9);
      for (const value of all) expect(value).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 40 },
  );
});

test('law: a move away and back, or to where the work is already, ends where it began', () => {
  const code = fc.constantFrom('eu-north-1', 'us-west-2', 'ap-northeast-2');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 4 }), code, (steps, there) => {
      const start = caseIn(siteIn('ap-northeast-2', { pue: 1.32 }));
      const here = figuresAfter(start, ...steps);
      const back: Step = { kind: 'region', code: after(start, ...steps).site.region.code };
      expect(figuresAfter(start, ...steps, back)).toBe(here);
      expect(figuresAfter(start, ...steps, { kind: 'region', code: there }, back)).toBe(here);
    }),
    { numRuns: 40 },
  );
});

test('law: a smaller workload never emits more', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.99, max: 0, noNaN: true }),
      fc.array(step, { maxLength: 3 }),
      (changeRatio, steps) => {
        const start = caseIn(SEOUL);
        expect(hourlyGrams(start, ...steps, { kind: 'right-size', changeRatio })).toBeLessThanOrEqual(
          hourlyGrams(start, ...steps) * (1 + 1e-12),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('a shift of more hours than a day has is not taken, and says so', () => {
  const start = caseIn(SEOUL);
  const applied = applyStep(start, { kind: 'temporal-shift', durationMs: 30 * H }, CONTEXT);
  expect(applied).toEqual({
    case: start,
    unapplied: 'A run of 30 h fits in no window of 24 h, so run it at once',
  });
});

test('a shift saves the same to the last digit whenever in the hour it is asked for', () => {
  const intensityAt = (nowMs: number): number | undefined => {
    const context = { catalogue: CATALOGUE, nowMs };
    return evaluateCase(applyStep(caseIn(SEOUL), SHIFT, context).case, context).intensity?.value;
  };
  const hours = fc.integer({ min: Date.UTC(2026, 0, 1) / H, max: Date.UTC(2027, 0, 1) / H });
  fc.assert(
    fc.property(hours, fc.nat(H - 1), (hour, offsetMs) => {
      expect(intensityAt(hour * H + offsetMs)).toBe(intensityAt(hour * H));
    }),
  );
});

test('the cleanest hours of a day are the same at whatever hour of it they are asked for', () => {
  const wednesday = Date.UTC(2026, 3, 22, -9);
  const asked = Array.from({ length: 24 }, (_, hour) => {
    const context = { catalogue: CATALOGUE, nowMs: wednesday + hour * H };
    return evaluateCase(applyStep(caseIn(SEOUL), SHIFT, context).case, context).intensity?.value;
  });
  const [first = Number.NaN] = asked;
  for (const value of asked) expect(value).toBeCloseTo(first, 9);
});
