/** `compare --base`: two saved reports, or a saved one against an audit made now. */

import * as z from 'zod/mini';
import { comparisonGaps } from '../audit/comparison-gaps.ts';
import type { Assessment } from '../audit/report.ts';
import {
  gotWorse,
  reportChanges,
  type SavedReport,
  type TotalChange,
  totalChange,
  type WorkloadChange,
} from '../audit/report-changes.ts';
import { VERDICTS } from '../audit/verdict.ts';
import { AuditError } from '../errors.ts';
import { GRADES } from '../evidence.ts';
import type { Ports } from '../ports.ts';
import { audit } from './audit.ts';
import { AUDIT_FIELDS, namespaces } from './audit-input.ts';
import { compareReportsView } from './compare-reports-view.ts';
import { defineOperation } from './define.ts';
import { type InputOf, needed, nullable, orNull, partOf } from './fields.ts';
import { issueSentence } from './issue-sentence.ts';
import { type ReportHead, reportHead } from './report-head.ts';

const path = () => z.string().check(z.minLength(1));

const FIELDS = {
  ...AUDIT_FIELDS,
  /** Of an audit made now; absent: those of the base, so that like is compared with like. */
  namespaces: nullable(undefined, namespaces),
  base: needed(path),
  /** null: audit now. */
  head: orNull(path),
  /** null: report only; a number: growth beyond it fails. */
  failOnRegressionRatio: orNull(() => z.number().check(z.gte(0), z.lte(100))),
};
type Input = InputOf<typeof FIELDS>;

const Evidence = z.looseObject({
  grade: z.enum(GRADES),
  source: z.string(),
  year: z.nullable(z.number()),
  basis: z.optional(z.enum(['lifecycle', 'direct', 'operational'])),
  signal: z.optional(z.enum(['average', 'marginal'])),
});

/** Only what is compared; newer minor versions may add more. */
const Saved = z.looseObject({
  schemaVersion: z
    .string()
    .check(z.regex(/^1\./, 'is another: this version reads reports of schema version 1')),
  command: z.literal('assess'),
  site: z.looseObject({
    region: z.looseObject({ code: z.string() }),
    intensity: z.nullable(z.looseObject({ evidence: Evidence })),
  }),
  gaps: z._default(z.array(z.string()), []),
  workloads: z.array(
    z.looseObject({
      workload: z.looseObject({ namespace: z.string(), kind: z.string(), name: z.string() }),
      verdict: z.enum(VERDICTS),
      powerWatts: z.nullable(z.number()),
      emissions: z.nullable(z.looseObject({ facilityGco2eqPerHour: z.number() })),
    }),
  ),
});

export interface CompareReportsResult extends ReportHead {
  readonly base: { readonly region: string; readonly workloads: number };
  readonly head: { readonly region: string; readonly workloads: number };
  readonly toleranceRatio: number;
  readonly counts: Readonly<Record<WorkloadChange['kind'], number>>;
  readonly regressions: number;
  readonly total: TotalChange;
  readonly changes: readonly WorkloadChange[];
  /** What the evidence of either report left open: workloads that are gone may only be unseen. */
  readonly gaps: readonly string[];
  /** The regression gate, false where a gap is left as well; null where none was asked for. */
  readonly passed: boolean | null;
}

type Compared = SavedReport & Pick<Assessment, 'gaps'>;

async function saved(path: string, ports: Ports): Promise<Compared> {
  const parsed = Saved.safeParse(await ports.savedReport(path), { error: issueSentence });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AuditError(
    'CONFIG',
    `${path} is not a report of carbon-audit assess: ${issue?.path.join('.') || 'it'} ${issue?.message}`,
    {
      hint: 'make one with carbon-audit assess -o json=FILE',
    },
  );
}

const namespacesOf = ({ workloads }: SavedReport): readonly string[] | null =>
  workloads.length === 0 ? null : [...new Set(workloads.map(({ workload }) => workload.namespace))];

async function headOf(input: Input, base: SavedReport, ports: Ports): Promise<Compared> {
  if (input.head !== null) return saved(input.head, ports);
  const namespaces = input.namespaces === undefined ? namespacesOf(base) : input.namespaces;
  return (await audit(partOf(AUDIT_FIELDS, { ...input, namespaces }), ports)).assessment;
}

const KINDS = ['new', 'gone', 'better', 'worse', 'unchanged', 'unknown'] as const;

async function compareReports(input: Input, ports: Ports): Promise<CompareReportsResult> {
  const base = await saved(input.base, ports);
  const head = await headOf(input, base, ports);
  const toleranceRatio = input.failOnRegressionRatio ?? 0;
  const changes = reportChanges(base, head, toleranceRatio);
  const total = totalChange(base, head, toleranceRatio);
  const regressions = changes.filter((change) => change.isRegression).length;
  const gaps = comparisonGaps({ base, head, changes, total });
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
    gaps,
    passed:
      input.failOnRegressionRatio === null ? null : !gotWorse({ regressions, total }) && gaps.length === 0,
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
