/**
 * Nodes that were read for the base and not for the head. What ran there may still run, there or unseen: nobody looked. A node
 * that was removed looks the same, and only whoever removed it can say so, with a base made anew.
 */

import type { SavedReport } from './saved-report.ts';

/** None where a report does not say what was read. A node that was added is seen, and leaves nothing open. */
export function unreadNodes({ nodes: before = [] }: SavedReport, { nodes: after }: SavedReport): string[] {
  if (after === undefined) return [];
  const read = new Set(after.map(({ node }) => node));
  return before.map(({ node }) => node).filter((node) => !read.has(node));
}
