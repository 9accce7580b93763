import { expect, test } from 'vitest';
import { VERDICTS, type Verdict, worstOf } from '../../src/audit/verdict.ts';

test.each<[Verdict, readonly Verdict[]]>([
  ['NOT_APPLICABLE', []],
  ['NOT_APPLICABLE', ['NOT_APPLICABLE']],
  ['WAIVED', ['NOT_APPLICABLE', 'WAIVED']],
  ['COMPLIANT', ['WAIVED', 'NOT_APPLICABLE', 'COMPLIANT']],
  ['INCONCLUSIVE', ['COMPLIANT', 'INCONCLUSIVE']],
  ['NON_COMPLIANT', ['INCONCLUSIVE', 'COMPLIANT', 'NON_COMPLIANT']],
])('%s is the worst of %j', (worst, verdicts) => {
  expect(worstOf(verdicts)).toBe(worst);
  expect(worstOf([...verdicts].reverse())).toBe(worst);
});

test('the spellings are those of the contract', () => {
  expect([...VERDICTS].sort()).toEqual([
    'COMPLIANT',
    'INCONCLUSIVE',
    'NON_COMPLIANT',
    'NOT_APPLICABLE',
    'WAIVED',
  ]);
});
