/** A draft that has been read to the end, as readings of nodes. */

import { nodeOf, type ScrapeDraft } from './draft.ts';
import type { NodeDraft } from './node-draft.ts';
import type { NodeReadings } from './scrape.ts';
import { joined } from './stamps.ts';

type Generation = NodeReadings['generation'];

/** One entry per node. A node that both generations report is taken from the newer one. */
export function finishNodes(draft: ScrapeDraft, of: Source): readonly NodeReadings[] {
  adoptUnnamed(draft);
  const finish = (generation: Generation) => (node: NodeDraft) =>
    finishNode(draft, node, { ...of, generation });
  const rewrite = [...draft.rewrite.values()].map(finish('rewrite'));
  const taken = new Set(rewrite.map(({ node }) => node));
  const legacy = [...draft.legacy.values()].map(finish('legacy')).filter(({ node }) => !taken.has(node));
  return [...rewrite, ...legacy];
}

/** Legacy containers without `instance` belong to the only node the scrape names. */
function adoptUnnamed(draft: ScrapeDraft): void {
  const unnamed = draft.legacy.get('');
  const named = [...draft.legacy.keys()].filter((label) => label !== '');
  if (unnamed === undefined || named.length !== 1) return;
  const home = nodeOf(draft.legacy, named[0] ?? '');
  for (const [key, pod] of unnamed.pods) home.pods.set(key, pod);
  for (const [key, zone] of unnamed.zoneFigures)
    if (!home.zoneFigures.has(key)) home.zoneFigures.set(key, zone);
  for (const [key, gpu] of unnamed.gpus) if (!home.gpus.has(key)) home.gpus.set(key, gpu);
  home.stamps = joined(home.stamps, unnamed.stamps);
  home.duplicates += unnamed.duplicates;
  home.anonymousSeries += unnamed.anonymousSeries;
  home.sumJoules += unnamed.sumJoules;
  home.partsJoules += unnamed.partsJoules;
  draft.legacy.delete('');
}

const only = (versions: ReadonlySet<string>): string | null =>
  versions.size === 1 ? ([...versions][0] ?? null) : null;

/** Of the text the draft was read from. */
export interface Source {
  readonly origin: string;
  readonly isIncomplete: boolean;
  readonly endsWithKepler: boolean;
}

function finishNode(
  draft: ScrapeDraft,
  node: NodeDraft,
  of: Source & { generation: Generation },
): NodeReadings {
  const { generation, origin, isIncomplete, endsWithKepler } = of;
  return {
    node: nodeName(node, origin),
    generation,
    keplerVersion: only(generation === 'rewrite' ? draft.versions : draft.legacyVersions),
    isIncomplete,
    endsWithKepler,
    stamps: node.stamps,
    zones: draft.zones,
    zoneFigures: node.zoneFigures,
    gpus: node.gpus,
    pods: node.pods,
    usageRatio: node.usageRatio,
    sockets: Math.max(1, draft.sockets.size, legacySockets(node, generation)),
    vmWatts: node.vmWatts,
    platformWatts: node.platformWatts,
    sources: generation === 'legacy' ? draft.sources : new Set(),
  };
}

const legacySockets = (node: NodeDraft, generation: Generation): number =>
  generation === 'legacy'
    ? [...node.zoneFigures.values()].filter(({ zone }) => zone === 'package').length
    : 0;

/** What an unnamed node is called when its source is no endpoint; two files of it are taken for one node, the safe side. */
export const UNNAMED_NODE = 'unnamed-node';

const HOST = /^https?:\/\/(?:[^/@]*@)?([^/?#]+)/;

/** Kepler outside Kubernetes leaves node_name empty (up to v0.11.4): then the endpoint names the node. */
export function nodeName(node: NodeDraft, origin: string): string {
  return node.exportedName || node.label || HOST.exec(origin)?.[1] || UNNAMED_NODE;
}
