import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetStandards } from '../../src/audit/budgets.ts';
import type { Option, WorkloadAssessment } from '../../src/audit/report.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { assessed, KOREAN, measurementOf, NOW_MS, podOf, podUsing, siteIn, windowOver } from './subjects.ts';
import { hourly } from './window-cases.ts';

const STOCKHOLM = siteIn('eu-north-1');
const names = (options: readonly Option[]) => options.map(({ scenario }) => scenario);

test('far from every limit there is nothing to advise, at the site or for a workload', () => {
  const { site, workloads, verdict } = assessed(measurementOf([podOf()]), { site: STOCKHOLM });
  expect([verdict, site.options, workloads[0]?.options]).toEqual(['COMPLIANT', [], []]);
});

test('423 lies within 5 % of 424: the site gets options, sorted by effect, each with its verdict', () => {
  const { site, workloads } = assessed(measurementOf([podOf()]));
  expect(names(site.options)).toEqual(['region=eu-north-1', 'temporal-shift=4h']);
  expect(workloads[0]?.options).toEqual([]);
  const [move, shift] = site.options;
  // Effective intensity: 423 × 1.14 here, 20 × 1.1 there.
  expect(move?.savingRatio).toBeCloseTo(1 - (20 * 1.1) / (423 * 1.14), 9);
  expect(move?.savingKgco2eqPerMonth).toBeCloseTo((10 * 730 * (423 * 1.14 - 22)) / 1e6, 6);
  expect(shift?.savingRatio).toBeGreaterThan(0.05);
  expect(site.options.every(({ verdictAfter }) => verdictAfter === 'COMPLIANT')).toBe(true);
});

test('at one level all day no shift in time is advised: it would save nothing', () => {
  const site = siteIn('ap-northeast-2', { intensity: hourly(Array(48).fill(424), NOW_MS - 24 * H) });
  const { site: report } = assessed(measurementOf([podOf()]), { site });
  expect(report.findings[0]).toMatchObject({ verdict: 'COMPLIANT', reason: '424 meets <= 424 gCO2eq/kWh' });
  expect(names(report.options)).toEqual(['region=eu-north-1']);
});

test('a site that misses the PUE limit is told the limit, and what it would save', () => {
  const site = siteIn('ap-northeast-2', { pue: 1.75 });
  const { site: report } = assessed(measurementOf([podOf()]), { site, standards: KOREAN.slice(1) });
  const option = report.options.find(({ scenario }) => scenario === 'pue=1.4');
  expect(option?.savingRatio).toBeCloseTo(0.2, 9);
  expect(option).toMatchObject({ verdictAfter: 'COMPLIANT', description: 'bring the site to PUE 1.4' });
});

function overBudget(powerWatts: number, limitWatts: number): WorkloadAssessment {
  const standards = budgetStandards({ powerWatts: limitWatts });
  const { workloads } = assessed(measurementOf([podOf({ powerWatts })]), { standards, site: STOCKHOLM });
  return workloads[0] as WorkloadAssessment;
}

const resize = ({ options }: WorkloadAssessment) =>
  options.find(({ scenario }) => scenario.startsWith('right-size='));

test('over a power budget the reduction it takes is stated, rounded so that it is enough', () => {
  expect(resize(overBudget(30.455432, 20))).toMatchObject({
    scenario: 'right-size=-34.4%',
    verdictAfter: 'COMPLIANT',
  });
  expect(resize(overBudget(20, 20))).toBeUndefined();
});

test('a budget that only switching off would meet gives no such advice', () => {
  const workload = overBudget(30, 0.001);
  expect(workload.verdict).toBe('NON_COMPLIANT');
  expect(resize(workload)).toBeUndefined();
});

test('law: the stated reduction is enough', () => {
  const watts = fc.double({ min: 0.01, max: 5000, noNaN: true });
  fc.assert(
    fc.property(watts, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (powerWatts, share) => {
      expect(resize(overBudget(powerWatts, powerWatts * share))?.verdictAfter).toBe('COMPLIANT');
    }),
  );
});

test('a failing evening workload is told to shift; its effect is that of the engine', () => {
  const fromMs = Date.parse('2026-04-21T18:00:00+09:00');
  const evening = podUsing([{ fromMs, toMs: fromMs + 4 * H, joules: 3_600_000 }]);
  const { site } = assessed(measurementOf([evening], { window: windowOver([evening]) }));
  const shift = site.options.find(({ scenario }) => scenario === 'temporal-shift=4h');
  expect(shift).toMatchObject({ verdictAfter: 'COMPLIANT', grade: 'estimated' });
  expect(shift?.savingRatio).toBeCloseTo(0.12, 2);
});

test('a stated marginal series is not set against averages elsewhere', () => {
  const marginal = {
    ...hourly([900, 800, 700], Date.parse('2026-04-20T00:00:00Z')),
    signal: 'marginal' as const,
  };
  const { site } = assessed(measurementOf([podOf()]), {
    site: siteIn('ap-northeast-2', { intensity: marginal }),
    standards: budgetStandards({ intensityGco2eqPerKwh: 500 }),
  });
  expect(site.findings[0]?.verdict).toBe('NON_COMPLIANT');
  expect(names(site.options).filter((name) => name.startsWith('region='))).toEqual([]);
});

test('advice to all of them leaves out none: neither one over its budget nor one that was not measured', () => {
  const standards = [...KOREAN, ...budgetStandards({ powerWatts: 9 })];
  const over = assessed(measurementOf([podOf(), podOf({ name: 'small', powerWatts: 1 })]), { standards });
  expect(over.site.options.map(({ verdictAfter }) => verdictAfter)).toEqual([
    'NON_COMPLIANT',
    'NON_COMPLIANT',
  ]);
  const unseen = podOf({ name: 'unseen', powerWatts: null, unmeasured: 'no zone' });
  const { site } = assessed(measurementOf([podOf(), unseen]));
  expect(names(site.options)).toEqual(['region=eu-north-1', 'temporal-shift=4h']);
  for (const option of site.options)
    expect(option).toMatchObject({
      verdictAfter: 'INCONCLUSIVE',
      savingKgco2eqPerMonth: null,
      savingRatio: null,
    });
});

test('advice to all of them is not known to comply where an endpoint did not answer', () => {
  const missing = [{ origin: 'n2', reason: 'refused' }];
  const { site } = assessed(measurementOf([podOf()]), { missing });
  expect(site.options.map(({ verdictAfter }) => verdictAfter)).toEqual(['INCONCLUSIVE', 'INCONCLUSIVE']);
});

test('a shift that was searched in a part of the day only says so', () => {
  const shiftIn = (hours: number): string | undefined => {
    const levels = Array.from({ length: hours }, (_, hour) => 430 - hour);
    const site = siteIn('ap-northeast-2', { intensity: hourly(levels, NOW_MS) });
    const { options } = assessed(measurementOf([podOf()]), { site }).site;
    return options.find(({ scenario }) => scenario === 'temporal-shift=4h')?.description;
  };
  expect(shiftIn(6)).toMatch(/if the work can wait; the intensity of that day is known in part only/);
  expect(shiftIn(28)).toMatch(/if the work can wait$/);
});
