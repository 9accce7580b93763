/**
 * A report of a large cluster carries long lists beside the one that was asked for: nodes, sources, warnings. They share
 * half the budget; what does not fit is left out whole, warnings before notes, and counted.
 */

export type Json = Readonly<Record<string, unknown>>;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Warnings first, notes after them; other lists as they come. */
function byWeight(items: readonly unknown[]): readonly unknown[] {
  const isNote = (one: unknown): boolean => (one as { level?: unknown } | null)?.level === 'info';
  return [...items.filter((one) => !isNote(one)), ...items.filter(isNote)];
}

function fitting(items: readonly unknown[], roomBytes: number): readonly unknown[] {
  const kept: unknown[] = [];
  let bytes = 2;
  for (const one of byWeight(items)) {
    bytes += bytesOf(one) + 1;
    if (bytes > roomBytes) break;
    kept.push(one);
  }
  return kept;
}

export interface Trimmed {
  readonly structured: Json;
  /** Items left out, by list; null where nothing was. */
  readonly leftOut: Readonly<Record<string, number>> | null;
}

/** Small lists are kept whole and leave their share to the larger ones. */
export function trimSideLists(structured: Json, mainKey: string | undefined, roomBytes: number): Trimmed {
  const lists = Object.entries(structured)
    .filter((entry): entry is [string, unknown[]] => entry[0] !== mainKey && Array.isArray(entry[1]))
    .map(([key, items]) => ({ key, items, bytes: bytesOf(items) }))
    .sort((a, b) => a.bytes - b.bytes);
  let room = roomBytes;
  const trimmed: Record<string, unknown> = { ...structured };
  const leftOut: Record<string, number> = {};
  for (const [i, { key, items, bytes }] of lists.entries()) {
    const share = room / (lists.length - i);
    const kept = bytes <= share ? items : fitting(items, share);
    room -= Math.min(bytes, share);
    if (kept.length === items.length) continue;
    trimmed[key] = kept;
    leftOut[key] = items.length - kept.length;
  }
  if (Object.keys(leftOut).length === 0) return { structured, leftOut: null };
  return { structured: { ...trimmed, leftOut }, leftOut };
}
