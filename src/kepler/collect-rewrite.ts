/** Rows of Kepler 0.10 and later into figures. */

import type { Row } from '../prometheus/reader.ts';
import { nodeOf, type ScrapeDraft, zoneNumber } from './draft.ts';
import type { Role } from './families.ts';
import { columnOf, GPU_ZONE, isSound, type NodeFigures, type PodFigures, SLOT } from './figures.ts';
import { gpuOf, type NodeDraft, stamped, zonePathOf } from './node-draft.ts';
import { zoneKind } from './zones.ts';

export type RowHandler = (row: Row) => void;

type PartRole = Extract<Role, { of: 'node' | 'nodeGpu' }>;
type PodRole = Extract<Role, { of: 'pod' | 'podGpu' }>;

/** node_name is the first label, `instance` (added by a Prometheus) the second: it names the node only if Kepler does not. */
const nodeOfRow = (draft: ScrapeDraft, row: Row): NodeDraft =>
  stamped(nodeOf(draft.rewrite, row.label(0) || row.label(1)), row);

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

/** The busiest handler: it makes no object for a row of a pod that is already known. */
export function podHandler(draft: ScrapeDraft, role: PodRole): RowHandler {
  const slots = SLOTS_OF[role.figure];
  return (row) => {
    const podId = row.label(2);
    const zone = role.of === 'podGpu' ? GPU_ZONE : row.label(6);
    countRow(draft, podId === '' && (zone === '' || zone === GPU_ZONE));
    const slot = row.label(5) === 'terminated' ? slots.terminated : slots.running;
    const node = nodeOfRow(draft, row);
    const key = podId || namedKey(row);
    if (key === '') return keepAnonymous(node, row, slot);
    const pod = node.pods.get(key) ?? newPod(draft, node, row);
    if (!isSound(row.value)) keepBadFigure(pod, slot, row.value);
    else if (!pod.columns.set(pod.row, columnOf(zoneNumber(draft, zone), slot), row.value))
      node.duplicates += 1;
  };
}

const SLOTS_OF = {
  watts: { running: SLOT.runningWatts, terminated: SLOT.terminatedWatts },
  joules: { running: SLOT.runningJoules, terminated: SLOT.terminatedJoules },
} as const;

function newPod(draft: ScrapeDraft, node: NodeDraft, row: Row): PodFigures {
  const { columns } = draft;
  const podId = row.label(2);
  const made = { podId, namespace: row.label(4), name: row.label(3), columns, row: columns.newRow() };
  node.pods.set(podId || namedKey(row), made);
  return made;
}

/** A broken figure of a terminated pod is as good as none. */
function keepBadFigure(pod: PodFigures, slot: number, value: number): void {
  if (slot === SLOT.runningWatts) pod.columns.setBad(pod.row, 'watts', String(value));
  if (slot === SLOT.runningJoules) pod.columns.setBad(pod.row, 'joules', String(value));
}

/** A pod without id is told apart by its name; without either it cannot be told apart at all. */
const namedKey = (row: Row): string => (row.label(3) === '' ? '' : `${row.label(4)}/${row.label(3)}`);

function keepAnonymous(node: NodeDraft, row: Row, slot: number): void {
  node.anonymousSeries += 1;
  if (slot === SLOT.runningWatts && isSound(row.value)) node.anonymousWatts += row.value;
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
