/** Which columns of a table are shown and how wide, so that a row fits the terminal. */

import type { Column } from '../view.ts';
import { widthOf } from './width.ts';

/** Between two columns, as kubectl leaves it. */
export const GAP = 2;
/** Below this a shortened name says nothing. */
const MIN_SHRUNK = 8;

export interface FittedColumn {
  /** Position in the view's own columns. */
  readonly index: number;
  readonly width: number;
}

/** `available` null: nothing is dropped or shortened. May stay too wide when nothing is left to give. */
export function fitColumns(
  columns: readonly Column[],
  widths: readonly number[],
  available: number | null,
): readonly FittedColumn[] {
  const all = columns.map((_, index) => ({ index, width: widths[index] ?? 0 }));
  if (available === null) return all;
  const kept = dropOptional(columns, all, available);
  return shrinkWidest(columns, kept, totalWidth(kept) - available);
}

const totalWidth = (fitted: readonly FittedColumn[]) =>
  fitted.reduce((sum, { width }) => sum + width, GAP * Math.max(0, fitted.length - 1));

function dropOptional(columns: readonly Column[], all: readonly FittedColumn[], available: number) {
  const order = all
    .filter(({ index }) => columns[index]?.optional !== undefined)
    .toSorted((a, b) => (columns[b.index]?.optional ?? 0) - (columns[a.index]?.optional ?? 0));
  let kept = all;
  for (const dropped of order) {
    if (totalWidth(kept) <= available) break;
    kept = kept.filter(({ index }) => index !== dropped.index);
  }
  return kept;
}

function shrinkWidest(columns: readonly Column[], fitted: readonly FittedColumn[], excess: number) {
  const widths = fitted.map(({ width }) => width);
  const floors = fitted.map(({ index, width }) => shrunkWidth(columns[index], width));
  for (let left = excess; left > 0; left--) {
    const spare = widths.map((width, at) => (width > (floors[at] ?? width) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return fitted.map(({ index }, at) => ({ index, width: widths[at] ?? 0 }));
}

/** A title is never shortened. */
const shrunkWidth = (column: Column | undefined, width: number) =>
  column?.shrink ? Math.min(width, Math.max(MIN_SHRUNK, widthOf(column.title))) : width;
