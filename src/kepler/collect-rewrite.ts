/** Rows of Kepler 0.10 and later into figures. */

import type { Row } from '../prometheus/reader.ts';
import { nodeOf, type ScrapeDraft, zoneNumber } from './draft.ts';
import type { Figure, Role } from './families.ts';
import { GPU_ZONE, isSound, type NodeFigures, type PodFigures, SLOT, setFigure } from './figures.ts';
import { gpuOf, type NodeDraft, podOf, zonePathOf } from './node-draft.ts';
import { zoneKind } from './zones.ts';

export type RowHandler = (row: Row) => void;

type PartRole = Extract<Role, { of: 'node' | 'nodeGpu' }>;
type PodRole = Extract<Role, { of: 'pod' | 'podGpu' }>;

/** node_name is the first label, `instance` (added by a Prometheus) the second: it names the node only if Kepler does not. */
const nodeOfRow = (draft: ScrapeDraft, row: Row): NodeDraft =>
  nodeOf(draft.rewrite, row.label(0) || row.label(1));

export function nodeHandler(draft: ScrapeDraft, role: PartRole): RowHandler {
  return (row) => {
    const zone = row.label(2);
    countRow(draft, role.of === 'node' && zone === '');
    const node = nodeOfRow(draft, row);
    const figures =
      role.of === 'node' ? zonePathOf(node, zone, row.label(3)).figures : gpuOf(node, zone || row.label(3));
    keepNodeFigure(node, figures, { role, value: row.value });
  };
}

function keepNodeFigure(
  node: NodeDraft,
  figures: NodeFigures,
  read: { role: PartRole; value: number },
): void {
  const { part, figure } = read.role;
  if (!isSound(read.value)) node.badFigures.set(`${part} ${figure}`, String(read.value));
  else if (figures[figure][part] === null) figures[figure][part] = read.value;
  else node.duplicates += 1;
}

const countRow = (draft: ScrapeDraft, foreign: boolean): void => {
  draft.rewriteRows += 1;
  if (foreign) draft.foreignRows += 1;
};

export function podHandler(draft: ScrapeDraft, role: PodRole): RowHandler {
  const running = SLOT[`running${capital(role.figure)}`];
  const terminated = SLOT[`terminated${capital(role.figure)}`];
  return (row) => {
    const zone = role.of === 'podGpu' ? GPU_ZONE : row.label(6);
    const podId = row.label(2);
    countRow(draft, podId === '' && (zone === '' || zone === GPU_ZONE));
    const slot = row.label(5) === 'terminated' ? terminated : running;
    keepPodFigure(draft, row, { podId, slot, zone: zoneNumber(draft, zone) });
  };
}

const capital = (figure: Figure): 'Watts' | 'Joules' => (figure === 'watts' ? 'Watts' : 'Joules');

interface PodSlot {
  readonly podId: string;
  readonly slot: number;
  readonly zone: number;
}

function keepPodFigure(draft: ScrapeDraft, row: Row, at: PodSlot): void {
  const node = nodeOfRow(draft, row);
  const key = at.podId || namedKey(row);
  if (key === '') {
    keepAnonymous(node, row, at);
    return;
  }
  const pod = podOf(node, key, () => ({ podId: at.podId, namespace: row.label(4), name: row.label(3) }));
  if (!isSound(row.value)) keepBadFigure(pod, at, row.value);
  else if (!setFigure(pod, at, row.value)) node.duplicates += 1;
}

/** A broken figure of a terminated pod is as good as none. */
function keepBadFigure(pod: PodFigures, at: PodSlot, value: number): void {
  if (at.slot === SLOT.runningWatts) pod.badWatts ||= String(value);
  if (at.slot === SLOT.runningJoules) pod.badJoules ||= String(value);
}

/** A pod without id is told apart by its name; without either it cannot be told apart at all. */
const namedKey = (row: Row): string => (row.label(3) === '' ? '' : `${row.label(4)}/${row.label(3)}`);

function keepAnonymous(node: NodeDraft, row: Row, at: PodSlot): void {
  node.anonymousSeries += 1;
  if (at.slot === SLOT.runningWatts && isSound(row.value)) node.anonymousWatts += row.value;
}

export function vmHandler(draft: ScrapeDraft): RowHandler {
  return (row) => {
    const kind = zoneKind(row.label(3));
    const counts =
      row.label(2) !== 'terminated' && (kind === 'package' || kind === 'dram') && isSound(row.value);
    if (!counts) return;
    const node = nodeOfRow(draft, row);
    node.vmWatts = (node.vmWatts ?? 0) + row.value;
  };
}

export function usageRatioHandler(draft: ScrapeDraft): RowHandler {
  return (row) => {
    if (isSound(row.value)) nodeOfRow(draft, row).usageRatio ??= row.value;
  };
}

export function platformHandler(draft: ScrapeDraft): RowHandler {
  return (row) => {
    if (!isSound(row.value)) return;
    const platform = nodeOfRow(draft, row).platformWatts;
    platform.set(row.label(2), (platform.get(row.label(2)) ?? 0) + row.value);
  };
}
