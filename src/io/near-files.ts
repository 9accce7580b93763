/** Names in a directory that look like one that is not there. */

import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const MOST_NAMES = 3;

/** Up to three existing paths near to `path`, best first; empty when the directory cannot be listed. */
export function nearFiles(path: string): readonly string[] {
  const wanted = basename(path).toLowerCase();
  return namesIn(dirname(path))
    .map((name) => ({ name, distance: distanceBetween(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= farthest(wanted, name))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(({ name }) => (path.includes('/') ? join(dirname(path), name) : name));
}

/** A third of the longer name may differ; beyond that two names have nothing in common. */
const farthest = (wanted: string, name: string): number => Math.max(wanted.length, name.length) / 3;

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((name) => !name.startsWith('.'));
  } catch {
    return []; // Only a hint is lost; the caller already reports that the file cannot be read.
  }
}

/** Levenshtein distance, one row at a time. */
function distanceBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
