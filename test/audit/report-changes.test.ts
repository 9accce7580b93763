import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  reportChanges,
  type SavedReport,
  type SavedWorkload,
  totalChange,
} from '../../src/audit/report-changes.ts';
import { VERDICTS, type Verdict } from '../../src/audit/verdict.ts';

const EVIDENCE = { grade: 'published', source: 'a publisher', year: 2025 } as const;

const row = (name: string, rate: number | null, verdict: Verdict = 'COMPLIANT'): SavedWorkload => ({
  workload: { namespace: 'ns', kind: 'Pod', name },
  verdict,
  powerWatts: rate,
  emissions: rate === null ? null : { facilityGco2eqPerHour: rate },
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
    })
    .map(({ name, rate, verdict }) => row(name, rate, verdict)),
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
