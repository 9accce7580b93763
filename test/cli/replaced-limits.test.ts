/** Limits put in place by the environment, and the standing of what was judged by: no format leaves them out. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carbonAudit, NODE_A } from '../support/cli.ts';
import { scratch } from '../support/scratch.ts';

const env = { KOREA_CARBON_INTENSITY: '300' };
const SENTENCE = 'KOREA_CARBON_INTENSITY replaces the limit of KR_CARBON_2050:';
const COMMANDS = [`assess heavy-app -n demo --pue 1.3`, 'list -n demo'];

test.each(COMMANDS.flatMap((line) => ['table', 'markdown', 'json', 'yaml'].map((format) => [line, format])))(
  '%s -o %s says which limit was replaced',
  async (line, format) => {
    const { stdout, stderr } = await carbonAudit(`${line} --kepler ${NODE_A} -o ${format}`, { env });
    expect(stdout).toContain(SENTENCE);
    expect(stdout).toContain('reference-target');
    expect(stderr).toBe('');
  },
);

test.each(
  [...COMMANDS, 'compare heavy-app -n demo --with right-size=-20%'].flatMap((line) =>
    ['csv', 'name'].map((format) => [line, format]),
  ),
)('%s -o %s has no place for it, so it stands on standard error', async (line, format) => {
  const asked = `${line} --kepler ${NODE_A} -o ${format}`;
  const { stdout, stderr } = await carbonAudit(asked, { env });
  expect(stdout).not.toContain(SENTENCE);
  expect(stderr).toContain(`warning[LIMIT_REPLACED]: ${SENTENCE}`);
  expect((await carbonAudit(`${asked} -q`, { env })).stderr).toBe('');
  expect((await carbonAudit(asked)).stderr).toBe('');
});

test('regions says it too, though it reads no Kepler and makes no audit', async () => {
  expect((await carbonAudit('regions --top 1', { env })).stdout).toContain(SENTENCE);
  expect((await carbonAudit('regions --top 1 -o csv', { env })).stderr).toContain(SENTENCE);
});

test.each(['csv', 'name'])('why a whole report is INCONCLUSIVE has no place in %s either', async (format) => {
  const asked = `assess nosuch -n demo --kepler ${NODE_A} -o ${format}`;
  const { stderr, code } = await carbonAudit(asked);
  expect(code).toBe(4);
  expect(stderr).toMatch(/^inconclusive: no running workload nosuch in namespace demo/);
  expect((await carbonAudit(`${asked} -q`)).stderr).toBe('');
});

test.each(['csv', 'name'])(
  'of two reports %s leaves it, and what was not made with the same, to standard error',
  async (format) => {
    const base = join(scratch(), 'base.json');
    await carbonAudit(`assess heavy-app -n demo --kepler ${NODE_A} -o json=${base} -o name`);
    const asked = `compare --base ${base} --kepler ${NODE_A}`;
    const { stderr } = await carbonAudit(`${asked} -o ${format}`, { env });
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      expect.stringContaining(`warning[LIMIT_REPLACED]: ${SENTENCE}`),
      expect.stringMatching(/^not made with the same: KR_CARBON_2050 <= 424 .* → <= 300/),
    ]);
    expect((await carbonAudit(`${asked} -o ${format}`)).stderr).toBe('');
    expect((await carbonAudit(asked, { env })).stdout).toContain(SENTENCE);
  },
);
