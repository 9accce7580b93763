import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetStandards } from '../../src/audit/budgets.ts';
import { VERDICTS, type Verdict } from '../../src/audit/verdict.ts';
import { measure } from '../../src/kepler/measure.ts';
import type { PodPower } from '../../src/kepler/measurement.ts';
import { standardOf } from '../../src/standards/lookup.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { scrapeOf } from '../kepler/scrapes.ts';
import { rewriteText } from '../kepler/texts.ts';
import {
  assessed,
  CATALOGUE,
  KOREAN,
  measurementOf,
  nodeOf,
  podOf,
  podUsing,
  siteIn,
  windowOver,
} from './subjects.ts';

test('worst first, then the larger power, then the name', () => {
  const pods = [
    podOf({ name: 'c', powerWatts: 5 }),
    podOf({ name: 'b', powerWatts: 5 }),
    podOf({ name: 'big', powerWatts: 50 }),
    podOf({ name: 'dark', powerWatts: null }),
    podOf({ name: 'a', powerWatts: 9 }),
  ];
  const { workloads, verdict } = assessed(measurementOf(pods), {
    standards: [...KOREAN, ...budgetStandards({ powerWatts: 20 })],
  });
  expect(workloads.map(({ workload }) => workload.name)).toEqual(['big', 'dark', 'a', 'b', 'c']);
  expect(verdict).toBe('NON_COMPLIANT');
});

test('pods of one name on two nodes stay apart', () => {
  const pods = [podOf({ node: 'n1', podId: 'x' }), podOf({ node: 'n2', podId: 'y' })];
  const { workloads } = assessed(measurementOf(pods, { nodes: [nodeOf(), nodeOf({ node: 'n2' })] }));
  expect(workloads.map(({ nodes }) => nodes)).toEqual([['n1'], ['n2']]);
});

test('an owner of which one pod is unmeasured is unmeasured: half a sum would look like a saving', () => {
  const pods = [podOf({ name: 'db-0' }), podOf({ name: 'db-1', powerWatts: null, unmeasured: 'no zone' })];
  const { workloads, totals } = assessed(measurementOf(pods), { groupBy: 'workload' });
  expect(workloads[0]).toMatchObject({ verdict: 'INCONCLUSIVE', powerWatts: null, pods: ['db-0', 'db-1'] });
  expect(totals.inconclusive).toBe(1);
});

test('a power that is a lower bound meets no budget of power or emissions, and an intensity as before', () => {
  const standards = budgetStandards({
    powerWatts: 25,
    emissionsKgco2eqPerMonth: 100,
    intensityGco2eqPerKwh: 999,
  });
  const fromMs = Date.parse('2026-04-20T00:00:00+09:00');
  const using = (watts: number, flags: PodPower['flags']): PodPower =>
    podUsing(
      [0, H].map((sinceMs) => ({
        fromMs: fromMs + sinceMs,
        toMs: fromMs + sinceMs + H,
        joules: watts * 3600,
      })),
      { name: `db-${watts}`, flags },
    );
  const verdictsOf = (...pods: readonly PodPower[]) => {
    const measurement = measurementOf(pods, { window: windowOver(pods) });
    const { workloads, gate } = assessed(measurement, { standards, groupBy: 'workload' });
    const findings = (workloads[0]?.findings ?? []).map(({ metric, verdict }) => [metric, verdict]);
    return { ...Object.fromEntries(findings), exitCode: gate.exitCode };
  };
  const exact = using(10, ['counter-reset']);
  const known = { 'carbon-intensity': 'COMPLIANT' };
  expect(verdictsOf(exact)).toEqual({ ...known, power: 'COMPLIANT', emissions: 'COMPLIANT', exitCode: 0 });
  const unproven = { power: 'INCONCLUSIVE', emissions: 'INCONCLUSIVE', exitCode: 4 };
  expect(verdictsOf(exact, using(9, ['lower-bound']))).toEqual({ ...known, ...unproven });
  const missed = { power: 'NON_COMPLIANT', emissions: 'INCONCLUSIVE', exitCode: 1 };
  expect(verdictsOf(exact, using(16, ['lower-bound']))).toEqual({ ...known, ...missed });
});

test('a scrape without any pod is INCONCLUSIVE and says so', () => {
  expect(assessed(measurementOf([]))).toMatchObject({
    verdict: 'INCONCLUSIVE',
    gaps: ['the scrape holds no pod'],
    gate: { exitCode: 4 },
  });
});

test('a window within one day says that it is not the year; one of whole days does not', () => {
  const fromMs = Date.parse('2026-04-20T00:00:00+09:00');
  const codes = (hours: number) => {
    const pods = [podUsing([{ fromMs, toMs: fromMs + hours * H, joules: 1000 }])];
    return assessed(measurementOf(pods, { window: windowOver(pods) })).warnings.map(({ code }) => code);
  };
  expect(codes(4)).toEqual(['WINDOW_WITHIN_DAY']);
  expect(codes(24)).toEqual([]);
});

