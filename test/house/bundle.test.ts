import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
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
import { COMMANDS } from '../../src/cli/registry.ts';
import { ended, NODE_A, started } from '../support/cli.ts';

const BUNDLES = readdirSync('dist')
  .filter((file) => file.endsWith('.cjs'))
  .map((file) => file.slice(0, -'.cjs'.length));

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

test('each command has a bundle, and each bundle its compiled code beside it', () => {
  const files = readdirSync('dist');
  const commands = Object.keys(COMMANDS).map((name) => `commands-${name}`);
  expect(BUNDLES).toEqual(expect.arrayContaining(['main', ...commands]));
  expect(files).toEqual(expect.arrayContaining(BUNDLES.map((name) => `${name}.v8`)));
});

test('a run loads the bundle of its command and none of the others', () => {
  const loaded = (...args: string[]) => {
    const program = `process.argv.splice(1, 0, 'carbon-audit');
      const { commandLineFor, compiledBundles } = require('./bin/carbon-audit.js');
      commandLineFor(process.argv[2]).run(process.argv.slice(2)).finally(() =>
        console.error(compiledBundles().map(({ file }) => file.split('/').at(-1)).join(' ')));`;
    return spawnSync(process.execPath, ['-e', program, '--', ...args], { encoding: 'utf8' }).stderr.trim();
  };
  expect(loaded('list', '-A', '--kepler', NODE_A, '-o', 'json')).toBe('commands-list.v8');
  expect(loaded('assess', '-A', '--kepler', NODE_A, '-o', 'json')).toBe('commands-assess.v8');
  expect(loaded('assess', '-A', '--kepler', NODE_A)).toBe('commands-assess.v8 render-table.v8');
  expect(loaded('--help')).toBe('main.v8 cli-program.v8');
  expect(loaded('constructor')).toMatch(/unknown command "constructor".*main\.v8$/s);
});

test.each(Object.keys(COMMANDS))('help %s is what %s --help is', (name) => {
  const help = (...args: string[]) =>
    spawnSync(process.execPath, ['bin/carbon-audit.js', ...args], { encoding: 'utf8' });
  const { status, stdout } = help('help', name);
  expect([status, stdout]).toEqual([0, help(name, '--help').stdout]);
  expect(stdout).toContain(`carbon-audit ${name}`);
});

test('a server that outlives an update answers from what it was started with', async () => {
  const directory = shipped();
  const child = started(['serve', '--kepler', NODE_A], { launcher: join(directory, 'bin/carbon-audit.js') });
  const ending = ended(child);
  const call = { name: 'list_workloads_by_compliance', arguments: { namespace: 'demo' } };
  const messages = [
    {
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
    },
    { method: 'notifications/initialized' },
  ];
  for (const message of messages) child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  const [texts = ''] = readdirSync(join(directory, 'dist')).filter(
    (name) => name.endsWith('.txt') && name.startsWith('catalogue-'),
  );
  rmSync(join(directory, 'dist', texts));
  child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: call })}\n`);
  const answered = new Promise((resolve) => child.stdout?.once('data', resolve));
  await answered;
  child.stdin?.end();
  const { stdout } = await ending;
  expect(stdout).toContain('"text":"2 workloads listed. ');
});

test('reference data lies in one file, named by what is in it, and a run reads what it needs', async () => {
  const directory = shipped();
  const [file = '', ...others] = readdirSync('dist').filter(
    (name) => name.endsWith('.txt') && name.startsWith('catalogue-'),
  );
  expect([file, others]).toEqual([expect.stringMatching(/^catalogue-[0-9a-f]{8}\.txt$/), []]);
  const digest = createHash('sha256')
    .update(readFileSync(join('dist', file)))
    .digest('hex');
  expect(file).toContain(digest.slice(0, 8));
  expect(readFileSync('dist/commands-list.cjs', 'latin1')).not.toContain('Frankfurt');
  truncateSync(join(directory, 'dist', file), 50_000);
  // No figure is made up where one is cut off.
  expect(await names(directory)).toMatchObject({ code: 70, stdout: '' });
  rmSync(join(directory, 'dist', file));
  expect(await names(directory)).toMatchObject({ code: 70, stdout: '' });
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

test('compiled code that is missing, of another V8, cut off or unreadable is not used and not missed', async () => {
  const directory = shipped();
  const code = join(directory, 'dist/commands-list.v8');
  expect(existsSync(code)).toBe(true);
  truncateSync(code, 1000);
  expect(await names(directory)).toEqual(ANSWER);
  writeFileSync(code, 'of another engine');
  expect(await names(directory)).toEqual(ANSWER);
  rmSync(code);
  expect(await names(directory)).toEqual(ANSWER);
  mkdirSync(code);
  expect(await names(directory)).toEqual(ANSWER);
});

test('a bundle that is larger than the memory at hand is loaded whole', async () => {
  const directory = shipped();
  const bundle = join(directory, 'dist/commands-list.cjs');
  writeFileSync(bundle, `${' '.repeat(5_000_000)}${readFileSync(bundle, 'latin1')}`);
  expect(await names(directory)).toEqual(ANSWER);
});
