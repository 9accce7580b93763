import { expect, test } from 'vitest';
import type { Basis, Signal } from '../../src/evidence.ts';
import { refuseMixing } from '../../src/grid/refuse-mixing.ts';

const of = (signal: Signal, basis: Basis, source: string) => ({
  ...{ signal, basis },
  evidence: { grade: 'declared' as const, source, year: null },
});

test('one kind may be combined, two may not', () => {
  const average = of('average', 'lifecycle', 'a.csv');
  expect(() => refuseMixing(average, of('average', 'lifecycle', 'b.csv'))).not.toThrow();
  expect(() => refuseMixing(average, of('marginal', 'lifecycle', 'b.csv'))).toThrow(
    expect.objectContaining({
      code: 'MIXED_SIGNALS',
      message:
        'intensities of different kinds cannot be combined: average lifecycle (a.csv) and marginal lifecycle (b.csv)',
    }),
  );
  expect(() => refuseMixing(average, of('average', 'direct', 'b.csv'))).toThrow(/average direct \(b.csv\)/);
});
