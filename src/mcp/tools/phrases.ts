/** The short text beside a result: verdicts and figures quoted from it, never a name from the cluster. */

import type { Assessment, WorkloadAssessment } from '../../audit/report.ts';
import type { Diagnostic } from '../../diagnostics.ts';
import type { Quantity } from '../../evidence.ts';
import { evidenceText } from './checks-text.ts';

const rounded = (value: number): string => Number(value.toPrecision(5)).toString();

export function figure(value: number | null, unit: string): string {
  return value === null ? `unknown ${unit}` : `${rounded(value)} ${unit}`;
}

export function quoted(label: string, quantity: Quantity | null): string {
  if (quantity === null) return `${label} unknown`;
  return `${label} ${rounded(quantity.value)}${quantity.unit === 'ratio' ? '' : ` ${quantity.unit}`} (${evidenceText(quantity)})`;
}

export const regionText = ({ code, isDefault }: { code: string; isDefault: boolean }): string =>
  isDefault ? `${code} (the default; nobody stated it)` : code;

/** Of the place, whatever hours were judged. */
export function siteText({ region, intensity, pue }: Assessment['site']): string {
  return `Region ${regionText(region)}: ${quoted('yearly average intensity', intensity)}, ${quoted('PUE', pue)}.`;
}

const SAMPLED = "Kepler's gauge over its last seconds, from one reading";

/** Nodes differ where one has been read only once. Says nothing about power that nobody knows. */
export function methodText({
  window,
  nodes,
  totals,
}: Pick<Assessment, 'window' | 'nodes' | 'totals'>): string {
  if (totals.powerWatts === null) return '';
  if (window === null) return `Power is ${SAMPLED}.`;
  const sampled = nodes.filter(({ powerMethod }) => powerMethod === 'gauge').length;
  const counted = `Power is the energy counted over ${nodes.length === 1 ? '' : 'up to '}${rounded(window.seconds)} s`;
  return sampled === 0
    ? `${counted}.`
    : `${counted}; on ${sampled} of ${nodes.length} nodes it is ${SAMPLED}.`;
}

export function totalsText({
  workloads,
  nonCompliant,
  inconclusive,
  compliant,
  powerWatts,
}: Assessment['totals']): string {
  const verdicts = `${nonCompliant} NON_COMPLIANT, ${inconclusive} INCONCLUSIVE, ${compliant} COMPLIANT`;
  return `${workloads} ${workloads === 1 ? 'workload' : 'workloads'} (${verdicts}), ${figure(powerWatts, 'W')}.`;
}

/** An open end names the checks that leave it open; their reasons stay in the data. */
export function verdictText({ verdict, findings }: Pick<WorkloadAssessment, 'verdict' | 'findings'>): string {
  const open = findings.filter((finding) => finding.verdict === 'INCONCLUSIVE');
  if (verdict !== 'INCONCLUSIVE' || open.length === 0) return verdict;
  return `${verdict} by ${open.map(({ standard }) => standard).join(', ')} (reason in findings)`;
}

/** What the evidence left open; the sentences themselves name things of the cluster and stay in the data. */
export function gapsText(gaps: readonly string[]): string {
  return gaps.length === 0
    ? ''
    : `Open questions: ${gaps.length}, see gaps; nothing about them is compliance.`;
}

/** Codes only: the sentences name nodes and pods, and stay in the data with the notes. */
export function warningsText(warnings: readonly Diagnostic[]): string {
  const codes = new Set(warnings.filter(({ level }) => level === 'warning').map(({ code }) => code));
  return codes.size === 0 ? '' : `Warnings: ${[...codes].join(', ')}.`;
}

export const sentences = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');
