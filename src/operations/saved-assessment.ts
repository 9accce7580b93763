/** A report of `assess` that was saved, as far as it is compared. */

import * as z from 'zod/mini';
import type { Assessment, Finding, ReportSelection } from '../audit/report.ts';
import type { SavedEvidence, SavedReport, SavedWorkload } from '../audit/saved-report.ts';
import { VERDICTS } from '../audit/verdict.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { AuditError } from '../errors.ts';
import { GRADES, type Grade } from '../evidence.ts';
import type { Ports } from '../ports.ts';
import { issueSentence } from './issue-sentence.ts';

/** As far as it says what was asked. */
export type SavedFinding = Pick<Finding, 'standard' | 'limit'> & {
  readonly metric?: string | undefined;
  readonly verdict?: string | undefined;
};

interface SavedFigure {
  readonly value?: number | undefined;
  readonly evidence: SavedEvidence;
}

export interface SavedAssessment extends SavedReport, Pick<Assessment, 'gaps'> {
  // What early versions may not have said is absent.
  readonly site: SavedReport['site'] & {
    readonly intensity: SavedFigure | null;
    readonly pue?: SavedFigure | undefined;
    readonly findings?: readonly SavedFinding[] | undefined;
  };
  readonly workloads: readonly (SavedWorkload & {
    readonly findings?: readonly SavedFinding[] | undefined;
  })[];
  readonly standards?: readonly { readonly code: string }[] | undefined;
  readonly gate?: { readonly minEvidence?: Grade | undefined } | undefined;
  readonly warnings?: readonly Pick<Diagnostic, 'code' | 'message'>[] | undefined;
  /** Absent where the report does not say. */
  readonly selection?: ReportSelection | undefined;
}

const Evidence = z.looseObject({
  grade: z.enum(GRADES),
  source: z.string(),
  year: z.nullable(z.number()),
  basis: z.optional(z.enum(['lifecycle', 'direct', 'operational'])),
  signal: z.optional(z.enum(['average', 'marginal'])),
});

const Selection = z.looseObject({
  namespaces: z.nullable(z.array(z.string())),
  workload: z.nullable(z.string()),
  groupBy: z.enum(['pod', 'workload']),
  idle: z.enum(['none', 'share']),
});

const FindingSaved = z.looseObject({
  standard: z.string(),
  metric: z.optional(z.string()),
  verdict: z.optional(z.string()),
  limit: z.nullable(z.looseObject({ comparator: z.enum(['<=', '>=']), value: z.number(), unit: z.string() })),
});

/** Newer minor versions may add more. */
const Saved = z.looseObject({
  schemaVersion: z
    .string()
    .check(z.regex(/^1\./, 'is another: this version reads reports of schema version 1')),
  command: z.literal('assess'),
  selection: z.optional(Selection),
  site: z.looseObject({
    region: z.looseObject({ code: z.string() }),
    intensity: z.nullable(
      z.looseObject({ value: z.optional(z.number().check(z.gte(0))), evidence: Evidence }),
    ),
    pue: z.optional(z.looseObject({ value: z.number().check(z.gte(1)), evidence: Evidence })),
    findings: z.optional(z.array(FindingSaved)),
  }),
  window: z.optional(z.nullable(z.looseObject({ from: z.string(), to: z.string(), seconds: z.number() }))),
  standards: z.optional(z.array(z.looseObject({ code: z.string() }))),
  gate: z.optional(z.looseObject({ minEvidence: z.optional(z.enum(GRADES)) })),
  gaps: z._default(z.array(z.string()), []),
  warnings: z.optional(z.array(z.looseObject({ code: z.string(), message: z.string() }))),
  nodes: z.optional(z.array(z.looseObject({ node: z.string(), zones: z.array(z.string()) }))),
  workloads: z.array(
    z.looseObject({
      workload: z.looseObject({ namespace: z.string(), kind: z.string(), name: z.string() }),
      verdict: z.enum(VERDICTS),
      powerWatts: z.nullable(z.number()),
      gpuWatts: z.optional(z.nullable(z.number())),
      nodes: z.optional(z.array(z.string())),
      emissions: z.nullable(z.looseObject({ facilityGco2eqPerHour: z.number().check(z.gte(0)) })),
      flags: z.optional(z.array(z.string())),
      findings: z.optional(z.array(FindingSaved)),
    }),
  ),
});

/** Throws CONFIG for what is no such report, with the place in it. */
export async function savedAssessment(path: string, ports: Ports): Promise<SavedAssessment> {
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
