/** What would move to another region: its power, and the place it runs in now. */

import type { Catalogue } from '../audit/catalogue.ts';
import { alone, type Together } from '../audit/judged-together.ts';
import type { Site } from '../audit/site.ts';
import { type Workload, workloadOf } from '../audit/workload.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Ports } from '../ports.ts';
import { type Audited, audit } from './audit.ts';
import type { AuditInput } from './audit-input.ts';
import { openOf, placeOf, subjectName, togetherOf, wholeSubject } from './subject.ts';

/** The current place, and all others, at the time of what was measured. */
interface Measured {
  readonly site: Site;
  readonly catalogue: Catalogue;
  /** With the hours of its energy, where a series tells what they were here: an audit judges by these. */
  readonly here: Together;
  readonly remarksOn: Audited['remarksOn'];
}

export interface Subject {
  readonly workload: Workload | null;
  readonly together: Together;
  readonly name: string | null;
  readonly gaps: readonly string[];
  readonly warnings: readonly Diagnostic[];
  /** The last moment that is spoken of. */
  readonly lastMs: number;
  /** null: nothing was read. */
  readonly at: Measured | null;
}

const NOBODY = workloadOf({ namespace: '', kind: 'Selection', name: '', ownerFrom: 'pod' }, []);

const nobody = (ports: Ports): Subject => ({
  workload: null,
  together: alone(NOBODY),
  name: null,
  gaps: [],
  warnings: [],
  lastMs: ports.now().getTime(),
  at: null,
});

const withoutHours = (workload: Workload): Workload => ({ ...workload, intervals: [] });

/**
 * When the energy was used is left out of published figures: not every zone has a profile, and a mix would compare unlike things.
 * null: places alone are compared, and Kepler is not read.
 */
export async function subjectOf(input: AuditInput | null, ports: Ports): Promise<Subject> {
  if (input === null) return nobody(ports);
  const audited = await audit(input, ports);
  const name = subjectName(input);
  const whole = wholeSubject(audited, name);
  const gaps = openOf(name, whole.powerWatts, audited.assessment.gaps);
  const timed = togetherOf(audited, whole);
  const { measured, each } = timed;
  const workload = withoutHours(whole);
  const together = {
    whole: workload,
    measured: withoutHours(measured),
    each: each.map(withoutHours),
    pods: [],
    isOpen: gaps.length > 0,
  };
  const { warnings } = audited.assessment;
  const { site, catalogue, remarksOn } = audited;
  const isBySeries = typeof input.intensity === 'object';
  const here = isBySeries ? { site: placeOf(audited, measured), here: timed } : { site, here: together };
  const at = { catalogue, remarksOn, ...here };
  return { workload, together, name, gaps, warnings, lastMs: audited.judging.lastMs, at };
}
