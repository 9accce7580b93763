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

function failures(findings: readonly Finding[], failOn: GateOptions['failOn']): string[] {
  const failing = findings.filter((finding) => counts(finding, failOn));
  const codes = [...new Set(failing.map((finding) => finding.standard))];
  return codes.map((code) => {
    const count = failing.filter((finding) => finding.standard === code).length;
    return `${plural(count, 'finding')} against ${code}`;
  });
}

function gaps(findings: readonly Finding[], unanswered: readonly string[]): string[] {
  const open = findings.filter((finding) => finding.verdict === 'INCONCLUSIVE');
  return open.length === 0
    ? [...unanswered]
    : [...unanswered, `${plural(open.length, 'check')} without enough evidence`];
}

const isJudged = ({ verdict }: Finding): boolean => verdict === 'COMPLIANT' || verdict === 'NON_COMPLIANT';

/** `unanswered`: gaps that no finding carries, such as a workload that was not found or an endpoint that is missing. */
export function gate(
  findings: readonly Finding[],
  unanswered: readonly string[],
  options: GateOptions,
): GateReport {
  const failed = failures(findings, options.failOn);
  const open = gaps(findings, unanswered);
  // `warn` lets missing evidence pass, but an audit without a single check is no audit.
  const isEmpty = open.length === 0 && !findings.some(isJudged);
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
