import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allPaths, ROOT } from '../house/tree.ts';
import { ended, NODE_A, started } from '../support/cli.ts';
import { scratch } from '../support/scratch.ts';

const SCRIPTS = allPaths('scripts').filter((path) => path.endsWith('.sh'));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const options = { cwd: ROOT, timeout: 15_000, env: { PATH: process.env.PATH ?? '', ...env } };
  return new Promise((resolve) => {
    execFile(join(ROOT, path), args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

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
  const { code, stdout } = await run(path, ['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: ${path}`);
  expect(stdout).toMatch(/Exit codes: 0 /);
});

test.each(SCRIPTS)('%s refuses a flag it does not know', async (path) => {
  const { code, stderr } = await run(path, ['--no-such-flag']);
  expect(code).toBe(2);
  expect(stderr).not.toBe('');
});

test('test-mcp.sh says when nobody is there', async () => {
  const { code, stderr } = await run('scripts/test-mcp.sh', ['http://127.0.0.1:1/mcp']);
  expect(code).toBe(3);
  expect(stderr).toContain('http://127.0.0.1:1/mcp');
});

test('test-mcp.sh calls every tool with the first token of the file and says what each answered', async () => {
  const directory = scratch({ tokens: '# callers\ntrial 0123456789abcdef\n' });
  const tokens = join(directory, 'tokens');
  const child = started([
    'serve',
    '--transport',
    'http',
    '--port',
    '0',
    '--token-file',
    tokens,
    '--kepler',
    NODE_A,
  ]);
  const end = ended(child);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await end;
  });
  const url = await new Promise<string>((resolve) => {
    let log = '';
    child.stderr?.on('data', (text: string) => {
      log += text;
      const found = /^listening on (\S+)$/m.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const { code, stdout } = await run('scripts/test-mcp.sh', [url, '--token-file', tokens]);
  expect(code).toBe(0);
  expect(stdout.match(/^[a-z_]+ +(?:- |INCONCLUSIVE|\d* ?COMPLIANT) +\d+ ms$/gm)).toHaveLength(8);
  expect((await run('scripts/test-mcp.sh', [url, '--workload', 'nope'])).code).toBe(3);
  const nobody = await run('scripts/test-mcp.sh', [url, '--workload', 'nope', '--token-file', tokens]);
  expect(nobody.stdout).toMatch(/^assess_workload_compliance +INCONCLUSIVE /m);
});

test('deploy.sh knows its overlays', async () => {
  const { code, stderr } = await run('scripts/deploy.sh', ['--overlay', 'nope', '--dry-run']);
  expect([code, stderr]).toEqual([2, 'deploy: there is no overlay nope, see --help\n']);
});

/** A program that writes down what it was called with and answers as told, in place of one that needs a cluster. */
function standIn(name: string, answer: string) {
  const directory = scratch();
  const file = join(directory, name);
  writeFileSync(file, `#!/bin/sh\necho "$*" >>"${directory}/calls"\n${answer}\n`, { mode: 0o755 });
  const calls = () => readFileSync(join(directory, 'calls'), 'utf8').trim().split('\n');
  return { path: `${directory}:${process.env.PATH}`, calls };
}

const CLUSTER = `
case "$*" in
  *"get secret"*) [ -e "$(dirname "$0")/secret" ] ;;
  *"create secret"*) cat >/dev/null; touch "$(dirname "$0")/secret" ;;
  *current-context*) echo trial ;;
esac`;

const deploy = (path: string, ...args: string[]) => run('scripts/deploy.sh', args, { PATH: path });

test('deploy.sh makes the token once, applies, and waits', async () => {
  const { path, calls } = standIn('kubectl', CLUSTER);
  const first = await deploy(path, '--overlay', 'audit');
  expect(first.stderr).toContain('applying k8s/overlays/audit to trial');
  expect(first.code).toBe(0);
  expect((await deploy(path, '--overlay', 'audit')).code).toBe(0);
  expect(calls().filter((call) => call.includes('create secret'))).toEqual([
    '-n carbon-mcp create secret generic carbon-audit-token --from-file=tokens=/dev/stdin',
  ]);
  expect(calls().filter((call) => call.startsWith('apply -k'))).toEqual(
    Array(2).fill('apply -k k8s/overlays/audit'),
  );
  expect(calls().at(-1)).toContain('rollout status deployment/carbon-audit');
});

test('deploy.sh --delete takes away and makes nothing', async () => {
  const { path, calls } = standIn('kubectl', CLUSTER);
  expect((await deploy(path, '--delete', '--context', 'other')).code).toBe(0);
  expect(calls()).toEqual(['--context other version', '--context other delete -k k8s --ignore-not-found']);
});

test('deploy.sh says when no cluster answers', async () => {
  const { path } = standIn('kubectl', 'exit 1');
  expect(await deploy(path, '--context', 'gone')).toMatchObject({
    code: 3,
    stderr: 'deploy: the cluster of context gone does not answer\n',
  });
});

test('build.sh hands bases, version and tag to the engine', async () => {
  const { path, calls } = standIn('docker', '');
  const args = [
    '--engine',
    'docker',
    '--tag',
    'trial',
    '--run-base',
    'mirror.example/node@sha256:0',
    '--push',
  ];
  const { code, stdout } = await run('scripts/build.sh', args, { PATH: path });
  expect([code, stdout]).toEqual([0, 'carbon-audit:trial\n']);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [build, push] = calls();
  expect(build).toMatch(/^build --build-arg RUN_IMAGE=mirror\.example\/node@sha256:0 /);
  expect(build).toContain(`--build-arg VERSION=${version} `);
  expect(build).toMatch(/ --tag carbon-audit:trial \.$/);
  expect(push).toBe('push carbon-audit:trial');
});
