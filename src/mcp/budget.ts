/** Keeps an answer small enough for a model: whole items are cut, never the middle of one, and the cut is told. */

import { cursorAt, fingerprintOf, listOf, positionOf } from './cursor.ts';
import { type Json, trimSideLists } from './side-lists.ts';
import type { CuttableList } from './tool.ts';

/** Claude Code warns at about 10,000 tokens of tool output and refuses 25,000; 32 KiB of our JSON are about 11,000 (2026). */
export const BUDGET_BYTES = 32 * 1024;
/** For the lists beside the one that was asked for. */
const SIDE_BYTES = BUDGET_BYTES / 2;

export interface Cut {
  readonly structured: Json;
  readonly json: string;
  /** Items after the ones returned. */
  readonly omitted: number;
  /** The page is not of the same list as the page before: its sources have been read again. */
  readonly isOfNewList: boolean;
  /** Items of other lists that were left out, by list. */
  readonly leftOut: Readonly<Record<string, number>> | null;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** How many of the items fit; at least one, so that paging always moves on. */
function fitting(items: readonly unknown[], roomBytes: number): number {
  let bytes = 0;
  let count = 0;
  for (const one of items) {
    bytes += bytesOf(one) + 1;
    if (bytes > roomBytes && count > 0) break;
    count++;
  }
  return count;
}

/** The page of `structured` that `list` asks for. An answer that needs no cut is returned as it is. */
export function withinBudget(report: Json, list: CuttableList | undefined, fingerprint: string): Cut {
  const { structured, leftOut } = trimSideLists(report, list?.key, SIDE_BYTES);
  const items = list && structured[list.key];
  if (!list || !Array.isArray(items)) {
    return { structured, json: JSON.stringify(structured), omitted: 0, isOfNewList: false, leftOut };
  }
  const start = positionOf(list.cursor, fingerprint);
  const wanted = items.slice(start, start + (list.limit ?? items.length));
  const isOfNewList = list.cursor !== undefined && listOf(list.cursor) !== fingerprintOf(items);
  const rest = isOfNewList ? { ...structured, isOfNewList } : structured;
  const whole = { ...rest, [list.key]: wanted };
  const json = JSON.stringify(whole);
  const restBytes = bytesOf({
    ...rest,
    [list.key]: [],
    omitted: items.length,
    nextCursor: cursorAt(start, fingerprint, fingerprint),
  });
  const count =
    Buffer.byteLength(json) <= BUDGET_BYTES ? wanted.length : fitting(wanted, BUDGET_BYTES - restBytes - 16);
  const omitted = Math.max(0, items.length - start - count);
  if (omitted === 0) return { structured: whole, json, omitted, isOfNewList, leftOut };
  const cut = {
    ...rest,
    [list.key]: wanted.slice(0, count),
    omitted,
    nextCursor: cursorAt(start + count, fingerprint, fingerprintOf(items)),
  };
  return { structured: cut, json: JSON.stringify(cut), omitted, isOfNewList, leftOut };
}
