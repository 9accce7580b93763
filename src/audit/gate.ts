/** The gate of a pipeline: findings and options in, exit code out. It never passes because evidence was missing. */

import type { Grade } from '../evidence.ts';
import type { Finding, GateReport } from './report.ts';

export interface GateOptions {
  /** The mildest severity that fails the gate. */
  readonly failOn: 'error' | 'warning' | 'none';
  readonly onInconclusive: 'fail' | 'warn';
  readonly minEvidence: Grade;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function counts(finding: Finding, failOn: GateOptions['failOn']): boolean {
  if (finding.verdict !== 'NON_COMPLIANT' || failOn === 'none') return false;
  return failOn === 'warning' || finding.severity === 'error';
}

interface Tally {
  /** Findings that fail the gate, by standard, in the order in which they first come. */
  readonly failing: ReadonlyMap<string, number>;
  /** Checks without enough evidence. */
  readonly open: number;
  readonly isJudged: boolean;
}

/** In one pass: a large cluster has hundreds of thousands, and they need not be kept. */
function tally(findings: Iterable<Finding>, failOn: GateOptions['failOn']): Tally {
  const failing = new Map<string, number>();
  let open = 0;
  let isJudged = false;
  for (const finding of findings) {
    const { standard, verdict } = finding;
    if (counts(finding, failOn)) failing.set(standard, (failing.get(standard) ?? 0) + 1);
    if (verdict === 'INCONCLUSIVE') open += 1;
    if (verdict === 'COMPLIANT' || verdict === 'NON_COMPLIANT') isJudged = true;
  }
  return { failing, open, isJudged };
}

/** `unanswered`: gaps that no finding carries, such as a workload that was not found or an endpoint that is missing. */
export function gate(
  findings: Iterable<Finding>,
  unanswered: readonly string[],
  options: GateOptions,
): GateReport {
  const { failing, open: unknown, isJudged } = tally(findings, options.failOn);
  const failed = [...failing].map(([code, count]) => `${plural(count, 'finding')} against ${code}`);
  const checks = unknown === 0 ? [] : [`${plural(unknown, 'check')} without enough evidence`];
  const open = [...unanswered, ...checks];
  // `warn` lets missing evidence pass, but an audit without a single check is no audit.
  const isEmpty = open.length === 0 && !isJudged;
  const blocks = isEmpty || (options.onInconclusive === 'fail' && open.length > 0);
  const exitCode = failed.length > 0 ? 1 : blocks ? 4 : 0;
  return {
    failOn: options.failOn,
    minEvidence: options.minEvidence,
    passed: exitCode === 0,
    exitCode,
    reasons: [...failed, ...open, ...(isEmpty ? ['nothing could be judged'] : [])],
  };
}
