/** What a comparison of two reports leaves open. Each is a sentence; while there is one, no comparison passes. */

import type { SavedReport, TotalChange, WorkloadChange } from './report-changes.ts';

export interface ReportWithGaps extends Pick<SavedReport, 'workloads'> {
  readonly gaps: readonly string[];
}

interface Compared {
  readonly base: ReportWithGaps;
  readonly head: ReportWithGaps;
  readonly changes: readonly WorkloadChange[];
  readonly total: TotalChange;
}

function gapsIn(side: 'base' | 'head', { gaps, workloads }: ReportWithGaps): string[] {
  if (gaps.length > 0) return gaps.map((gap) => `${side}: ${gap}`);
  return workloads.length === 0 ? [`${side}: the report has no workload`] : [];
}

/** Names alone tell what belongs together: without one in common, only the sums were compared. */
function nothingInCommon({ base, head, changes }: Compared): string[] {
  if (base.workloads.length === 0 || head.workloads.length === 0) return [];
  if (changes.some(({ verdictBefore, verdictAfter }) => verdictBefore !== null && verdictAfter !== null))
    return [];
  return [
    'no workload of the base is in the head under the same name; where a rollout renames pods, group both reports by workload',
  ];
}

const isOpen = ({ kind, verdictAfter }: WorkloadChange): boolean =>
  kind === 'unknown' || verdictAfter === 'INCONCLUSIVE';

const NAMED = 3;

function openWorkloads({ changes }: Compared): string[] {
  const open = changes.filter(isOpen).map(({ workload }) => `${workload.namespace}/${workload.name}`);
  if (open.length === 0) return [];
  const more = open.length > NAMED ? ` and ${open.length - NAMED} more` : '';
  const whose = open.length === 1 ? 'its' : 'their';
  return [
    `${open.slice(0, NAMED).join(', ')}${more} cannot be compared: ${whose} emissions or verdict are not known in both reports`,
  ];
}

/** Also a workload that is gone counts in the sum of the base. */
function openTotal({ total }: Compared): string[] {
  const { facilityGco2eqPerHourBefore: before, facilityGco2eqPerHourAfter: after } = total;
  return before === null || after === null ? ['what all workloads together emit is not known'] : [];
}

export function comparisonGaps(compared: Compared): readonly string[] {
  const gaps = [
    ...gapsIn('base', compared.base),
    ...gapsIn('head', compared.head),
    ...nothingInCommon(compared),
    ...openWorkloads(compared),
  ];
  return gaps.length > 0 ? gaps : openTotal(compared);
}
