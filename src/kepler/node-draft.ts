/** A node while its scrape is still being read. */

import { type NodeFigures, newNodeFigures, type PodFigures } from './figures.ts';
import type { ZonePath } from './scrape.ts';
import { type Stamps, withStamp } from './stamps.ts';

export interface NodeDraft {
  /** '' where the scrape names no node. */
  readonly label: string;
  readonly zoneFigures: Map<string, ZonePath>;
  readonly gpus: Map<string, NodeFigures>;
  readonly pods: Map<string, PodFigures>;
  usageRatio: number | null;
  vmWatts: number | null;
  readonly platformWatts: Map<string, number>;
  /** Series given twice with the same node, pod, state and zone. */
  duplicates: number;
  /** Node figures that are no energy, by what they were; bounded by the families. */
  readonly badFigures: Map<string, string>;
  /** Pod series that name neither pod_id nor pod_name, and the running watts they carry. */
  anonymousSeries: number;
  anonymousWatts: number;
  /** Legacy: the name behind `exported_instance`, where a Prometheus renamed it. */
  exportedName: string;
  /** Legacy: Σ of Kepler's own totals and Σ of the parts, to recognise a slip of the unit. */
  sumJoules: number;
  partsJoules: number;
  stamps: Stamps | null;
}

export function newNodeDraft(label: string): NodeDraft {
  return {
    label,
    zoneFigures: new Map(),
    gpus: new Map(),
    pods: new Map(),
    usageRatio: null,
    vmWatts: null,
    platformWatts: new Map(),
    duplicates: 0,
    badFigures: new Map(),
    anonymousSeries: 0,
    anonymousWatts: 0,
    exportedName: '',
    sumJoules: 0,
    partsJoules: 0,
    stamps: null,
  };
}

/** The node that a row is about, with the time the row carries. */
export function stamped(
  node: NodeDraft,
  { timestampMs }: { readonly timestampMs: number | null },
): NodeDraft {
  if (timestampMs !== null) node.stamps = withStamp(node.stamps, timestampMs);
  return node;
}

export function zonePathOf(draft: NodeDraft, zone: string, path: string): ZonePath {
  const key = `${zone}\n${path}`;
  const known = draft.zoneFigures.get(key);
  if (known !== undefined) return known;
  const made = { zone, path, figures: newNodeFigures() };
  draft.zoneFigures.set(key, made);
  return made;
}

export function gpuOf(draft: NodeDraft, id: string): NodeFigures {
  const known = draft.gpus.get(id);
  if (known !== undefined) return known;
  const made = newNodeFigures();
  draft.gpus.set(id, made);
  return made;
}
