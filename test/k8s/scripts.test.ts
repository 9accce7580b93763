import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allPaths, ROOT } from '../house/tree.ts';

const SCRIPTS = allPaths('scripts').filter((path) => path.endsWith('.sh'));

const run = (path: string, ...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(join(ROOT, path), args, { cwd: ROOT, timeout: 15_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

test('the scripts are those that the documentation names', () => {
  expect(SCRIPTS.toSorted()).toEqual([
    'scripts/build.sh',
    'scripts/cluster-test.sh',
    'scripts/deploy.sh',
    'scripts/image-test.sh',
    'scripts/test-local.sh',
    'scripts/test-mcp.sh',
  ]);
});

test.each(SCRIPTS)('%s can be run and stops at the first failure', (path) => {
  expect(statSync(join(ROOT, path)).mode & 0o111).toBe(0o111);
  expect(readFileSync(join(ROOT, path), 'utf8')).toMatch(
    /^#!\/usr\/bin\/env bash\n# .+\nset -euo pipefail\n/,
  );
});

test.each(SCRIPTS)('%s explains itself, with its exit codes, and does nothing else', async (path) => {
  const { code, stdout } = await run(path, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: ${path}`);
  expect(stdout).toMatch(/Exit codes: 0 /);
});

test.each(SCRIPTS)('%s refuses a flag it does not know', async (path) => {
  const { code, stderr } = await run(path, '--no-such-flag');
  expect(code).toBe(2);
  expect(stderr).not.toBe('');
});

test('test-mcp.sh says when nobody is there', async () => {
  const { code, stderr } = await run('scripts/test-mcp.sh', 'http://127.0.0.1:1/mcp');
  expect(code).toBe(3);
  expect(stderr).toContain('http://127.0.0.1:1/mcp');
});

test('deploy.sh knows its overlays', async () => {
  const { code, stderr } = await run('scripts/deploy.sh', '--overlay', 'nope', '--dry-run');
  expect([code, stderr]).toEqual([2, 'deploy: there is no overlay nope, see --help\n']);
});
