/** Two reports are compared only where both look at the same workloads, cut the same way: all else would read as new, gone or growth. */

import type { ReportSelection } from '../audit/report.ts';
import { AuditError } from '../errors.ts';
import type { SavedAssessment } from './saved-assessment.ts';

type Said = (selection: ReportSelection) => string;

const SAID: readonly Said[] = [
  ({ namespaces }) =>
    namespaces === null ? 'all namespaces' : `namespace ${[...new Set(namespaces)].sort().join(', ')}`,
  ({ workload }) => (workload === null ? 'all workloads' : `workload ${workload}`),
  ({ groupBy }) => (groupBy === 'pod' ? 'single pods' : 'pods grouped by owner'),
  ({ idle }) => (idle === 'none' ? 'power without idle' : 'power with a share of idle'),
];

/** Throws USAGE with what differs. */
export function refuseUnlikeSelections(base: ReportSelection, head: ReportSelection, hint: string): void {
  const unlike = SAID.filter((said) => said(base) !== said(head));
  if (unlike.length === 0) return;
  const [inBase, inHead] = [base, head].map((one) => unlike.map((said) => said(one)).join(', '));
  throw new AuditError('USAGE', `the base is of ${inBase}, the head of ${inHead}: unlike is not compared`, {
    hint,
  });
}

/** What a report without a selection was most likely asked: its namespaces, and owners where it names any. */
function likelySelection({ workloads }: SavedAssessment): ReportSelection {
  const names = workloads.map(({ workload }) => workload);
  return {
    namespaces: names.length === 0 ? null : [...new Set(names.map(({ namespace }) => namespace))],
    workload: null,
    groupBy: names.some(({ kind }) => kind !== 'Pod') ? 'workload' : 'pod',
    idle: 'none',
  };
}

type Given = { readonly [Name in keyof ReportSelection]: ReportSelection[Name] | undefined };

/** For an audit made now: as the base, where nothing is given. Throws USAGE for what is given and differs from the base. */
export function selectionLike(base: SavedAssessment, given: Given): ReportSelection {
  const usual = base.selection ?? likelySelection(base);
  const selection = {
    namespaces: given.namespaces === undefined ? usual.namespaces : given.namespaces,
    workload: given.workload === undefined ? usual.workload : given.workload,
    groupBy: given.groupBy ?? usual.groupBy,
    idle: given.idle ?? usual.idle,
  };
  if (base.selection !== undefined)
    refuseUnlikeSelections(
      base.selection,
      selection,
      'leave out the workload, -n, -A, --group-by and --idle: those of the base are used',
    );
  return selection;
}
