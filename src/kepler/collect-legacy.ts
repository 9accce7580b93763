/** Rows of Kepler 0.4 to 0.9 into the same figures: dynamic joules are active energy, idle joules idle energy. */

import type { Row } from '../prometheus/reader.ts';
import type { RowHandler } from './collect-rewrite.ts';
import { nodeOf, type ScrapeDraft, zoneNumber } from './draft.ts';
import type { Component } from './families.ts';
import { columnOf, GPU_ZONE, isSound, type PodFigures, SLOT } from './figures.ts';
import { gpuOf, type NodeDraft, stamped, zonePathOf } from './node-draft.ts';

/** Sources that stand for "no sensor": their zeros are absent values, not measurements (Kepler v0.7 pkg/sensors). */
const NO_SENSOR = new Set(['dummy', 'none']);

/** Pseudo pods that hold everything outside pods (Kepler v0.7.12 pkg/utils). */
const PSEUDO_PODS = new Set(['system_processes', 'kernel_processes']);

const ZONE_OF: Readonly<Partial<Record<Component, string>>> = {
  package: 'package',
  dram: 'dram',
  gpu: GPU_ZONE,
};

export function legacyContainerHandler(draft: ScrapeDraft, component: Component): RowHandler {
  const zone = ZONE_OF[component];
  return (row) => {
    // The rewrite has a container GPU counter of the same name, without a mode; pods are read from its pod families.
    if (component !== 'gpu' || row.label(4) !== '') countMode(draft, row.label(4));
    if (row.label(4) !== 'dynamic' || NO_SENSOR.has(row.label(5))) return;
    const node = stamped(nodeOf(draft.legacy, row.label(0)), row);
    weigh(node, component, row.value);
    if (row.label(5) !== '') draft.sources.add(row.label(5));
    if (PSEUDO_PODS.has(row.label(2))) return;
    keepContainer(draft, node, { row, zone: zone === undefined ? -1 : zoneNumber(draft, zone) });
  };
}

function countMode(draft: ScrapeDraft, mode: string): void {
  draft.legacyRows += 1;
  if (mode === '') draft.legacyRowsWithoutMode += 1;
}

function weigh(node: NodeDraft, component: Component, joules: number): void {
  if (!isSound(joules)) return;
  if (component === 'sum') node.sumJoules += joules;
  else node.partsJoules += joules;
}

/** Containers are kept apart, because each counter restarts on its own; `measure` adds them up per pod. */
function keepContainer(draft: ScrapeDraft, node: NodeDraft, of: { row: Row; zone: number }): void {
  const { row, zone } = of;
  const [namespace, name] = [row.label(1), row.label(2)];
  if (name === '') {
    node.anonymousSeries += 1;
    return;
  }
  const key = `${namespace}/${name}\n${row.label(3) || row.label(6)}`;
  const pod = node.pods.get(key) ?? newContainer(draft, node, { key, namespace, name });
  if (!isSound(row.value)) pod.columns.setBad(pod.row, 'joules', String(row.value));
  else if (zone >= 0 && !pod.columns.set(pod.row, columnOf(zone, SLOT.runningJoules), row.value))
    node.duplicates += 1;
}

interface Container {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
}

/** Legacy pods have no id: namespace and name stand for it. */
function newContainer({ columns }: ScrapeDraft, node: NodeDraft, of: Container): PodFigures {
  const { namespace, name } = of;
  const made = { podId: `${namespace}/${name}`, namespace, name, columns, row: columns.newRow() };
  node.pods.set(of.key, made);
  return made;
}

export function legacyNodeHandler(draft: ScrapeDraft, component: Component): RowHandler {
  const zone = ZONE_OF[component];
  return (row) => {
    countMode(draft, row.label(4));
    if (NO_SENSOR.has(row.label(5))) return;
    const node = stamped(nodeOf(draft.legacy, row.label(1)), row);
    node.exportedName ||= row.label(7);
    if (row.label(5) !== '') draft.sources.add(row.label(5));
    if (zone !== undefined) keepNode(node, row, zone);
  };
}

function keepNode(node: NodeDraft, row: Row, zone: string): void {
  const part = row.label(4) === 'idle' ? 'idle' : 'active';
  const figures =
    zone === GPU_ZONE ? gpuOf(node, row.label(6)) : zonePathOf(node, zone, row.label(6)).figures;
  if (!isSound(row.value)) node.badFigures.set(`${part} joules`, String(row.value));
  else if (figures.joules[part] === null) figures.joules[part] = row.value;
  else node.duplicates += 1;
}
