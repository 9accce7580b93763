/** Average and marginal signals answer different questions, and bases count different emissions: they are never joined. */

import { AuditError } from '../errors.ts';
import type { IntensitySeries } from './series.ts';

type Meaning = Pick<IntensitySeries, 'signal' | 'basis' | 'evidence'>;

/** Throws MIXED_SIGNALS when signal or basis of two series differ. */
export function refuseMixing(first: Meaning, second: Meaning): void {
  if (first.signal === second.signal && first.basis === second.basis) return;
  const both = [first, second].map(
    ({ signal, basis, evidence }) => `${signal} ${basis} (${evidence.source})`,
  );
  throw new AuditError(
    'MIXED_SIGNALS',
    `intensities of different kinds cannot be combined: ${both.join(' and ')}`,
    {
      hint: 'use sources of one signal (average or marginal) and one basis (lifecycle, direct or operational)',
    },
  );
}
