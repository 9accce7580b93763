import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GateOptions, gate } from '../../src/audit/gate.ts';
import { VERDICTS } from '../../src/audit/verdict.ts';
import { findingOf } from './subjects.ts';

const options = (given: Partial<GateOptions> = {}): GateOptions => ({
  failOn: 'error',
  onInconclusive: 'fail',
  minEvidence: 'estimated',
  ...given,
});

const PASS = findingOf();
const FAIL = findingOf({ verdict: 'NON_COMPLIANT' });
const WARN = findingOf({ verdict: 'NON_COMPLIANT', severity: 'warning', standard: 'X_CODE' });
const OPEN = findingOf({ verdict: 'INCONCLUSIVE' });
const NEUTRAL = findingOf({ verdict: 'NOT_APPLICABLE' });

test.each([
  ['all met', [PASS, NEUTRAL], [], {}, 0],
  ['one missed', [PASS, FAIL], [], {}, 1],
  ['missed, nothing fails the gate', [FAIL], [], { failOn: 'none' }, 0],
  ['a warning below the mildest severity', [WARN], [], {}, 0],
  ['a warning that counts', [WARN], [], { failOn: 'warning' }, 1],
  ['open', [PASS, OPEN], [], {}, 4],
  ['open, and missed outranks it', [OPEN, FAIL], [], {}, 1],
  ['open, allowed', [PASS, OPEN], [], { onInconclusive: 'warn' }, 0],
  ['a gap', [PASS], ['no workload x'], {}, 4],
  ['a gap, allowed', [PASS], ['no workload x'], { onInconclusive: 'warn' }, 0],
  ['missed, but open counts when nothing fails the gate', [FAIL, OPEN], [], { failOn: 'none' }, 4],
  ['no check at all', [], [], {}, 4],
  ['no check at all, whatever is allowed', [], [], { onInconclusive: 'warn', failOn: 'none' }, 4],
  ['nothing that applies', [NEUTRAL], [], { onInconclusive: 'warn' }, 4],
] as const)('%s', (_, findings, gaps, given, exitCode) => {
  const report = gate(findings, gaps, options(given));
  expect(report.exitCode).toBe(exitCode);
  expect(report.passed).toBe(exitCode === 0);
});

test('the reasons count findings by standard, then what is open', () => {
  const report = gate([FAIL, FAIL, WARN, OPEN, PASS], ['no workload x'], options({ failOn: 'warning' }));
  expect(report.reasons).toEqual([
    '2 findings against X_PUE',
    '1 finding against X_CODE',
    'no workload x',
    '1 check without enough evidence',
  ]);
  expect(gate([NEUTRAL], [], options()).reasons).toEqual(['nothing could be judged']);
  expect(gate([PASS], [], options()).reasons).toEqual([]);
});

const findings = fc.array(
  fc.record({ verdict: fc.constantFrom(...VERDICTS), severity: fc.constantFrom('error', 'warning') }),
);

test('law: a gate passes only if something was met, or missed where missing is allowed', () => {
  fc.assert(
    fc.property(findings, fc.constantFrom('error', 'warning', 'none'), (given, failOn) => {
      const all = given.map((part) => findingOf(part as Parameters<typeof findingOf>[0]));
      const { passed } = gate(all, [], options({ failOn: failOn as GateOptions['failOn'] }));
      const wasJudged = all.some(({ verdict }) => verdict === 'COMPLIANT' || verdict === 'NON_COMPLIANT');
      const wasOpen = all.some(({ verdict }) => verdict === 'INCONCLUSIVE');
      if (passed) expect([wasJudged, wasOpen]).toEqual([true, false]);
    }),
  );
});
