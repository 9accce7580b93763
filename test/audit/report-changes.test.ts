import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportChanges } from '../../src/audit/report-changes.ts';
import type { SavedReport, SavedWorkload } from '../../src/audit/saved-report.ts';
import { totalChange } from '../../src/audit/total-change.ts';
import { VERDICTS, type Verdict } from '../../src/audit/verdict.ts';

const EVIDENCE = { grade: 'published', source: 'a publisher', year: 2025 } as const;

const row = (name: string, rate: number | null, verdict: Verdict = 'COMPLIANT'): SavedWorkload => ({
  workload: { namespace: 'ns', kind: 'Pod', name },
  verdict,
  powerWatts: rate,
  emissions: rate === null ? null : { facilityGco2eqPerHour: rate },
});

const atLeast = (name: string, rate: number, verdict?: Verdict): SavedWorkload => ({
  ...row(name, rate, verdict),
  flags: ['counter-reset', 'lower-bound'],
});

const report = (
  workloads: readonly SavedWorkload[],
  kind: { signal?: 'average' | 'marginal'; basis?: 'lifecycle' | 'direct' } = {
    signal: 'average',
    basis: 'lifecycle',
  },
): SavedReport => ({
  site: { region: { code: 'ap-northeast-2' }, intensity: { evidence: { ...EVIDENCE, ...kind } } },
  workloads,
});

const change = (before: SavedWorkload[], after: SavedWorkload[], tolerance = 0.05) =>
  reportChanges(report(before), report(after), tolerance);

test.each<[string, SavedWorkload[], SavedWorkload[], string, boolean, number | null]>([
  ['new and met', [], [row('a', 1)], 'new', false, null],
  ['new and missed', [], [row('a', 1, 'NON_COMPLIANT')], 'new', true, null],
  ['new and unknown', [], [row('a', null, 'INCONCLUSIVE')], 'new', false, null],
  ['gone', [row('a', 1)], [], 'gone', false, null],
  ['within the tolerance', [row('a', 100)], [row('a', 105)], 'unchanged', false, 0.05],
  ['beyond the tolerance', [row('a', 100)], [row('a', 105.1)], 'worse', true, 0.051],
  ['less', [row('a', 100)], [row('a', 50)], 'better', false, -0.5],
  ['less but now missed', [row('a', 100)], [row('a', 50, 'NON_COMPLIANT')], 'better', true, -0.5],
  ['from nothing', [row('a', 0)], [row('a', 1)], 'worse', true, null],
  ['nothing to nothing', [row('a', 0)], [row('a', 0)], 'unchanged', false, 0],
  ['evidence lost', [row('a', 1)], [row('a', null, 'INCONCLUSIVE')], 'unknown', false, null],
  ['evidence grown weak', [row('a', 1)], [row('a', 1, 'INCONCLUSIVE')], 'unchanged', false, 0],
  ['more, on weak evidence', [row('a', 1)], [row('a', 2, 'INCONCLUSIVE')], 'worse', true, 1],
  [
    'missed, and not known before',
    [row('a', 1, 'INCONCLUSIVE')],
    [row('a', 1, 'NON_COMPLIANT')],
    'unchanged',
    true,
    0,
  ],
  ['evidence found', [row('a', null, 'INCONCLUSIVE')], [row('a', 1)], 'unknown', false, null],
  [
    'missed before as now',
    [row('a', 1, 'NON_COMPLIANT')],
    [row('a', 1, 'NON_COMPLIANT')],
    'unchanged',
    false,
    0,
  ],
  ['less, but a lower bound now', [row('a', 100)], [atLeast('a', 5)], 'unknown', false, null],
  ['the same, but a lower bound now', [row('a', 100)], [atLeast('a', 100)], 'unknown', false, null],
  ['at least more than before', [row('a', 100)], [atLeast('a', 106)], 'worse', true, 0.06],
  ['more than a lower bound before', [atLeast('a', 100)], [row('a', 200)], 'unknown', false, null],
  ['less than a lower bound before', [atLeast('a', 100)], [row('a', 50)], 'better', false, -0.5],
  ['two lower bounds', [atLeast('a', 100)], [atLeast('a', 200)], 'unknown', false, null],
  [
    'a lower bound of a pod',
    [row('a', 50), row('a', 50)],
    [atLeast('a', 5), row('a', 50)],
    'unknown',
    false,
    null,
  ],
  ['missed, over a lower bound', [row('a', 9)], [atLeast('a', 5, 'NON_COMPLIANT')], 'unknown', true, null],
])('%s', (_, before, after, kind, isRegression, changeRatio) => {
  const [only, ...others] = change(before, after);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ kind, isRegression });
  if (changeRatio === null) expect(only?.changeRatio).toBeNull();
  else expect(only?.changeRatio).toBeCloseTo(changeRatio, 12);
});

