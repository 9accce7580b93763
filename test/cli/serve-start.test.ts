import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { NODE_A, runCli } from '../support/cli.ts';

test('a server with a broken catalogue does not start', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'carbon-audit-catalogue-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'standards.json'), '{ "standards": [');
  const http = ['--transport', 'http', '--port', '0'];
  const { stdout, stderr, code } = await runCli([
    'serve',
    ...http,
    '--kepler',
    NODE_A,
    '--catalogue',
    directory,
  ]);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(/^error\[CONFIG\]: .*standards\.json/);
});

const LIVE = 'http://127.0.0.1:1/metrics';

test.each([
  [['serve'], {}, /no Kepler source is given/],
  [['serve', '--kepler', NODE_A], { MCP_TRANSPORT: 'tcp' }, /unknown transport "tcp"/],
  [
    ['serve', '--kepler', NODE_A],
    { MCP_TRANSPORT: 'http', PORT: '99999' },
    /PORT takes a number from 0 to 65535/,
  ],
  [
    ['serve', '--kepler', LIVE, '--interval', '30s'],
    {},
    /--interval 30s .* --tool-timeout 30s \(the default\).*\n.*give --tool-timeout 60s/,
  ],
  [
    ['serve', '--kepler', LIVE, '--interval', '90s', '--tool-timeout', '1m'],
    {},
    /--interval 90s .* --tool-timeout 60s ends.*\n.*give --tool-timeout 120s/,
  ],
  [
    ['serve', '--transport', 'http', '--host', '0.0.0.0', '--kepler', NODE_A],
    {},
    /Without a token everybody/,
  ],
])('%j is refused in one sentence', async (args, env, message) => {
  const { stdout, stderr, code } = await runCli(args, { env });
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(message);
});

test('a call that outlasts the interval is allowed', async () => {
  const args = ['serve', '--kepler', LIVE, '--interval', '30s', '--tool-timeout', '31s'];
  expect(await runCli(args, { stdin: '' })).toMatchObject({ stderr: '', code: 0 });
});
