import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileOutput } from '../../src/cli/file-output.ts';
import { terminalOf } from '../../src/cli/terminal.ts';

const directory = mkdtempSync(join(tmpdir(), 'file-output-'));
afterAll(() => rmSync(directory, { recursive: true }));

function withDescriptor<Result>(path: string, flags: string, use: (descriptor: number) => Result): Result {
  const descriptor = openSync(path, flags);
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

test('a file gets all of it, behind what was there', async () => {
  const path = join(directory, 'report');
  const text = '한글🌱'.repeat(40_000);
  const descriptor = openSync(path, 'a');
  const stdout = fileOutput(descriptor);
  expect(stdout).not.toBeNull();
  const terminal = terminalOf({ stdout: stdout ?? process.stdout, stderr: process.stderr }, {});
  await terminal.write('first\n');
  await terminal.write(text);
  closeSync(descriptor);
  expect(readFileSync(path, 'utf8')).toBe(`first\n${text}`);
  expect(terminal.stdout).toMatchObject({ columns: null, colour: false });
});

test('the device that keeps nothing counts as a file, other devices do not', () => {
  expect(withDescriptor('/dev/null', 'w', fileOutput)).not.toBeNull();
  expect(withDescriptor('/dev/zero', 'r', fileOutput)).toBeNull();
});

test('a descriptor that is closed is no file', () => {
  const descriptor = openSync(directory, 'r');
  closeSync(descriptor);
  expect(fileOutput(descriptor)).toBeNull();
});

test('a file that cannot be written to is an error with a sentence', async () => {
  const path = join(directory, 'unwritable');
  closeSync(openSync(path, 'w'));
  const descriptor = openSync(path, 'r');
  const stdout = fileOutput(descriptor) ?? process.stdout;
  const terminal = terminalOf({ stdout, stderr: process.stderr }, {});
  await expect(terminal.write('x')).rejects.toMatchObject({
    code: 'OUTPUT_UNWRITABLE',
    message: 'cannot write the result to standard output (EBADF)',
  });
  closeSync(descriptor);
});

test('a report is the same in a file and through a pipe', () => {
  const command = ['bin/carbon-audit.js', 'list', '-A', '--kepler', 'fixtures/kepler-v0.11-node-a.prom'];
  for (const format of ['json', 'table', 'csv', 'yaml', 'markdown', 'name']) {
    const path = join(directory, format);
    const into = (stdout: 'pipe' | number) =>
      spawnSync(process.execPath, [...command, '-o', format], { stdio: ['ignore', stdout, 'pipe'] });
    expect(withDescriptor(path, 'w', into).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(into('pipe').stdout.toString('utf8'));
  }
}, 30_000);
