/** `compare --base`: two saved reports, or a saved one against an audit made now. */

import * as z from 'zod/mini';
import { comparisonGaps } from '../audit/comparison-gaps.ts';
import { reportChanges, type WorkloadChange } from '../audit/report-changes.ts';
import { gotWorse, type TotalChange, totalChange } from '../audit/total-change.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { GRADES } from '../evidence.ts';
import type { Ports } from '../ports.ts';
import { isOfVerdict } from './asides.ts';
import { audit } from './audit.ts';
import { AUDIT_FIELDS, namespaces, text } from './audit-input.ts';
import { inputsApart } from './compare-reports-inputs.ts';
import { compareReportsView } from './compare-reports-view.ts';
import { defineOperation } from './define.ts';
import { type InputOf, needed, nullable, optional, orNull, partOf } from './fields.ts';
import { refuseUnlikeSelections, selectionLike } from './like-selections.ts';
import { type ReportHead, reportHead } from './report-head.ts';
import { type SavedAssessment, savedAssessment } from './saved-assessment.ts';

const path = () => z.string().check(z.minLength(1));

const FIELDS = {
  ...AUDIT_FIELDS,
  // Of an audit made now; absent: those of the base, so that like is compared with like.
  workload: nullable(undefined, () => text(320)),
  namespaces: nullable(undefined, namespaces),
  groupBy: optional(() => z.enum(['pod', 'workload'])),
  idle: optional(() => z.enum(['none', 'share'])),
  minEvidence: optional(() => z.enum(GRADES)),
  base: needed(path),
  /** null: audit now. */
  head: orNull(path),
  /** null: report only; a number: growth beyond it fails. */
  failOnRegressionRatio: orNull(() => z.number().check(z.gte(0), z.lte(100))),
};
type Input = InputOf<typeof FIELDS>;

export interface CompareReportsResult extends ReportHead {
  readonly base: { readonly region: string; readonly workloads: number };
  readonly head: { readonly region: string; readonly workloads: number };
  readonly toleranceRatio: number;
  readonly counts: Readonly<Record<WorkloadChange['kind'], number>>;
  readonly regressions: number;
  readonly total: TotalChange;
  readonly changes: readonly WorkloadChange[];
  /** What the two were made with, where it differs: standards, limits, PUE, intensity, hours, the least evidence. */
  readonly inputsApart: readonly string[];
  /** What the evidence of either report left open: workloads that are gone may only be unseen. */
  readonly gaps: readonly string[];
  /** Of the verdicts of the head: by a limit that was replaced, or a figure of another time. */
  readonly warnings: readonly Diagnostic[];
  /** The regression gate, false where a gap is left as well; null where none was asked for. */
  readonly passed: boolean | null;
}

async function savedHead(path: string, base: SavedAssessment, ports: Ports): Promise<SavedAssessment> {
  const head = await savedAssessment(path, ports);
  if (base.selection !== undefined && head.selection !== undefined)
    refuseUnlikeSelections(
      base.selection,
      head.selection,
      'make both with the same workload, namespaces, --group-by and --idle',
    );
  return head;
}

/** A number the operator gave. A series, which alone tells its signal, is none: its file has to be named again. */
const stated = (figure: SavedAssessment['site']['intensity'] | undefined): number | undefined =>
  figure?.evidence.grade === 'declared' && figure.evidence.signal === undefined ? figure.value : undefined;

/** What was stated for the base, as far as it speaks of the same place. */
const statedFor = (region: string, { site }: SavedAssessment): Pick<Input, 'pue' | 'intensity'> =>
  region === site.region.code ? { pue: stated(site.pue), intensity: stated(site.intensity) } : {};

/** Of the same workloads in the same place as the base, unless told otherwise. */
async function headNow(input: Input, base: SavedAssessment, ports: Ports): Promise<SavedAssessment> {
  const { workload, namespaces, groupBy, idle, region = base.site.region.code } = input;
  const selection = selectionLike(base, { workload, namespaces, groupBy, idle });
  const usual = statedFor(region, base);
  const { pue = usual.pue, intensity = usual.intensity } = input;
  const minEvidence = input.minEvidence ?? base.gate?.minEvidence ?? AUDIT_FIELDS.minEvidence.usual;
  const asked = { ...input, ...selection, region, pue, intensity, minEvidence };
  return (await audit(partOf(AUDIT_FIELDS, asked), ports)).assessment;
}

const verdictWarnings = ({ warnings = [] }: SavedAssessment): readonly Diagnostic[] =>
  warnings.filter(isOfVerdict).map(({ code, message }) => ({ code, level: 'warning', message }));

const KINDS = ['new', 'gone', 'better', 'worse', 'unchanged', 'unknown'] as const;

async function compareReports(input: Input, ports: Ports): Promise<CompareReportsResult> {
  const base = await savedAssessment(input.base, ports);
  const head = await (input.head === null ? headNow(input, base, ports) : savedHead(input.head, base, ports));
  const toleranceRatio = input.failOnRegressionRatio ?? 0;
  const changes = reportChanges(base, head, toleranceRatio);
  const total = totalChange(base, head, toleranceRatio);
  const regressions = changes.filter((change) => change.isRegression).length;
  const hasGate = input.failOnRegressionRatio !== null;
  const gaps = comparisonGaps({ base, head, changes, total, hasGate });
  const count = (kind: WorkloadChange['kind']): number =>
    changes.filter((change) => change.kind === kind).length;
  return {
    ...reportHead('compare'),
    base: { region: base.site.region.code, workloads: base.workloads.length },
    head: { region: head.site.region.code, workloads: head.workloads.length },
    toleranceRatio,
    counts: Object.fromEntries(KINDS.map((kind) => [kind, count(kind)])) as CompareReportsResult['counts'],
    regressions,
    total,
    changes,
    inputsApart: inputsApart(base, head),
    gaps,
    warnings: verdictWarnings(head),
    passed: hasGate ? !gotWorse({ regressions, total }) && gaps.length === 0 : null,
  };
}

export default defineOperation<typeof FIELDS, CompareReportsResult>({
  name: 'compare-reports',
  title: 'Compare two reports',
  description: 'Workload by workload: new, gone, better, worse, changed verdict',
  fields: FIELDS,
  run: compareReports,
  view: compareReportsView,
  // What is known to be worse fails, whatever else is not known.
  outcome: (result) => ({
    verdict: null,
    exitCode: result.passed === false && gotWorse(result) ? 1 : result.gaps.length > 0 ? 4 : 0,
  }),
});
