import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from '../../src/audit/judge.ts';
import { GRADES, isWeaker } from '../../src/evidence.ts';
import { standardOf } from '../../src/standards/lookup.ts';
import type { Phase, Standard } from '../../src/standards/standard.ts';
import { CATALOGUE, phaseOf, quantityOf, standardWith } from './subjects.ts';

const RULES = { asOf: '2026-04-20', minEvidence: 'estimated' } as const;

const judged = (standard: Standard, value: number, asOf: string = RULES.asOf) =>
  judge(standard, { observed: quantityOf(value), missing: null, scope: 'site' }, { ...RULES, asOf });

test.each([
  ['<=', 1.4, 1.39, 'COMPLIANT', '1.39 meets <= 1.4 ratio'],
  ['<=', 1.4, 1.4, 'COMPLIANT', '1.4 meets <= 1.4 ratio'],
  ['<=', 1.4, 1.45, 'NON_COMPLIANT', '1.45 misses <= 1.4 ratio'],
  ['<=', 30.4551, 30.4553, 'NON_COMPLIANT', '30.4553 misses <= 30.4551 ratio'],
  ['>=', 50, 50, 'COMPLIANT', '50 meets >= 50 ratio'],
  ['>=', 50, 49.9, 'NON_COMPLIANT', '49.9 misses >= 50 ratio'],
] as const)('limit %s %s, observed %s: %s', (comparator, limit, value, verdict, reason) => {
  const finding = judged(standardWith({ phases: [phaseOf({ comparator, limit })] }), value);
  expect(finding).toMatchObject({ verdict, reason, limit: { comparator, value: limit, unit: 'ratio' } });
});

test.each([
  ['statute', 'marginal', 'INCONCLUSIVE'],
  ['statute', 'average', 'COMPLIANT'],
  ['internal', 'marginal', 'COMPLIANT'],
] as const)('a limit of the intensity (%s) and a figure that is %s: %s', (standing, signal, verdict) => {
  const standard = standardWith({ metric: 'carbon-intensity', standing });
  const quantity = quantityOf(1);
  const observed = { ...quantity, evidence: { ...quantity.evidence, signal } };
  const finding = judge(standard, { observed, missing: null, scope: 'site' }, RULES);
  expect(finding).toMatchObject({ verdict, limit: { value: 1.4 } });
  if (verdict === 'INCONCLUSIVE') expect(finding.reason).toContain('the two are not compared');
});

test('the margin is a share of the limit, negative when it is missed', () => {
  expect(judged(standardWith(), 1.05).marginRatio).toBeCloseTo(0.25, 12);
  expect(judged(standardWith(), 1.75).marginRatio).toBeCloseTo(-0.25, 12);
  const atLeast = standardWith({ phases: [phaseOf({ comparator: '>=', limit: 50 })] });
  expect(judged(atLeast, 40).marginRatio).toBeCloseTo(-0.2, 12);
});

test('of a limit of 0 there is no margin, and no Infinity either', () => {
  expect(judged(standardWith({ phases: [phaseOf({ limit: 0 })] }), 1)).toMatchObject({
    verdict: 'NON_COMPLIANT',
    marginRatio: null,
  });
});

test.each([
  ['2012-10-30', 'NOT_APPLICABLE', null],
  ['2012-10-31', 'COMPLIANT', 1.75],
  ['2013-12-31', 'COMPLIANT', 1.75],
  ['2014-01-01', 'NON_COMPLIANT', 1.4],
  ['2026-04-20', 'NON_COMPLIANT', 1.4],
])('KR_PUE_GREEN_DC of a PUE of 1.6 on %s: %s', (asOf, verdict, limit) => {
  const finding = judged(standardOf(CATALOGUE.standards, 'KR_PUE_GREEN_DC'), 1.6, asOf);
  expect(finding.verdict).toBe(verdict);
  expect(finding.limit?.value ?? null).toBe(limit);
});

const WARM_OR_COOL: readonly Phase[] = [
  phaseOf({ limit: 1.3, condition: 'cool climate' }),
  phaseOf({ limit: 1.4, condition: 'warm climate' }),
];
const NEW_OR_OLD: readonly Phase[] = [
  phaseOf({ limit: 1.2, condition: 'new site' }),
  phaseOf({ limit: null, comparator: null, condition: 'old site' }),
];

