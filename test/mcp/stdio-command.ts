/** Bundles an entry point of the tests, so that a real child process can run it on every supported Node. */

import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

const OUT = join(import.meta.dirname, '../../.cache/test-mcp');
const built = new Map<string, Promise<string>>();

async function bundled(entry: string): Promise<string> {
  const outfile = join(OUT, `${process.pid}-${basename(entry, '.ts')}.mjs`);
  mkdirSync(OUT, { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

afterAll(async () => {
  for (const file of built.values()) rmSync(await file, { force: true });
});

export async function stdioCommand(entry: string): Promise<{ command: string; args: string[] }> {
  const file = built.get(entry) ?? bundled(entry);
  built.set(entry, file);
  return { command: process.execPath, args: [await file] };
}
