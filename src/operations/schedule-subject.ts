/** What is to be run, and the power a run of it is taken to have. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Grade } from '../evidence.ts';
import type { Ports } from '../ports.ts';
import { audit } from './audit.ts';
import { AUDIT_FIELDS, type AuditInput } from './audit-input.ts';
import { partOf } from './fields.ts';
import { openOf, wholeSubject } from './subject.ts';

export interface Subject {
  readonly name: string;
  readonly powerWatts: number | null;
  /** How the power is known; null where it is not. */
  readonly grade: Grade | null;
  /** As those of a workload; `lower-bound`: it draws more than that. */
  readonly flags: readonly string[];
  /** Where its pods were found. */
  readonly namespaces: readonly string[];
  readonly gaps: readonly string[];
  /** Of the measurement the power rests on. */
  readonly warnings: readonly Diagnostic[];
}

const unmeasured = (name: string, powerWatts: number | null): Subject => ({
  name,
  powerWatts,
  grade: powerWatts === null ? null : 'declared',
  flags: [],
  namespaces: [],
  gaps: [],
  warnings: [],
});

/** Reads Kepler only where a workload is named and nobody says what it draws. */
export async function subjectOf(
  input: AuditInput & { readonly powerWatts?: number | undefined },
  ports: Ports,
): Promise<Subject> {
  const { workload, powerWatts: stated } = input;
  if (stated !== undefined) return unmeasured(workload ?? 'a run', stated);
  if (workload === null) return unmeasured('a run', null);
  const audited = await audit(partOf(AUDIT_FIELDS, input), ports);
  // Of the whole: the total of what is known would leave out a pod nobody measured.
  const { powerWatts, grade, flags, pods } = wholeSubject(audited, workload);
  return {
    name: workload,
    powerWatts,
    grade: powerWatts === null ? null : grade,
    flags,
    namespaces: [...new Set(pods.map(({ namespace }) => namespace))],
    gaps: openOf(workload, powerWatts, audited.assessment.gaps),
    // Not those of the assessment: they speak of standards too, and a schedule is judged by none.
    warnings: audited.measurement.warnings,
  };
}
