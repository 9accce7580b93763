/** Every command line a user is promised, as a process on the bundle. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carbonAudit, NODE_A, NODE_A_T30, NODE_B, runCli } from '../support/cli.ts';
import { scratch } from '../support/scratch.ts';

const HEAVY = `heavy-app -n demo --kepler ${NODE_A}`;
const json = ({ stdout }: { stdout: string }) => JSON.parse(stdout);

test('assess -n demo: a table for people, verdict first, two lines that sum up', async () => {
  const { code, stdout, stderr } = await carbonAudit(`assess -n demo --kepler ${NODE_A}`);
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^VERDICT +NAMESPACE +WORKLOAD/);
  expect(lines[1]).toMatch(/^COMPLIANT +demo +heavy-app +30\.46/);
  expect(lines.at(-2)).toMatch(/^COMPLIANT\. 2 workloads: 2 compliant/);
  expect(lines.at(-1)).toMatch(/^Node 220\.4 W = 30\.47 W assessed \+ .* coverage 40\/40 pods/);
});

test('assess heavy-app with a stated PUE, as JSON', async () => {
  const ran = await carbonAudit(`assess ${HEAVY} --pue 1.32 -o json`);
  expect(ran.code).toBe(0);
  const [heavy] = json(ran).workloads;
  expect(heavy.powerWatts).toBeCloseTo(30.455432, 5);
  expect(heavy.emissions.facilityGco2eqPerHour).toBeCloseTo(17.005, 3);
  expect(heavy.emissions.itGco2eqPerHour).toBeCloseTo(12.8826, 4);
  expect(json(ran)).toMatchObject({
    schemaVersion: expect.stringMatching(/^1\./),
    command: 'assess',
    verdict: 'COMPLIANT',
  });
});

test('assess over two nodes, by two flags or a quoted glob: the same, and too weak evidence is exit 4', async () => {
  const nodes = { 'a.prom': readFileSync(NODE_A), 'b.prom': readFileSync(NODE_B) };
  const tail = '--min-evidence published -o json';
  const [flags, glob] = await Promise.all([
    carbonAudit(`assess -A --kepler ${NODE_A} --kepler ${NODE_B} ${tail}`),
    carbonAudit(`assess -A --kepler '${scratch(nodes)}/*.prom' ${tail}`),
  ]);
  expect(flags.code).toBe(4);
  expect(json(flags)).toMatchObject({ verdict: 'INCONCLUSIVE', coverage: { nodes: 2 } });
  expect(json(flags).totals.powerWatts).toBeCloseTo(69.328 + 539.685, 2);
  expect(glob).toEqual(flags);
});

test('assess over a window of two dated scrapes', async () => {
  const files = `--kepler ${NODE_A}@2025-10-21T07:00:00Z --kepler ${NODE_A_T30}@2025-10-21T07:00:30Z`;
  const ran = await carbonAudit(`assess -A ${files} -o json`);
  expect(json(ran).window.seconds).toBe(30);
  const restarted = json(ran).workloads.find(({ workload }: { workload: { name: string } }) =>
    workload.name.endsWith('-8qk5d'),
  );
  expect(restarted.flags).toContain('counter-reset');
  for (const { powerWatts } of json(ran).workloads) expect(powerWatts ?? 0).toBeGreaterThanOrEqual(0);
});

test('list by power, ten of them; and by verdict', async () => {
  const [top, failing] = await Promise.all([
    carbonAudit(`list -A --sort power --top 10 --kepler ${NODE_A} -o name`),
    carbonAudit(`list -n batch --status NON_COMPLIANT --max-power 2W --kepler ${NODE_A} -o csv`),
  ]);
  expect(top.stdout.trim().split('\n')).toHaveLength(10);
  expect(top.stdout).toMatch(/^demo\/heavy-app\n/);
  expect(failing.stdout.trim().split('\n')).toHaveLength(2);
  expect(failing.stdout).toMatch(/\nbatch,Pod,etl-orders-29350980-x7c2m,NON_COMPLIANT,3\.52/);
  expect([top.code, failing.code]).toEqual([0, 0]);
});

test('regions: the cleanest, those of a provider, and named ones', async () => {
  const base = `regions heavy-app -n demo --from ap-northeast-2 --kepler ${NODE_A} -o name`;
  const [top, gcp, named, places] = await Promise.all([
    carbonAudit(`${base} --top 10`),
    carbonAudit(`${base} --provider gcp --top 2`),
    carbonAudit(`regions heavy-app eu-north-1 us-west-2 -n demo --kepler ${NODE_A} -o name`),
    carbonAudit('regions eu-north-1 us-west-2 -o json'),
  ]);
  expect(top.stdout.trim().split('\n')).toHaveLength(10);
  expect(gcp.stdout).toBe('europe-north2\neurope-west9\n');
  expect(named.stdout).toBe('eu-north-1\nus-west-2\n');
  expect(json(places)).toMatchObject({
    subject: null,
    regions: [{ code: 'eu-north-1' }, { code: 'us-west-2' }],
  });
});

test('compare: four steps in order', async () => {
  const steps = '--with temporal-shift --with right-size=-20% --with region=eu-north-1 --with pue=1.2';
  const { stdout, code } = await carbonAudit(`compare ${HEAVY} ${steps} --price 0.12USD/kWh -o csv`);
  expect(code).toBe(0);
  expect(
    stdout
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]),
  ).toEqual(['before', 'temporal-shift', 'right-size=-20%', 'region=eu-north-1', 'pue=1.2']);
});

test('compare: reports saved by -o json=FILE, and the gate on regressions', async () => {
  const cwd = scratch();
  const kepler = join(process.cwd(), NODE_A);
  const saved = await Promise.all(
    [
      ['before', '1.32'],
      ['after', '1.40'],
    ].map(([name, pue]) =>
      runCli(['assess', '-A', '--kepler', kepler, '--pue', `${pue}`, '-q', '-o', `json=${name}.json`], {
        cwd,
      }),
    ),
  );
  expect(saved.map(({ stdout, code }) => [stdout, code])).toEqual([
    ['', 0],
    ['', 0],
  ]);
  const compare = (line: string, stdin = '') => carbonAudit(`compare ${line}`, { cwd, stdin });
  const [worse, same, piped] = await Promise.all([
    compare('--base before.json --head after.json --fail-on-regression 5%'),
    compare('--base before.json --head before.json --fail-on-regression 0% -o json'),
    compare(
      '--base before.json --head - --fail-on-regression 5%',
      readFileSync(join(cwd, 'after.json'), 'utf8'),
    ),
  ]);
  expect([worse.code, same.code, piped.code]).toEqual([1, 0, 1]);
  expect(worse.stdout).toContain('worse (regression)');
  expect(json(same)).toMatchObject({ regressions: 0, passed: true });
  expect(piped.stdout).toBe(worse.stdout);
});

test('schedule: 10 to 14 h in Korea, 12 % less; and a CronJob for it', async () => {
  const at = '--duration 4h --within 24h --at 2026-04-20T18:00:00+09:00';
  const [table, cron, interruptible] = await Promise.all([
    carbonAudit(`schedule ${HEAVY} ${at}`),
    carbonAudit(`schedule heavy-app -n demo ${at} --power 30W --emit cronjob --image registry.example/a:1`),
    carbonAudit(`schedule ${at} --interruptible --region eu-north-1 -o json`),
  ]);
  expect([table.code, cron.code, interruptible.code]).toEqual([0, 0, 0]);
  expect(table.stdout).toMatch(/cleanest +2026-04-21 10:00 – 2026-04-21 14:00 +390\.6 +12\.0 %/);
  expect(table.stdout).toContain('Worth moving.');
  expect(cron.stdout).toMatch(
    /kind: CronJob[\s\S]*name: "heavy-app"[\s\S]*schedule: "0 10 \* \* \*"[\s\S]*timeZone: "Asia\/Seoul"/,
  );
  expect(json(interruptible).timeZone).toBe('Europe/Stockholm');
});

test('a series of your own decides when, and what it says is shown', async () => {
  const rows = [500, 500, 90, 90].map((value, hour) => `2026-04-20T0${hour}:00:00Z,${value}`);
  const directory = scratch({ 'series.csv': ['datetime,gco2eq_per_kwh', ...rows, ''].join('\n') });
  const line = `schedule --duration 2h --within 4h --at 2026-04-20T00:00:00Z --intensity ${directory}/series.csv -o json`;
  expect(json(await carbonAudit(line)).best).toMatchObject({
    startsAt: '2026-04-20T11:00:00+09:00',
    gco2eqPerKwh: 90,
  });
});
