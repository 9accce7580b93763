/** A scrape while it is being read: what the rows so far have said. */

import { type NodeDraft, newNodeDraft } from './node-draft.ts';
import { PodColumns } from './pod-columns.ts';

export interface ScrapeDraft {
  readonly rewrite: Map<string, NodeDraft>;
  /** Legacy containers carry no node; '' collects them until the node families name one. */
  readonly legacy: Map<string, NodeDraft>;
  /** Numbers of all pods of the scrape. */
  readonly columns: PodColumns;
  readonly zones: string[];
  readonly zoneNumbers: Map<string, number>;
  readonly versions: Set<string>;
  readonly legacyVersions: Set<string>;
  readonly sockets: Set<string>;
  readonly sources: Set<string>;
  /** Rows by kind, to say what a scrape without measurements was instead. */
  cpuInfoRows: number;
  buildRows: number;
  legacyInfoRows: number;
  tooOldRows: number;
  rewriteRows: number;
  /** Rewrite rows with neither a zone nor a pod_id: names of Kepler without its labels. */
  foreignRows: number;
  legacyRows: number;
  legacyRowsWithoutMode: number;
}

export function newScrapeDraft(): ScrapeDraft {
  return {
    rewrite: new Map(),
    legacy: new Map(),
    columns: new PodColumns(),
    zones: [],
    zoneNumbers: new Map(),
    versions: new Set(),
    legacyVersions: new Set(),
    sockets: new Set(),
    sources: new Set(),
    cpuInfoRows: 0,
    buildRows: 0,
    legacyInfoRows: 0,
    tooOldRows: 0,
    rewriteRows: 0,
    foreignRows: 0,
    legacyRows: 0,
    legacyRowsWithoutMode: 0,
  };
}

export function nodeOf(nodes: Map<string, NodeDraft>, label: string): NodeDraft {
  const known = nodes.get(label);
  if (known !== undefined) return known;
  const made = newNodeDraft(label);
  nodes.set(label, made);
  return made;
}

/** Numbers zone names in order of appearance. */
export function zoneNumber(draft: ScrapeDraft, zone: string): number {
  const known = draft.zoneNumbers.get(zone);
  if (known !== undefined) return known;
  draft.zoneNumbers.set(zone, draft.zones.length);
  return draft.zones.push(zone) - 1;
}
