/** All pods of the judged workloads as one subject, for questions that are asked of a whole. */

import { evaluate, whyNoIntensity } from '../audit/evaluate.ts';
import type { Together } from '../audit/judged-together.ts';
import type { Site } from '../audit/site.ts';
import { type Workload, workloadOf } from '../audit/workload.ts';
import type { Audited } from './audit.ts';
import type { AuditInput } from './audit-input.ts';
import { withHours } from './intensity-hours.ts';

const fullName = (namespace: string, pod: string): string => `${namespace}/${pod}`;

/** What a person calls the selection. */
export const subjectName = ({ workload, namespaces }: Pick<AuditInput, 'workload' | 'namespaces'>): string =>
  workload ?? (namespaces === null ? 'all workloads' : `namespace ${namespaces.join(', ')}`);

export function wholeSubject({ assessment, measurement }: Audited, name: string): Workload {
  const chosen = new Set(
    assessment.workloads.flatMap(({ workload, pods }) =>
      pods.map((pod) => fullName(workload.namespace, pod)),
    ),
  );
  const pods = measurement.pods.filter((pod) => chosen.has(fullName(pod.namespace, pod.name)));
  return workloadOf({ namespace: '', kind: 'Selection', name, ownerFrom: 'pod' }, pods);
}

/** What was measured of it, and each workload of it. */
export function togetherOf({ judged, assessment }: Audited, whole: Workload): Together {
  const known = whole.pods.filter((pod) => pod.powerWatts !== null);
  return {
    whole,
    measured: known.length === whole.pods.length ? whole : workloadOf(whole.name, known),
    each: judged.map(({ workload }) => workload),
    pods: whole.pods,
    isOpen: whole.powerWatts === null || assessment.gaps.length > 0,
  };
}

/**
 * Where it ran, by a series that was stated: with the figure of the hours in which the energy was used. A series that does not
 * cover them says nothing of the place then.
 */
export function placeOf({ site }: Audited, measured: Workload): Site {
  if (measured.powerWatts === null || site.intensity === null) return site;
  const evaluation = evaluate(measured, site);
  const intensity = withHours({ workload: measured, site, shiftMs: null }, evaluation);
  if (intensity !== null) return { ...site, intensity };
  return { ...site, intensity, noIntensity: whyNoIntensity(evaluation) };
}

/** What is left open of it, be it only that nobody measured it. */
export const openOf = (
  name: string,
  powerWatts: number | null,
  gaps: readonly string[],
): readonly string[] =>
  powerWatts === null && gaps.length === 0 ? [`the power of ${name} was not measured`] : gaps;
