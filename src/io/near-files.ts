/** Names in a directory that look like one that is not there. */

import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../near.ts';

/** Up to three existing paths near to `path`, best first; empty when the directory cannot be listed. */
export function nearFiles(path: string): readonly string[] {
  const near = nearest(basename(path), namesIn(dirname(path)));
  return near.map((name) => (path.includes('/') ? join(dirname(path), name) : name));
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((name) => !name.startsWith('.'));
  } catch {
    return []; // Only a hint is lost; the caller already reports that the file cannot be read.
  }
}