test.each([
  ['meets both limits', WARM_OR_COOL, 1.3, 'COMPLIANT'],
  ['lies between the limits', WARM_OR_COOL, 1.35, 'INCONCLUSIVE'],
  ['misses both limits', WARM_OR_COOL, 1.41, 'NON_COMPLIANT'],
  ['meets the only limit', NEW_OR_OLD, 1.2, 'COMPLIANT'],
  ['misses a limit that may not apply', NEW_OR_OLD, 1.21, 'INCONCLUSIVE'],
])('where facts of the site decide, a value that %s', (_, phases, value, verdict) => {
  const finding = judged(standardWith({ phases }), value);
  expect(finding.verdict).toBe(verdict);
  if (verdict === 'INCONCLUSIVE') {
    for (const { condition } of phases) expect(finding.reason).toContain(condition);
  }
});

test('evidence weaker than asked for is INCONCLUSIVE, whatever the value says', () => {
  for (const grade of GRADES) {
    for (const minEvidence of GRADES) {
      const observed = quantityOf(1.1, grade);
      const finding = judge(
        standardWith(),
        { observed, missing: null, scope: 'site' },
        { ...RULES, minEvidence },
      );
      expect(finding.verdict).toBe(isWeaker(grade, minEvidence) ? 'INCONCLUSIVE' : 'COMPLIANT');
    }
  }
});

test('a weak value says how weak, whose it is and what was asked for', () => {
  const observed = quantityOf(9, 'assumed');
  const finding = judge(standardWith(), { observed, missing: null, scope: 'site' }, RULES);
  expect(finding.reason).toBe('evidence is assumed (a test), weaker than the estimated that is asked for');
  expect(finding.observed).toBe(observed);
});

test('nothing observed is INCONCLUSIVE with the reason and the limit, never compliant', () => {
  const finding = judge(standardWith(), { observed: null, missing: 'no zone', scope: 'workload' }, RULES);
  expect(finding).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'no zone', scope: 'workload' });
  expect(finding.limit?.value).toBe(1.4);
  const silent = judge(standardWith(), { observed: null, missing: null, scope: 'workload' }, RULES);
  expect(silent).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'not measured' });
});

test.each(CATALOGUE.standards.filter(({ unmeasurable }) => unmeasurable !== null))(
  '$code cannot be measured: NOT_APPLICABLE with its reason',
  (standard) => {
    expect(judged(standard, 1)).toMatchObject({
      verdict: 'NOT_APPLICABLE',
      limit: null,
      reason: standard.unmeasurable,
    });
  },
);

test('a voluntary code warns, everything else is an error', () => {
  const severities = (['statute', 'certification', 'voluntary', 'reference-target', 'internal'] as const).map(
    (standing) => judged(standardWith({ standing }), 2).severity,
  );
  expect(severities).toEqual(['error', 'error', 'warning', 'error', 'error']);
});

const positive = fc.double({ min: 0.001, max: 1e6, noNaN: true });

test('law: a larger value never improves the verdict against a maximum', () => {
  const rank = (value: number, limit: number) =>
    judged(standardWith({ phases: [phaseOf({ limit })] }), value).verdict === 'COMPLIANT' ? 1 : 0;
  fc.assert(
    fc.property(positive, positive, positive, (value, more, limit) => {
      expect(rank(value + more, limit)).toBeLessThanOrEqual(rank(value, limit));
    }),
  );
});

const ofBound = (standard: Standard, value: number) =>
  judge(
    standard,
    {
      observed: quantityOf(value),
      missing: null,
      scope: 'workload',
      possible: { least: value, greatest: Number.POSITIVE_INFINITY },
    },
    RULES,
  );

test.each([
  ['<=', 1.45, 'NON_COMPLIANT', '1.45 misses <= 1.4 ratio'],
  [
    '<=',
    1.3,
    'INCONCLUSIVE',
    '1.3 is a lower bound: it could show that <= 1.4 ratio is missed, never that it is kept',
  ],
  ['>=', 1.45, 'COMPLIANT', '1.45 meets >= 1.4 ratio'],
  [
    '>=',
    1.3,
    'INCONCLUSIVE',
    '1.3 is a lower bound: it could show that >= 1.4 ratio is kept, never that it is missed',
  ],
] as const)('of a lower bound, limit %s, observed %s: %s', (comparator, value, verdict, reason) => {
  const finding = ofBound(standardWith({ phases: [phaseOf({ comparator })] }), value);
  expect(finding).toMatchObject({ verdict, reason, limit: { comparator, value: 1.4 } });
  expect(finding.observed?.value).toBe(value);
});

test('law: a lower bound never meets a maximum, and misses it wherever an exact value does', () => {
  fc.assert(
    fc.property(positive, positive, (value, limit) => {
      const standard = standardWith({ phases: [phaseOf({ limit })] });
      const exact = judged(standard, value).verdict;
      expect(ofBound(standard, value).verdict).toBe(exact === 'COMPLIANT' ? 'INCONCLUSIVE' : exact);
    }),
  );
});