test('a changed verdict is told with both verdicts', () => {
  expect(change([row('a', 1)], [row('a', 1, 'NON_COMPLIANT')])[0]).toMatchObject({
    verdictChanged: true,
    verdictBefore: 'COMPLIANT',
    verdictAfter: 'NON_COMPLIANT',
  });
  expect(change([], [row('a', 1)])[0]).toMatchObject({ verdictChanged: false, verdictBefore: null });
});

test.each(VERDICTS.flatMap((before) => VERDICTS.map((after) => [before, after] as const)))(
  '%s → %s: a regression only where a standard is missed that was not known to be',
  (before, after) => {
    const [only] = change([row('a', 1, before)], [row('a', 1, after)]);
    expect(only?.isRegression).toBe(after === 'NON_COMPLIANT' && before !== 'NON_COMPLIANT');
  },
);

test('regressions come first, then the larger change', () => {
  const before = [row('small', 100), row('bad', 100), row('large', 100)];
  const after = [row('small', 90), row('bad', 120), row('large', 10)];
  expect(change(before, after).map(({ workload }) => workload.name)).toEqual(['bad', 'large', 'small']);
});

test('pods of one name on several nodes are one row: figures added, the worst verdict, unknown if one is', () => {
  const [only] = change([row('a', 1), row('a', 2)], [row('a', 4, 'NON_COMPLIANT'), row('a', 2)]);
  expect(only).toMatchObject({
    facilityGco2eqPerHourBefore: 3,
    facilityGco2eqPerHourAfter: 6,
    verdictAfter: 'NON_COMPLIANT',
  });
  expect(change([row('a', 1)], [row('a', 1), row('a', null)])[0]?.kind).toBe('unknown');
});

test.each([[{ signal: 'marginal', basis: 'lifecycle' }], [{ signal: 'average', basis: 'direct' }]] as const)(
  'a report that rests on %j is not compared with one on lifecycle averages',
  (kind) => {
    expect(() => reportChanges(report([]), report([], kind), 0)).toThrow(
      expect.objectContaining({ code: 'MIXED_SIGNALS', exitCode: 2 }),
    );
  },
);

test("an operator's own figure states no kind and may be compared", () => {
  expect(reportChanges(report([row('a', 1)]), report([row('a', 1)], {}), 0)).toHaveLength(1);
});

const workloads = fc.array(
  fc
    .record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      rate: fc.option(fc.double({ min: 0, max: 1e4, noNaN: true })),
      verdict: fc.constantFrom(...VERDICTS),
      flags: fc.subarray(['lower-bound']),
    })
    .map(({ name, rate, verdict, flags }) => ({ ...row(name, rate, verdict), flags })),
  { maxLength: 8 },
);

test('law: a report compared with itself shows no change and no regression', () => {
  fc.assert(
    fc.property(workloads, (rows) => {
      for (const { kind, isRegression, verdictChanged } of change(rows, rows, 0)) {
        expect(['unchanged', 'unknown']).toContain(kind);
        expect([isRegression, verdictChanged]).toEqual([false, false]);
      }
    }),
  );
});