test('of nodes that were watched for unlike lengths of time the shortest counts', () => {
  const fromMs = Date.parse('2026-04-20T00:00:00+09:00');
  const window = { fromMs, toMs: fromMs + 24 * H };
  const nodes = [nodeOf({ window }), nodeOf({ node: 'n2', window: { fromMs, toMs: fromMs + H } })];
  const pods = [podUsing([{ ...window, joules: 1000 }])];
  const { warnings } = assessed(measurementOf(pods, { window, nodes }));
  expect(warnings).toMatchObject([{ code: 'WINDOW_WITHIN_DAY', figures: { windowSeconds: 3600 } }]);
});

test.each([
  // DE_ENEFG section 11(1) no. 1 sets sites that run before 1 July 2026 a limit from 1 July 2027 on.
  ['2027-06-29T22:00:00Z', '2027-06-30', 'INCONCLUSIVE'],
  ['2027-06-30T22:00:00Z', '2027-07-01', 'NON_COMPLIANT'],
])('a day from midnight to midnight in Berlin, from %s, is judged as of %s: %s', (from, asOf, verdict) => {
  const fromMs = Date.parse(from);
  const pods = [podUsing([{ fromMs, toMs: fromMs + 24 * H, joules: 1000 }])];
  const report = assessed(measurementOf(pods, { window: windowOver(pods) }), {
    site: siteIn('eu-central-1', { pue: 1.6 }),
    standards: [standardOf(CATALOGUE.standards, 'DE_ENEFG')],
    atMs: fromMs + 24 * H,
  });
  expect([report.asOf, report.verdict]).toEqual([asOf, verdict]);
});

test('the day the audit speaks of decides which limits are in force', () => {
  const fromMs = Date.parse('2013-06-01T00:00:00Z');
  const pods = [podUsing([{ fromMs, toMs: fromMs + H, joules: 1000 }])];
  const { asOf, site } = assessed(measurementOf(pods, { window: windowOver(pods) }), {
    site: siteIn('ap-northeast-2', { pue: 1.7 }),
    atMs: fromMs + H,
  });
  expect(asOf).toBe('2013-06-01');
  expect(site.findings.find(({ standard }) => standard === 'KR_PUE_GREEN_DC')).toMatchObject({
    verdict: 'COMPLIANT',
    limit: { value: 1.75 },
  });
});

test('the standing of every standard is told beside it', () => {
  for (const { standing, standingNote, citation } of assessed(measurementOf([podOf()])).standards) {
    expect(['reference-target', 'certification']).toContain(standing);
    expect(standingNote.length).toBeGreaterThan(20);
    expect(citation.url).toMatch(/^https:/);
  }
});

const watts = fc.double({ min: 0, max: 500, noNaN: true });
const podTexts = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    state: fc.constantFrom('running', 'terminated'),
    watts: fc.record({ package: watts, dram: watts, core: watts }),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
);

test('law: what is reported for workloads never exceeds their node, whatever the scrape claims', () => {
  fc.assert(
    fc.property(
      podTexts,
      watts,
      watts,
      fc.constantFrom('none' as const, 'share' as const),
      (pods, active, rest, idle) => {
        const zones = {
          package: { watts: [active, rest] as const },
          dram: { watts: [rest, active] as const },
        };
        const { workloads, nodes } = assessed(measure([scrapeOf(rewriteText({ pods, zones }))]), { idle });
        const sum = workloads.reduce((total, { powerWatts }) => total + (powerWatts ?? 0), 0);
        expect(sum).toBeLessThanOrEqual((nodes[0]?.totalWatts ?? Number.NaN) * (1 + 1e-9) + 1e-9);
        for (const { powerWatts } of workloads) expect(powerWatts ?? 0).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

const rank = (verdict: Verdict | undefined): number => VERDICTS.indexOf(verdict ?? 'NOT_APPLICABLE');

test('law: more power or a higher PUE never improves a verdict, and a higher PUE never lowers emissions', () => {
  const some = fc.double({ min: 0.1, max: 100, noNaN: true });
  fc.assert(
    fc.property(some, some, fc.double({ min: 1, max: 2, noNaN: true }), (powerWatts, more, pue) => {
      const standards = [...KOREAN, ...budgetStandards({ powerWatts: 40, emissionsKgco2eqPerMonth: 15 })];
      const at = (power: number, ratio: number) =>
        assessed(measurementOf([podOf({ powerWatts: power })]), {
          standards,
          site: siteIn('ap-northeast-2', { pue: ratio }),
        });
      const base = at(powerWatts, pue);
      for (const raised of [at(powerWatts + more, pue), at(powerWatts, pue * 1.1)]) {
        expect(rank(raised.workloads[0]?.verdict)).toBeLessThanOrEqual(rank(base.workloads[0]?.verdict));
        expect(raised.totals.facilityGco2eqPerHour ?? 0).toBeGreaterThanOrEqual(
          base.totals.facilityGco2eqPerHour ?? Number.NaN,
        );
      }
    }),
    { numRuns: 50 },
  );
});
