/** What was odd about the text of one scrape; each with a stable code and its figures. */

import type { Diagnostic } from '../diagnostics.ts';
import type { ScrapeReport } from '../prometheus/reader.ts';
import type { ScrapeDraft } from './draft.ts';
import { nodeName } from './finish.ts';
import type { NodeDraft } from './node-draft.ts';
import { count, info, some, warning, watts } from './phrases.ts';

export function inputWarnings(
  draft: ScrapeDraft,
  report: ScrapeReport,
  origin: string,
): readonly Diagnostic[] {
  const nodes = [...draft.rewrite.values(), ...draft.legacy.values()];
  return [
    ...textWarnings(report, origin),
    ...nodes.flatMap((node) => nodeWarnings(node, origin)),
    ...multiNode(nodes, origin),
    ...versions(draft, origin),
    ...generations(draft, origin),
  ];
}

function textWarnings(report: ScrapeReport, origin: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const [bad] = report.firstBadLines;
  if (report.badLines > 0) {
    const first = bad === undefined ? '' : `; the first is line ${bad.line}: ${bad.reason}`;
    const message = `${origin}: ${count(report.badLines, 'line')} of ${report.lines} could not be read${first}`;
    found.push(
      warning('UNPARSED_LINES', message, {
        subject: origin,
        figures: { badLines: report.badLines, lines: report.lines, firstBadLine: bad?.line ?? 0 },
      }),
    );
  }
  if (report.truncated) {
    const message = `${origin} ends in the middle of a line or without # EOF after ${report.bytes} bytes; what followed is missing`;
    found.push(warning('SCRAPE_TRUNCATED', message, { subject: origin, figures: { bytes: report.bytes } }));
  }
  if (report.duplicates > 0) {
    const message = `${origin}: ${report.duplicates} series given twice, the first value was kept (${report.firstDuplicate})`;
    found.push(
      warning('DUPLICATE_SERIES', message, { subject: origin, figures: { duplicates: report.duplicates } }),
    );
  }
  return found;
}

function nodeWarnings(node: NodeDraft, origin: string): readonly Diagnostic[] {
  const name = nodeName(node, origin);
  return [
    ...unnamed(node, name, origin),
    ...duplicatePods(node, name),
    ...anonymous(node, name),
    ...badFigures(node, name),
    ...noPodFamily(node, name),
    ...millijoules(node, name),
  ];
}

function unnamed(node: NodeDraft, name: string, origin: string): readonly Diagnostic[] {
  if (node.label !== '' || node.exportedName !== '') return [];
  const message = `${origin} does not name its node; it is called ${name} here`;
  return [warning('EMPTY_NODE_NAME', message, { subject: name, figures: { origin } })];
}

/** High-availability pairs and duplicate jobs give every series twice with another replica label. */
function duplicatePods(node: NodeDraft, name: string): readonly Diagnostic[] {
  if (node.duplicates === 0) return [];
  const message = `Node ${name}: ${count(node.duplicates, 'value')} for a pod, state and zone that already had one, as from a replicated Prometheus; the first was kept`;
  return [warning('DUPLICATE_VALUES', message, { subject: name, figures: { duplicates: node.duplicates } })];
}

function anonymous(node: NodeDraft, name: string): readonly Diagnostic[] {
  if (node.anonymousSeries === 0) return [];
  const message = `Node ${name}: ${count(node.anonymousSeries, 'pod series')} without pod_id and pod_name (${watts(node.anonymousWatts)}) counted outside pods`;
  return [
    warning('POD_WITHOUT_NAME', message, {
      subject: name,
      figures: { series: node.anonymousSeries, powerWatts: node.anonymousWatts },
    }),
  ];
}

function badFigures(node: NodeDraft, name: string): readonly Diagnostic[] {
  if (node.badFigures.size === 0) return [];
  const listed = [...node.badFigures].map(([what, value]) => `${what} = ${value}`);
  const message = `Node ${name}: figures that are no energy were left out: ${some(listed)}`;
  return [
    warning('BAD_NODE_FIGURE', message, { subject: name, figures: { badFigures: node.badFigures.size } }),
  ];
}

function noPodFamily(node: NodeDraft, name: string): readonly Diagnostic[] {
  if (node.pods.size > 0) return [];
  const message = `Node ${name} has no power of pods, only of the node; switch the pod level on (metricsLevel) to audit workloads`;
  return [warning('NO_POD_FAMILY', message, { subject: name, figures: { pods: 0 } })];
}

/** Kepler v0.7.3 gave its own total in millijoules (kepler #1228, 2024); the parts this audit adds are joules. */
const MILLI = 1000;
const MILLI_TOLERANCE = 2;

function millijoules(node: NodeDraft, name: string): readonly Diagnostic[] {
  const ratio = node.sumJoules / node.partsJoules;
  if (!(ratio > MILLI / MILLI_TOLERANCE && ratio < MILLI * MILLI_TOLERANCE)) return [];
  const message = `Node ${name}: kepler_container_joules_total is ${Math.round(ratio)} times its parts, so it is in millijoules (Kepler v0.7.3); only the parts are used`;
  return [warning('LEGACY_MILLIJOULES', message, { subject: name, figures: { ratio } })];
}

function multiNode(nodes: readonly NodeDraft[], origin: string): readonly Diagnostic[] {
  if (nodes.length < 2) return [];
  const names = nodes.map((node) => nodeName(node, origin));
  const message = `${origin} holds ${nodes.length} nodes (${some(names)}): a federated or joined scrape, each node is kept apart`;
  return [info('MULTI_NODE_SCRAPE', message, { subject: origin, figures: { nodes: nodes.length } })];
}

function versions(draft: ScrapeDraft, origin: string): readonly Diagnostic[] {
  const all = [...draft.versions, ...draft.legacyVersions];
  if (all.length < 2) return [];
  const message = `${origin} names ${all.length} versions of Kepler (${some(all)}); which node runs which is not known`;
  return [warning('VERSIONS_DISAGREE', message, { subject: origin, figures: { versions: all.join(', ') } })];
}

/** Two exporters on one node, as during a change of version; the newer one is used. */
function generations(draft: ScrapeDraft, origin: string): readonly Diagnostic[] {
  const rewrite = new Set([...draft.rewrite.values()].map((node) => nodeName(node, origin)));
  const both = [...draft.legacy.values()]
    .map((node) => nodeName(node, origin))
    .filter((name) => rewrite.has(name));
  if (both.length === 0) return [];
  const message = `${origin}: ${some(both)} reported by both generations of Kepler; only figures of 0.10 and later are used`;
  return [warning('GENERATIONS_MIXED', message, { subject: origin, figures: { nodes: both.length } })];
}
