/** Two lines under every assessment: the verdict and why; then where the power went, coverage and sources. */

import type { Assessment } from '../audit/report.ts';
import type { Cell } from '../view.ts';
import { figure, percent, plural, verdictCell } from './figures.ts';

function verdictLine(result: Assessment): Cell {
  const { totals, gate, site, verdict } = result;
  const place = `${site.region.code}${site.region.isDefault ? ' (default region)' : ''}`;
  const counts = `${plural(totals.workloads, 'workload')}: ${totals.compliant} compliant, ${totals.nonCompliant} non-compliant, ${totals.inconclusive} inconclusive`;
  const because = gate.reasons.length > 0 ? ` — ${gate.reasons.join('; ')}` : '';
  return { ...verdictCell(verdict), text: `${verdict}${because}. ${counts}; ${place}.${passedOver(result)}` };
}

/** A verdict that does not stop a pipeline says so. */
function passedOver({ verdict, gate }: Assessment): string {
  if (!gate.passed) return '';
  const warn = gate.reasons.length > 0 ? ' and --on-inconclusive warn' : '';
  if (verdict === 'NON_COMPLIANT')
    return ` The gate passes: nothing of it fails with --fail-on ${gate.failOn}${warn}.`;
  return verdict === 'INCONCLUSIVE' ? ' The gate passes, because of --on-inconclusive warn.' : '';
}

/** The parts of a result the second line speaks of. */
export type Covered = Pick<Assessment, 'nodes' | 'coverage' | 'sources' | 'window'>;

const sum = (values: readonly (number | null)[]): number | null =>
  values.some((value) => value === null)
    ? null
    : values.reduce<number>((total, value) => total + (value ?? 0), 0);

function reconciliation({ nodes }: Covered): string {
  const total = sum(nodes.map((node) => node.totalWatts));
  const parts = [
    `${figure(sum(nodes.map((node) => node.assessedWatts)), 'W')} assessed`,
    `${figure(sum(nodes.map((node) => node.otherPodsWatts)), 'W')} other pods`,
    `${figure(sum(nodes.map((node) => node.outsidePodsWatts)), 'W')} outside pods`,
    `${figure(sum(nodes.map((node) => node.idleWatts)), 'W')} idle`,
  ];
  return `${nodes.length === 1 ? 'Node' : `${nodes.length} nodes`} ${figure(total, 'W')} = ${parts.join(' + ')}`;
}

/** A scrape that has a time is told by it, since the audit is of that day. */
function sampleOf(sources: Covered['sources']): string {
  const times = sources.flatMap(({ takenAt }) => takenAt ?? []).sort();
  const isDated = times.length > 0 && times.length === sources.length;
  return isDated ? `one scrape of ${times.at(-1)}` : 'one scrape';
}

function coverageAndSources({ coverage, nodes, sources, window }: Covered): string {
  const measured = coverage.podsSeen === 0 ? null : coverage.podsMeasured / coverage.podsSeen;
  const versions = [...new Set(nodes.map((node) => node.keplerVersion ?? 'unknown version'))].join(', ');
  const span =
    window === null ? sampleOf(sources) : `${figure(window.seconds, 's')} window from ${window.from}`;
  const missing = coverage.missing.map(({ origin }) => origin).join(', ');
  const gaps = missing === '' ? '' : `; missing ${missing}`;
  return `coverage ${coverage.podsMeasured}/${coverage.podsSeen} pods (${percent(measured)})${gaps}; Kepler ${versions}, ${span}, ${plural(sources.length, 'source')}`;
}

export const coverageLine = (result: Covered): Cell => ({
  text: `${reconciliation(result)}; ${coverageAndSources(result)}.`,
});

export const assessSummary = (result: Assessment): readonly Cell[] => [
  verdictLine(result),
  coverageLine(result),
];
