/** The first look at the time zones of Node takes half as long as the rest of an audit of a file, so none is taken without need. */

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { scratch } from '../support/scratch.ts';

const SCRAPE = 'fixtures/kepler-v0.11-node-a.prom@2025-10-21T07:00:00Z';
const BLOCKED = `Intl.DateTimeFormat = function () { throw new Error('the time zones were asked for'); };\n`;

const run = (...args: readonly string[]) => {
  const blocking = `${scratch({ 'block.cjs': BLOCKED })}/block.cjs`;
  const all = ['--require', blocking, 'bin/carbon-audit.js', ...args, '--kepler', SCRAPE, '-o', 'json'];
  const { status, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stderr };
};

test.each([
  [['list', '-A']],
  [['assess', '-A']],
  [['compare', 'heavy-app', '-n', 'demo', '--with', 'region=eu-north-1']],
])('%j asks for no time zone', (args) => {
  expect(run(...args)).toEqual({ status: 0, stderr: '' });
});

test('where it is needed, it is asked for', () => {
  expect(run('assess', '-A', '--region', 'eu-central-1').stderr).toContain('the time zones were asked for');
});
