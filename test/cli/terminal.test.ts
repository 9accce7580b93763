import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { terminalOf } from '../../src/cli/terminal.ts';

/** A stream in memory; `failsWith` answers every write with that error. */
function stream(traits: { isTTY?: boolean; columns?: number } = {}, failsWith?: string) {
  const chunks: Uint8Array[] = [];
  const writable = new Writable({
    decodeStrings: true,
    write: (chunk, _, done) => {
      chunks.push(chunk);
      setImmediate(
        done,
        failsWith === undefined ? null : Object.assign(new Error(failsWith), { code: failsWith }),
      );
    },
  });
  const text = () => Buffer.concat(chunks).toString('utf8');
  return Object.assign(writable, traits, { text, chunks });
}

test.each([
  ['a pipe', {}, null],
  ['a terminal', { isTTY: true, columns: 132 }, 132],
  ['a terminal of width 0, as under script', { isTTY: true, columns: 0 }, 80],
  ['a terminal of no width', { isTTY: true, columns: Number.NaN }, 80],
  ['a terminal that says nothing', { isTTY: true }, 80],
])('%s', (_, traits, columns) => {
  expect(terminalOf({ stdout: stream(traits), stderr: stream() }, {}).stdout.columns).toBe(columns);
});

test('each stream decides for itself', () => {
  const { stdout, stderr } = terminalOf(
    { stdout: stream(), stderr: stream({ isTTY: true, columns: 100 }) },
    {},
  );
  expect([stdout.colour, stderr.colour]).toEqual([false, true]);
  expect([stdout.columns, stderr.columns]).toEqual([null, 100]);
});

test('a flag decides for both', () => {
  const streams = { stdout: stream(), stderr: stream() };
  const { stdout, stderr } = terminalOf(streams, { NO_COLOR: '1' }, { color: 'always' });
  expect([stdout.colour, stderr.colour]).toEqual([true, true]);
});

test('the result goes to one stream, notes to the other', async () => {
  const streams = { stdout: stream(), stderr: stream() };
  const terminal = terminalOf(streams, {});
  await terminal.write('결과\n');
  await terminal.note('경고\n');
  expect([streams.stdout.text(), streams.stderr.text()]).toEqual(['결과\n', '경고\n']);
});

test('characters across chunks stay whole, and one chunk waits for the one before', async () => {
  const stdout = stream();
  const text = '한글🌱'.repeat(40_000);
  await terminalOf({ stdout, stderr: stream() }, {}).write(text);
  expect(stdout.text()).toBe(text);
  expect(stdout.chunks.length).toBeGreaterThan(5);
  expect(stdout.writableLength).toBe(0);
});

test.each(['EPIPE', 'EOF'])('a reader that left (%s) is no error, and is left alone', async (code) => {
  const stdout = stream({}, code);
  const terminal = terminalOf({ stdout, stderr: stream() }, {});
  await terminal.write('x'.repeat(1_000_000));
  await terminal.write('more');
  expect(stdout.chunks).toHaveLength(1);
});

test('pieces are made one by one as they are written, and no more of them for a reader that left', async () => {
  let made = 0;
  function* pieces(): Generator<string, void, undefined> {
    while (made < 50) {
      made += 1;
      yield `${made} ${'x'.repeat(65_536)}\n`;
    }
  }
  const stdout = stream();
  await terminalOf({ stdout, stderr: stream() }, {}).write(pieces());
  expect(stdout.text().match(/\d+/g)?.at(-1)).toBe('50');
  made = 0;
  await terminalOf({ stdout: stream({}, 'EPIPE'), stderr: stream() }, {}).write(pieces());
  expect(made).toBeLessThan(3);
});

test('a full disk is an error with a sentence', async () => {
  const terminal = terminalOf({ stdout: stream({}, 'ENOSPC'), stderr: stream() }, {});
  await expect(terminal.write('x')).rejects.toMatchObject({
    code: 'OUTPUT_UNWRITABLE',
    message: 'cannot write the result to standard output (ENOSPC)',
  });
});

test('what standard error does not take is lost without another error', async () => {
  const terminal = terminalOf({ stdout: stream(), stderr: stream({}, 'ENOSPC') }, {});
  await expect(terminal.note('x')).resolves.toBeUndefined();
});

/** The real thing: a process that writes 6 MB through a pipe and then sets its exit code. */
const LINES = 100_000;
let directory = '';
let script = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'terminal-'));
  script = join(directory, 'writer.mjs');
  const contents = `import { terminalOf } from './src/cli/terminal.ts';
    const terminal = terminalOf(process, process.env);
    const lines = Array.from({ length: ${LINES} }, (_, at) => 'line ' + at + ' ' + 'x'.repeat(50)).join('\\n');
    await terminal.write(lines + '\\n');
    await terminal.note('written');
    process.exitCode = 4;`;
  await build({
    stdin: { contents, resolveDir: resolve('.') },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
  });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function inShell(command: string): Promise<{ stdout: string; stderr: string }> {
  const child = spawn('sh', ['-c', command, process.execPath, script, join(directory, 'code')]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await new Promise((closed) => child.on('close', closed));
  return { stdout, stderr };
}

const exitCode = async () => (await readFile(join(directory, 'code'), 'utf8')).trim();

test('head -1 gets its line, nobody complains, the exit code stays', async () => {
  const { stdout, stderr } = await inShell('{ "$0" "$1"; echo $? > "$2"; } | head -1');
  expect(stdout).toBe(`line 0 ${'x'.repeat(50)}\n`);
  expect(stderr).toBe('written');
  expect(await exitCode()).toBe('4');
});

test('a reader that starts late gets every byte', async () => {
  const { stdout } = await inShell('{ "$0" "$1" 2>&2; echo $? > "$2"; } | { sleep 0.3; wc -l; }');
  expect(Number(stdout)).toBe(LINES);
  expect(await exitCode()).toBe('4');
});

test('a closed standard error does not spoil the result', async () => {
  const { stdout } = await inShell('{ "$0" "$1" 2>&-; echo $? > "$2"; } | tail -1');
  expect(stdout).toBe(`line ${LINES - 1} ${'x'.repeat(50)}\n`);
  expect(await exitCode()).toBe('4');
});
