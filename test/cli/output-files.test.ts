import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimReportFiles } from '../../src/cli/output-files.ts';

let directory = '';
const at = (name: string) => join(directory, name);
const claim = (names: readonly string[], sources: readonly string[] = []) =>
  claimReportFiles(
    names.map((name) => ({ format: 'json' as const, path: at(name) })),
    sources.map(at),
  );

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("yesterday's report is gone before today's is there", async () => {
  await writeFile(at('r.json'), 'old');
  const [report] = await claim(['r.json']);
  expect(existsSync(at('r.json'))).toBe(false);
  await report?.write('새 보고서\n');
  expect(await readFile(at('r.json'), 'utf8')).toBe('새 보고서\n');
  expect(await readdir(directory)).toEqual(['r.json']);
});

test('a long Korean name is no longer on its way to the disk', async () => {
  const name = `${'한'.repeat(80)}.json`;
  const [report] = await claim([name]);
  await report?.write('x');
  expect(await readdir(directory)).toEqual([name]);
});

test('a link stays a link', async () => {
  await writeFile(at('run1.json'), 'old');
  await symlink('run1.json', at('latest.json'));
  const [report] = await claim(['latest.json']);
  await report?.write('new');
  expect(await readlink(at('latest.json'))).toBe('run1.json');
  expect(await readFile(at('run1.json'), 'utf8')).toBe('new');
});

test('a device is written to and never removed', async () => {
  const [report] = await claimReportFiles([{ format: 'json', path: '/dev/null' }]);
  await report?.write('x');
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

test('a missing directory is refused before anything is removed', async () => {
  await writeFile(at('r.json'), 'old');
  await expect(claim(['r.json', 'no/such/r.json'])).rejects.toMatchObject({
    code: 'USAGE',
    message: `cannot write ${at('no/such/r.json')}: there is no directory ${at('no/such')}`,
  });
  expect(await readFile(at('r.json'), 'utf8')).toBe('old');
});

test('a directory is no file', async () => {
  await mkdir(at('reports'));
  await expect(claim(['reports'])).rejects.toMatchObject({
    code: 'USAGE',
    message: `${at('reports')} is a directory`,
  });
});

test('a file is no directory', async () => {
  await writeFile(at('file'), '');
  await expect(claim(['file/r.json'])).rejects.toMatchObject({ code: 'USAGE' });
});

test.each([['r.json'], ['./r.json'], ['link.json']])(
  'one file under two names is refused: %s',
  async (other) => {
    await writeFile(at('r.json'), 'old');
    await symlink('r.json', at('link.json'));
    await expect(claim(['r.json', other])).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readFile(at('r.json'), 'utf8')).toBe('old');
  },
);

test('a report does not remove what is still to be read', async () => {
  await writeFile(at('base.json'), 'base');
  await expect(claim(['base.json'], ['other.json', './base.json'])).rejects.toMatchObject({
    code: 'USAGE',
    message: `${at('base.json')} would be overwritten before it is read`,
  });
  expect(await readFile(at('base.json'), 'utf8')).toBe('base');
});

test('a write that fails says so and leaves nothing behind', async () => {
  const [report] = await claim(['r.json']);
  await mkdir(at('r.json'));
  await expect(report?.write('x')).rejects.toMatchObject({
    code: 'OUTPUT_UNWRITABLE',
    message: `cannot write ${at('r.json')} (EISDIR)`,
  });
  expect(await readdir(directory)).toEqual(['r.json']);
});

test('pieces make a whole file', async () => {
  const [report, device] = await claimReportFiles([
    { format: 'json', path: at('r.json') },
    { format: 'json', path: '/dev/null' },
  ]);
  function* pieces(): Generator<string, void, undefined> {
    yield '새 ';
    yield '보고서\n';
  }
  await report?.write(pieces());
  await device?.write(pieces());
  expect(await readFile(at('r.json'), 'utf8')).toBe('새 보고서\n');
  expect(await readdir(directory)).toEqual(['r.json']);
});

test('a piece that cannot be made leaves nothing behind, and is not blamed on the disk', async () => {
  const [report] = await claim(['r.json']);
  function* pieces(): Generator<string, void, undefined> {
    yield 'half a report';
    throw new TypeError('result.a is NaN');
  }
  await expect(report?.write(pieces())).rejects.toThrow(new TypeError('result.a is NaN'));
  expect(await readdir(directory)).toEqual([]);
});

test('a directory without permission is refused', async () => {
  await chmod(directory, 0o500);
  // Root may write anywhere, so the script lays that down first.
  const contents = `import { claimReportFiles } from './src/cli/output-files.ts';
    if (process.getuid() === 0) process.setuid(65534);
    const files = [{ format: 'json', path: process.argv[1] }];
    await claimReportFiles(files).catch((error) => process.stdout.write(error.code + ' ' + error.message));`;
  const options = { bundle: true, write: false, platform: 'node', format: 'esm' } as const;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: '.' }, ...options });
  const script = outputFiles[0]?.text ?? '';
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, at('r.json')], {
    encoding: 'utf8',
  });
  expect(stdout).toBe(`USAGE cannot write ${at('r.json')}: the directory ${directory} is not writable`);
});
