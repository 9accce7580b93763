import { spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { isSpinning, startSpinner } from '../../src/cli/spinner.ts';

const tty = (written: string[] = []) =>
  Object.assign(
    new Writable({
      write: (chunk, _, done) => {
        written.push(String(chunk));
        done();
      },
    }),
    { isTTY: true },
  );

/** A clock that moves when told to. */
function manualClock() {
  let tick: () => void = () => undefined;
  let period = 0;
  let isRunning = false;
  const every = (milliseconds: number, call: () => void) => {
    period = milliseconds;
    tick = call;
    isRunning = true;
    return () => {
      isRunning = false;
    };
  };
  const pass = (milliseconds: number) => {
    for (let at = period; isRunning && at <= milliseconds; at += period) tick();
  };
  return { every, pass };
}

test('nothing before 400 ms, then one line that is erased before the result', () => {
  const written: string[] = [];
  const clock = manualClock();
  const stop = startSpinner(tty(written), 'reading node-a', clock);
  clock.pass(399);
  expect(written).toEqual([]);
  clock.pass(100);
  expect(written).toEqual(['\r\u001b[K| reading node-a']);
  clock.pass(100);
  expect(written.at(-1)).toBe('\r\u001b[K/ reading node-a');
  stop();
  expect(written.at(-1)).toBe('\r\u001b[K');
});

test('a short wait leaves no trace', () => {
  const written: string[] = [];
  const clock = manualClock();
  const stop = startSpinner(tty(written), 'reading', clock);
  clock.pass(300);
  stop();
  clock.pass(1000);
  expect(written).toEqual([]);
});

test('stopped twice, erased once', () => {
  const written: string[] = [];
  const clock = manualClock();
  const stop = startSpinner(tty(written), 'reading', clock);
  clock.pass(400);
  stop();
  stop();
  expect(written).toHaveLength(2);
});

test('a hostile name does not steer the terminal', () => {
  const written: string[] = [];
  const clock = manualClock();
  startSpinner(tty(written), 'a\u001b[2J', clock);
  clock.pass(400);
  expect(written).toEqual(['\r\u001b[K| a\\x1b[2J']);
});

test.each([
  ['a terminal', true, {}, {}, true],
  ['a pipe', false, {}, {}, false],
  ['CI', true, { CI: 'true' }, {}, false],
  ['CI=false', true, { CI: 'false' }, {}, true],
  ['a terminal that cannot erase', true, { TERM: 'dumb' }, {}, false],
  ['-q', true, {}, { quiet: true }, false],
  ['--no-progress', true, {}, { progress: false }, false],
])('%s', (_, isTTY, env, flags, expected) => {
  expect(isSpinning(Object.assign(tty(), { isTTY }), env, flags)).toBe(expected);
});

test('a spinner that nobody stops does not keep the process alive', () => {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `import { startSpinner } from './src/cli/spinner.ts'; startSpinner(process.stderr, 'x');`,
      resolveDir: '.',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  const script = outputFiles[0]?.text ?? '';
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 15_000 });
  expect([ended.status, ended.signal]).toEqual([0, null]);
});