test('law: every workload of either report appears once, new one way is gone the other way', () => {
  fc.assert(
    fc.property(workloads, workloads, (one, other) => {
      const there = change(one, other);
      const back = change(other, one);
      const names = new Set([...one, ...other].map(({ workload }) => workload.name));
      expect(new Set(there.map(({ workload }) => workload.name))).toEqual(names);
      expect(there).toHaveLength(names.size);
      const count = (list: typeof there, kind: string) => list.filter((entry) => entry.kind === kind).length;
      expect(count(there, 'new')).toBe(count(back, 'gone'));
    }),
  );
});

test('growth of the whole does not hide behind new names: a rollout renames every pod', () => {
  const before = report([row('web-abc-1', 10), row('web-abc-2', 10)]);
  const after = report([row('web-xyz-1', 15), row('web-xyz-2', 15)]);
  expect(reportChanges(before, after, 0.05).some((change) => change.isRegression)).toBe(false);
  expect(totalChange(before, after, 0.05)).toEqual({
    facilityGco2eqPerHourBefore: 20,
    facilityGco2eqPerHourAfter: 30,
    changeRatio: 0.5,
    isRegression: true,
  });
  expect(totalChange(before, after, 0.5).isRegression).toBe(false);
  expect(totalChange(after, before, 0).isRegression).toBe(false);
});

test('a whole of which nothing is known is no regression, and no figure', () => {
  const empty = report([]);
  expect(totalChange(empty, empty, 0)).toEqual({
    facilityGco2eqPerHourBefore: null,
    facilityGco2eqPerHourAfter: null,
    changeRatio: null,
    isRegression: false,
  });
});

test('a whole is unknown as soon as a part is: a partial sum would look like a saving', () => {
  const known = report([row('a', 14), row('b', 1)]);
  const partly = report([row('a', null, 'INCONCLUSIVE'), row('b', 1)]);
  expect(totalChange(known, partly, 0.05)).toEqual({
    facilityGco2eqPerHourBefore: 15,
    facilityGco2eqPerHourAfter: null,
    changeRatio: null,
    isRegression: false,
  });
  expect(totalChange(partly, known, 0.05)).toMatchObject({ changeRatio: null, isRegression: false });
});

test('a whole over a lower bound is one too: no saving, no figure, but growth where even that is too much', () => {
  const exact = report([row('a', 10), row('b', 10)]);
  const bound = (rate: number) => report([row('a', 10), atLeast('b', rate)]);
  const open = { facilityGco2eqPerHourAfter: null, changeRatio: null, isRegression: false };
  expect(totalChange(exact, bound(1), 0.05)).toMatchObject(open);
  expect(totalChange(exact, bound(10), 0.05)).toMatchObject(open);
  expect(totalChange(exact, bound(12), 0.05)).toMatchObject({
    facilityGco2eqPerHourAfter: 22,
    isRegression: true,
  });
  expect(totalChange(bound(1), exact, 0.05)).toEqual({
    facilityGco2eqPerHourBefore: null,
    facilityGco2eqPerHourAfter: 20,
    changeRatio: null,
    isRegression: false,
  });
});

test('law: what was not counted changes no answer: more of it after makes nothing unlike what a lower bound proved', () => {
  const rate = fc.double({ min: 0, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(rate, rate, rate, (before, counted, rest) => {
      const [exact, bound] = [row('a', before), atLeast('a', counted)];
      const truth = row('a', counted + rest);
      for (const [proved, known] of [
        [change([exact], [bound])[0], change([exact], [truth])[0]],
        [change([bound], [exact])[0], change([truth], [exact])[0]],
      ])
        if (proved?.kind !== 'unknown') expect(known?.isRegression).toBe(proved?.isRegression);
      const [sum, whole] = [bound, truth].map((after) => totalChange(report([exact]), report([after]), 0.05));
      if (sum?.isRegression) expect(whole?.isRegression).toBe(true);
    }),
  );
});
