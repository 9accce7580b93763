import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { carbonAudit, ended, LEGACY, NODE_A, started } from '../support/cli.ts';
import { scratch } from '../support/scratch.ts';
import { freePort, httpServer } from '../support/servers.ts';

const K = `--kepler ${NODE_A}`;

test.concurrent.each([
  ['met', `assess heavy-app -n demo ${K} --pue 1.32`, 0],
  ['PUE 1.45 misses 1.4', `assess -n demo ${K} --pue 1.45`, 1],
  ['missed, and nothing fails the gate', `assess -n demo ${K} --pue 1.45 --fail-on none`, 0],
  ['power over budget', `assess -n demo ${K} --max-power 20W`, 1],
  ['emissions over budget', `assess -n demo ${K} --max-emissions 5kg/month`, 1],
  ['no such workload', `assess nosuch -n demo ${K}`, 4],
  ['the same, allowed', `assess nosuch -n demo ${K} --on-inconclusive warn`, 0],
  ['weak evidence', `assess -n demo ${K} --min-evidence published`, 4],
  ['nothing that can be judged', `assess -n demo ${K} --standard KR_NDC_2030 --on-inconclusive warn`, 4],
  ['one legacy scrape', `assess -A --kepler ${LEGACY}`, 4],
])('%s: %s exits %i with a report', async (_, line, code) => {
  const ran = await carbonAudit(`${line} -o json`);
  expect([ran.code, ran.stderr]).toEqual([code, '']);
  expect(JSON.parse(ran.stdout).gate.exitCode).toBe(code);
});

test('a CronJob for work that was not measured: exit 4, and the reason on standard error', async () => {
  const line = `schedule nosuch -n demo ${K} --emit cronjob --image registry.example/a:1`;
  const [open, quiet] = await Promise.all([carbonAudit(line), carbonAudit(`${line} -q`)]);
  expect([open.code, open.stderr]).toEqual([
    4,
    expect.stringMatching(/^INCONCLUSIVE — no running workload nosuch in namespace demo .+\n$/),
  ]);
  expect(open.stdout).toMatch(/^# Starts a run of [\s\S]*kind: CronJob/);
  expect(quiet.stderr).toBe(open.stderr);
  const known = await carbonAudit(line.replace('nosuch', 'heavy-app'));
  expect([known.code, known.stderr]).toEqual([0, '']);
});

test('an empty file, a login page and a scrape without Kepler each have their own sentence', async () => {
  const directory = scratch({
    'empty.prom': '',
    'login.prom': '<!DOCTYPE html><html><head><title>Sign in</title></head></html>',
    'other.prom': '# TYPE up gauge\nup 1\n',
  });
  const said = await Promise.all(
    ['empty', 'login', 'other'].map((name) =>
      carbonAudit(`assess -A --kepler ${directory}/${name}.prom -o json`),
    ),
  );
  expect(said.map(({ code, stdout }) => [code, stdout])).toEqual(said.map(() => [3, '']));
  const [empty, login, other] = said.map(({ stderr }) => stderr);
  expect(empty).toMatch(/^error\[SCRAPE_EMPTY\]: .*empty\.prom is empty/);
  expect(login).toMatch(/^error\[SCRAPE_NOT_METRICS\]: .*login\.prom .*web page/);
  expect(other).toMatch(/^error\[NO_KEPLER_METRICS\]: .*other\.prom is a scrape without Kepler metrics/);
});

test('nobody listens: exit 3 with the address, and standard output stays empty', async () => {
  const port = await freePort();
  const { stdout, stderr, code } = await carbonAudit(`assess --kepler http://127.0.0.1:${port}/metrics`);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain(`127.0.0.1:${port}`);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s while an endpoint hangs ends with %i, nothing printed', async (signal, code) => {
  const server = await httpServer(() => undefined);
  const child = started(['assess', '--kepler', server.url, '-o', 'json']);
  const ending = ended(child);
  await vi.waitFor(() => expect(server.requests).toHaveLength(1), { timeout: 10_000 });
  child.kill(signal);
  expect(await ending).toEqual({ code, stdout: '', stderr: '' });
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s while nobody closes standard input ends with %i', async (signal, code) => {
  const child = started(['list', '-A', '--kepler', '-']);
  const ending = ended(child);
  child.stdin?.write('# nothing yet\n');
  // Long enough to have begun to read; what is too early ends by the signal itself.
  setTimeout(() => child.kill(signal), 1500);
  expect(await ending).toEqual({ code, stdout: '', stderr: '' });
});

test('a crash of ours exits 70 and asks for a report, never 1, which would mean "not compliant"', async () => {
  const directory = scratch();
  mkdirSync(join(directory, 'dist'));
  cpSync('bin', join(directory, 'bin'), { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  const bodies = ['throw new Error("boom")', 'setTimeout(() => { throw new Error("boom") })'];
  const bundles = ['main', 'commands-assess'];
  for (const [bundle, body] of bundles.flatMap((name) => bodies.map((text) => [name, text] as const))) {
    writeFileSync(
      join(directory, `dist/${bundle}.cjs`),
      `(function(exports) { exports.run = async () => { ${body} }; })`,
    );
    const { code, stderr, stdout } = await ended(
      started(['assess'], { launcher: join(directory, 'bin/carbon-audit.js') }),
    );
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toMatch(/^carbon-audit: internal error, please report it\nError: boom/);
  }
});
