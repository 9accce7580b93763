import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

const schema = JSON.parse(readFileSync('schemas/report-v1.json', 'utf8'));
const ajv = new Ajv2020.default({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const NODE_A = 'fixtures/kepler-v0.11-node-a.prom';
const WINDOW = [
  '--kepler',
  `${NODE_A}@2025-10-21T07:00:00Z`,
  '--kepler',
  'fixtures/kepler-v0.11-node-a.t30.prom@2025-10-21T07:00:30Z',
];

test('the published schema is the one in the source', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build-schemas.mjs', '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test.each([
  ['assess', ['assess', '-A', '--kepler', NODE_A, '--max-power', '4W']],
  ['assess over a window', ['assess', '-A', ...WINDOW]],
  ['assess without an answer', ['assess', 'nosuch', '--kepler', NODE_A]],
  ['assess of a legacy scrape', ['assess', '-A', '--kepler', 'fixtures/kepler-v0.7-legacy.prom']],
  ['list', ['list', '-A', '--kepler', 'fixtures/kepler-v0.11-node-b-gpu.prom']],
  ['list of hotspots', ['list', '-A', '--hotspots', '--kepler', NODE_A]],
  ['list of namespaces', ['list', '-A', '--summary', '--kepler', NODE_A]],
  ['what-if', ['compare', 'heavy-app', '-n', 'demo', '--with', 'region=eu-north-1', '--kepler', NODE_A]],
  ['regions', ['regions', 'heavy-app', '-n', 'demo', '--kepler', NODE_A]],
  ['schedule of a workload', ['schedule', 'heavy-app', '-n', 'demo', '--kepler', NODE_A]],
  ['schedule', ['schedule', '--at', '2026-04-20T18:00:00+09:00', '--interruptible']],
])('the JSON of %s is valid', async (_name, args) => {
  const { stdout } = await runCli([...args, '-o', 'json']);
  validate(JSON.parse(stdout));
  expect(validate.errors).toBeNull();
});
