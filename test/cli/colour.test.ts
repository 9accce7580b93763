import { expect, test } from 'vitest';
import { isColoured, isUnicode } from '../../src/cli/colour.ts';

test.each([
  ['a TTY', true, {}, undefined, true],
  ['a pipe', false, {}, undefined, false],
  [
    '--color=always over everything',
    false,
    { NO_COLOR: '1', FORCE_COLOR: '0', TERM: 'dumb' },
    'always',
    true,
  ],
  ['--color', false, {}, true, true],
  ['--color=never over everything', true, { FORCE_COLOR: '1' }, 'never', false],
  ['--no-color', true, { FORCE_COLOR: '3' }, false, false],
  ['--color=auto is no flag', true, { NO_COLOR: '1' }, 'auto', false],
  ['FORCE_COLOR over NO_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, undefined, true],
  ['FORCE_COLOR=0 is off', true, { FORCE_COLOR: '0' }, undefined, false],
  ['FORCE_COLOR=false is off', true, { FORCE_COLOR: 'false' }, undefined, false],
  ['an empty FORCE_COLOR says nothing', false, { FORCE_COLOR: '' }, undefined, false],
  ['NO_COLOR over a TTY', true, { NO_COLOR: '1' }, undefined, false],
  ['an empty NO_COLOR says nothing', true, { NO_COLOR: '' }, undefined, true],
  ['TERM=dumb', true, { TERM: 'dumb' }, undefined, false],
  ['CI never colours', false, { CI: 'true', GITHUB_ACTIONS: 'true' }, undefined, false],
] as const)('%s', (_, isTty, env, flag, expected) => {
  expect(isColoured(isTty, env, flag)).toBe(expected);
});

test.each([
  [{}, true],
  [{ LANG: 'ko_KR.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'C' }, false],
  [{ LANG: 'ko_KR.eucKR' }, false],
  [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, false],
  [{ LC_ALL: '', LC_CTYPE: 'C.UTF-8', LANG: 'C' }, true],
  [{ TERM: 'linux', LANG: 'en_US.UTF-8' }, false],
  [{ OS: 'Windows_NT' }, false],
  [{ OS: 'Windows_NT', WT_SESSION: 'x' }, true],
])('Unicode under %o is %s', (env, expected) => {
  expect(isUnicode(env)).toBe(expected);
});
