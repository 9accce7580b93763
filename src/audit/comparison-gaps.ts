/** What a comparison of two reports leaves open. Each is a sentence; while there is one, no comparison passes. */

import { isOfHours, type WorkloadChange } from './report-changes.ts';
import type { SavedReport } from './saved-report.ts';
import type { TotalChange } from './total-change.ts';
import { unreadNodes } from './unread-nodes.ts';

export interface ReportWithGaps extends SavedReport {
  readonly gaps: readonly string[];
}

interface Compared {
  readonly base: ReportWithGaps;
  readonly head: ReportWithGaps;
  readonly changes: readonly WorkloadChange[];
  readonly total: TotalChange;
  /** false: a report only, which the hours alone do not leave open. */
  readonly hasGate: boolean;
}

function gapsIn(side: 'base' | 'head', { gaps, workloads }: ReportWithGaps): string[] {
  if (gaps.length > 0) return gaps.map((gap) => `${side}: ${gap}`);
  return workloads.length === 0 ? [`${side}: the report has no workload`] : [];
}

const isUnjudged = ({ workloads }: ReportWithGaps): boolean =>
  workloads.length > 0 && workloads.every(({ verdict }) => verdict === 'NOT_APPLICABLE');

/** As in the gate of one report. Of the base alone: its emissions are compared all the same. */
const unjudged = ({ head }: Compared): string[] =>
  isUnjudged(head) ? ['head: nothing could be judged'] : [];

/** Names alone tell what belongs together: without one in common, only the sums were compared. */
function nothingInCommon({ base, head, changes }: Compared): string[] {
  if (base.workloads.length === 0 || head.workloads.length === 0) return [];
  if (changes.some(({ verdictBefore, verdictAfter }) => verdictBefore !== null && verdictAfter !== null))
    return [];
  return [
    'no workload of the base is in the head under the same name; where a rollout renames pods, group both reports by workload',
  ];
}

/** Both figures are there, and yet they do not tell: one of them is a lower bound, or is of something else. */
const isOverBound = (change: WorkloadChange): boolean =>
  change.kind === 'unknown' &&
  change.facilityGco2eqPerHourBefore !== null &&
  change.facilityGco2eqPerHourAfter !== null;

const isOpen = (change: WorkloadChange): boolean =>
  change.verdictAfter === 'INCONCLUSIVE' || (change.kind === 'unknown' && !isOverBound(change));

const isNoLongerJudged = ({ verdictAfter, verdictChanged }: WorkloadChange): boolean =>
  verdictChanged && verdictAfter === 'NOT_APPLICABLE';

const NAMED = 3;

const listed = (names: readonly string[]): string =>
  `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}`;

/** None, or the first few by name and `why` of one or of several. */
function named(open: readonly WorkloadChange[], why: (whose: 'its' | 'their') => string): string[] {
  if (open.length === 0) return [];
  const names = open.map(({ workload }) => `${workload.namespace}/${workload.name}`);
  return [`${listed(names)} ${why(open.length === 1 ? 'its' : 'their')}`];
}

function unread({ base, head }: Compared): string[] {
  const nodes = unreadNodes(base, head);
  if (nodes.length === 0) return [];
  const [which, were] = nodes.length === 1 ? ['node', 'was'] : ['nodes', 'were'];
  return [
    `${which} ${listed(nodes)} of the base ${were} not read for the head, so what ran there is unknown and not gone: read the same nodes for both, or make the base anew once a node is removed from the cluster`,
  ];
}

const NOT_KNOWN = 'emissions or verdict are not known in both reports';
const OVER_BOUND = 'emissions are no more than a lower bound in a report';
const NO_LONGER_JUDGED = 'verdict in the head is NOT_APPLICABLE';

/** Why a workload cannot be compared, as in "its emissions ..."; null where it can. */
export function reasonOf(change: WorkloadChange): string | null {
  if (isOpen(change)) return NOT_KNOWN;
  if (isOverBound(change)) return change.unlike ?? OVER_BOUND;
  return isNoLongerJudged(change) ? NO_LONGER_JUDGED : null;
}

/** Those of one reason share a sentence. */
function openWorkloads({ head, changes, hasGate }: Compared): string[] {
  const open = hasGate ? changes : changes.filter((change) => !isOfHours(change));
  const unlike = open.map(reasonOf).filter((reason) => reason !== null);
  const last = isUnjudged(head) ? [] : [NO_LONGER_JUDGED];
  const known = [NOT_KNOWN, OVER_BOUND, NO_LONGER_JUDGED];
  const others = new Set(unlike.filter((reason) => !known.includes(reason)));
  return [NOT_KNOWN, ...others, OVER_BOUND, ...last].flatMap((reason) =>
    named(
      open.filter((change) => reasonOf(change) === reason),
      (whose) => `cannot be compared: ${whose} ${reason}`,
    ),
  );
}

/** Also a workload that is gone counts in the sum of the base. */
function openTotal({ total, hasGate }: Compared): string[] {
  if (!hasGate && isOfHours(total)) return [];
  const { facilityGco2eqPerHourBefore: before, facilityGco2eqPerHourAfter: after, unlike } = total;
  if (unlike !== undefined) return [`all workloads together cannot be compared: their ${unlike}`];
  return before === null || after === null ? ['what all workloads together emit is not known'] : [];
}

export function comparisonGaps(compared: Compared): readonly string[] {
  const gaps = [
    ...gapsIn('base', compared.base),
    ...gapsIn('head', compared.head),
    ...unread(compared),
    ...unjudged(compared),
    ...nothingInCommon(compared),
    ...openWorkloads(compared),
  ];
  return gaps.length > 0 ? gaps : openTotal(compared);
}
