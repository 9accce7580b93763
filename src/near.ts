/** Names near to one that was not found, for "did you mean". Case, dashes and underscores do not count. */

/** Up to `max` candidates, nearest first; empty when none is near enough to be worth offering. */
export function nearest(name: string, candidates: Iterable<string>, max = 3): string[] {
  const wanted = plain(name);
  if (wanted === '') return [];
  const scored = [...new Set(candidates)].map((candidate) => ({
    candidate,
    cost: cost(wanted, plain(candidate)),
  }));
  const near = scored.filter(({ cost }) => cost !== null) as { candidate: string; cost: number }[];
  near.sort((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, max).map(({ candidate }) => candidate);
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** null: too far. A prefix beats a part, a part beats a typing error of the same length. */
function cost(wanted: string, candidate: string): number | null {
  if (wanted === candidate) return 0;
  if (candidate === '') return null;
  if (wanted.length >= 2 && candidate.startsWith(wanted)) return 0.5;
  if (wanted.length >= 3 && candidate.includes(wanted)) return 0.75;
  const allowed = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
  if (Math.abs(wanted.length - candidate.length) > allowed) return null;
  const distance = editDistance(wanted, candidate);
  return distance <= allowed && distance < wanted.length ? distance : null;
}

/** Damerau-Levenshtein in its restricted form: insert, delete, replace, swap of two neighbours cost 1 each. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = at(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let best = Math.min(replaced, at(last, column) + 1, at(current, column - 1) + 1);
      if (isSwap(from, to, row, column)) best = Math.min(best, at(beforeLast, column - 2) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

const isSwap = (from: string, to: string, row: number, column: number): boolean =>
  row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
