import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { rewriteText } from '../kepler/texts.ts';
import { carbonAudit, NODE_A, NODE_A_T30 } from '../support/cli.ts';
import { scratch } from '../support/scratch.ts';
import { answering, httpServer, inTurn } from '../support/servers.ts';

const PAGE = readFileSync(NODE_A);

test('the same JSON, byte for byte, from a file, a zipped file, standard input and HTTP', async () => {
  const directory = scratch({ 'a.prom.gz': gzipSync(PAGE) });
  const { url } = await httpServer(answering(gzipSync(PAGE), { 'content-encoding': 'gzip' }));
  const line = (source: string) => `assess -A --pue 1.32 --kepler ${source} -o json`;
  const ran = await Promise.all([
    carbonAudit(line(NODE_A)),
    carbonAudit(line(`${directory}/a.prom.gz`)),
    carbonAudit(line('-'), { stdin: PAGE }),
    carbonAudit(line(url)),
  ]);
  const [file, ...others] = ran;
  expect(JSON.parse(file?.stdout ?? '').totals.workloads).toBe(40);
  for (const other of others) expect(other).toEqual(file);
});

test('KEPLER_ENDPOINT and the limits of the former system are honoured', async () => {
  const { url } = await httpServer(answering(PAGE));
  const env = { KEPLER_ENDPOINT: `${url}/metrics`, KOREA_CARBON_INTENSITY: '400', KOREA_PUE_TARGET: '1.1' };
  const { stdout, code } = await carbonAudit('assess -n demo -o json', { env });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).site.findings).toMatchObject([
    { standard: 'KR_CARBON_2050', verdict: 'NON_COMPLIANT', limit: { value: 400 } },
    { standard: 'KR_PUE_GREEN_DC', verdict: 'NON_COMPLIANT', limit: { value: 1.1 } },
  ]);
});

test('a Service that answers for another node the second time is refused as a window', async () => {
  const server = await httpServer(inTurn([PAGE, readFileSync('fixtures/kepler-v0.11-node-b-gpu.prom')]));
  const { code, stdout, stderr } = await carbonAudit(`assess -A --kepler ${server.url} --interval 10s`);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(
    /^error\[WINDOW_NODES_DIFFER\]: .* answered for node worker-01 first and for gpu-worker-01 then/m,
  );
});

test('-o json=FILE writes the report; a failed run leaves no old one behind; sources are never overwritten', async () => {
  const cwd = scratch({ 'report.json': 'yesterday', 'a.prom': PAGE, 'b.prom': readFileSync(NODE_A_T30) });
  const failed = await carbonAudit('assess --kepler nosuch -o json=report.json', { cwd });
  expect(failed.code).toBe(3);
  expect(() => readFileSync(join(cwd, 'report.json'))).toThrow('ENOENT');
  const both = await carbonAudit('assess -n demo --kepler a.prom -o json=report.json -o name', { cwd });
  expect(both.stdout).toBe('demo/heavy-app\ndemo/efficient-app\n');
  expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')).verdict).toBe('COMPLIANT');
  const refused = await carbonAudit('assess -n demo --kepler a.prom -o json=a.prom', { cwd });
  expect([refused.code, readFileSync(join(cwd, 'a.prom')).equals(PAGE)]).toEqual([2, true]);
  const base = await carbonAudit('compare --base report.json --kepler a.prom -o json=report.json', { cwd });
  expect([base.code, base.stderr]).toEqual([2, expect.stringContaining('overwritten before it is read')]);
});

test('a report of 5 MB through head -1: one line, no complaint, the exit code of the gate', async () => {
  const pods = Array.from({ length: 6000 }, (_, index) => ({
    name: `worker-with-a-rather-long-name-${index}-a`,
    watts: { package: 0.001 },
  }));
  const zones = { package: { watts: [20, 10] as const } };
  const cwd = scratch({ 'many.prom': rewriteText({ pods, zones }) });
  const line = '"$0" "$1" assess -A --kepler many.prom --pue 1.5 -o json; echo $? > code';
  const shell = [
    '-c',
    `{ ${line}; } | head -1`,
    process.execPath,
    join(process.cwd(), 'bin/carbon-audit.js'),
  ];
  const { stdout, stderr } = await promisify(execFile)('sh', shell, { cwd });
  expect([stdout, stderr, readFileSync(join(cwd, 'code'), 'utf8')]).toEqual(['{\n', '', '1\n']);
  const whole = await carbonAudit('assess -A --kepler many.prom --pue 1.5 -o json', { cwd });
  expect(whole.stdout.length).toBeGreaterThan(5_000_000);
});

test('-v names what was read on standard error and leaves the report as it is', async () => {
  const line = `assess -n demo --kepler ${NODE_A} -o json`;
  const [plain, verbose] = await Promise.all([carbonAudit(line), carbonAudit(`${line} -v`)]);
  expect(verbose.stdout).toBe(plain.stdout);
  expect(verbose.stderr).toMatch(
    /^read fixtures\/kepler-v0\.11-node-a\.prom: \d+ bytes, sha256 [0-9a-f]{64}\n$/,
  );
});
