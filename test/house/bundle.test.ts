import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ended, NODE_A, started } from '../support/cli.ts';

const BUNDLES = ['catalogue', 'cronjob', 'live', 'main', 'markdown', 'program', 'serve', 'table', 'yaml'];

/** A copy of what ships, to be damaged. */
function shipped(): string {
  const directory = mkdtempSync(join(tmpdir(), 'carbon-audit-shipped-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(part, join(directory, part), { recursive: true });
  return directory;
}

const names = (directory: string) =>
  ended(
    started(['list', '-n', 'demo', '-o', 'name', '--kepler', NODE_A], {
      launcher: join(directory, 'bin/carbon-audit.js'),
    }),
  );

const ANSWER = { stdout: 'demo/heavy-app\ndemo/efficient-app\n', stderr: '', code: 0 };

test('each bundle has its compiled code beside it', () => {
  const files = readdirSync('dist');
  expect(files).toEqual(expect.arrayContaining(BUNDLES.flatMap((name) => [`${name}.cjs`, `${name}.v8`])));
});

/** In a process with the flags of V8 that a user has: other flags, other code. */
const TAKEN = `
  const { readFileSync } = require('node:fs');
  const { Script } = require('node:vm');
  const taken = (name) => {
    const cachedData = readFileSync('dist/' + name + '.v8');
    return !new Script(readFileSync('dist/' + name + '.cjs', 'latin1'), { cachedData }).cachedDataRejected;
  };
  console.log(process.argv.slice(1).filter(taken).join(' '));`;

test('compiled code is taken by the Node that wrote it', () => {
  const cwd = shipped();
  for (const part of ['scripts/compile.mjs', 'fixtures', 'config'])
    cpSync(part, join(cwd, part), { recursive: true });
  execFileSync(process.execPath, ['scripts/compile.mjs'], { cwd, stdio: 'ignore' });
  const taken = execFileSync(process.execPath, ['-e', TAKEN, ...BUNDLES], { cwd, encoding: 'utf8' });
  expect(taken).toBe(`${BUNDLES.join(' ')}\n`);
});

test('compiled code that is missing, of another V8 or cut off is not used and not missed', async () => {
  const directory = shipped();
  const code = join(directory, 'dist/main.v8');
  expect(existsSync(code)).toBe(true);
  truncateSync(code, 1000);
  expect(await names(directory)).toEqual(ANSWER);
  writeFileSync(code, 'of another engine');
  expect(await names(directory)).toEqual(ANSWER);
  rmSync(code);
  expect(await names(directory)).toEqual(ANSWER);
});

test('a bundle that is larger than the memory at hand is loaded whole', async () => {
  const directory = shipped();
  const bundle = join(directory, 'dist/main.cjs');
  writeFileSync(bundle, `${' '.repeat(5_000_000)}${readFileSync(bundle, 'latin1')}`);
  expect(await names(directory)).toEqual(ANSWER);
});
