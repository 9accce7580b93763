import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NODE_A } from '../support/cli.ts';
import { commandLine } from '../support/command-line.ts';

const K = `--kepler ${NODE_A}`;
const RUN = `schedule --duration 2h --power 100W`;
const CRON = `${RUN} --emit cronjob --name nightly --image a/b:1`;
const TWO = 'compare --base before.json --head after.json';

/** Lines with a flag that would change nothing, and why it would not. */
const IDLE: readonly (readonly [line: string, flag: string, because: string])[] = [
  [`list ${K} --threshold 5W`, '--threshold', 'is the threshold of --hotspots'],
  [`list ${K} --summary --top 3`, '--top', 'does nothing to --summary'],
  [`list ${K} --summary --sort name`, '--sort', 'does nothing to --summary'],
  [`list ${K} --summary --status COMPLIANT`, '--status', 'does nothing to --summary'],
  [`${RUN} --name nightly`, '--name', 'is about a CronJob'],
  [`${RUN} --image a/b:1`, '--image', 'is about a CronJob'],
  [`${CRON} -o json`, '--output', 'shapes the report'],
  [`${RUN} --within 3h --deadline-at 2026-04-21T18:00:00+09:00`, '--within', 'both say when'],
  [`${RUN} -n demo`, '--namespace', 'selects nothing here'],
  [`${RUN} ${K}`, '--kepler', '--power already says what the run draws'],
  [`schedule heavy-app --power 5W -A ${K}`, '--all-namespaces', '--power already says'],
  [`schedule heavy-app --power 5W --idle share`, '--idle', '--power already says'],
  [`schedule ${K}`, '--kepler', 'none is named'],
  ['schedule --timeout 5s', '--timeout', 'none is named'],
  ['schedule -n demo', '--namespace', 'selects nothing here'],
  [`schedule heavy-app -n demo --group-by workload ${K}`, '--group-by', 'looked at as one'],
  [`regions heavy-app -n demo --group-by workload ${K}`, '--group-by', 'looked at as one'],
  [`compare heavy-app --with pue=1.2 --group-by workload ${K}`, '--group-by', 'looked at as one'],
  ['regions -n demo', '--namespace', 'no source is given'],
  ['regions -A', '--all-namespaces', 'no source is given'],
  ['regions --interval 30s', '--interval', 'no source is given'],
  ['regions --insecure', '--insecure', 'no source is given'],
  ['regions --max-power 20W', '--max-power', 'no source is given'],
  ['regions --max-emissions 5kg/month', '--max-emissions', 'no source is given'],
  ['regions --idle share', '--idle', 'no source is given'],
  [`${TWO} --region eu-north-1`, '--region', 'nothing in two saved reports'],
  [`${TWO} ${K}`, '--kepler', 'nothing in two saved reports'],
  [`${TWO} --standard KR_CARBON_2050`, '--standard', 'nothing in two saved reports'],
  [`${TWO} --min-evidence measured`, '--min-evidence', 'nothing in two saved reports'],
  [`${TWO} -A`, '--all-namespaces', 'nothing in two saved reports'],
  [`compare heavy-app --base before.json --head after.json`, 'heavy-app', 'nothing in two saved reports'],
  [`compare --base before.json --price 1USD/kWh ${K}`, '--price', 'prices a what-if'],
  ...['--timeout 5s', '--deadline 9s', '--ca x', '--cert x', '--key x', '--servername x', '--insecure'].map(
    (flag) => [`assess -A ${K} ${flag}`, flag.split(' ')[0] ?? '', 'is about live endpoints'] as const,
  ),
  [`assess -A ${K} --bearer-file x`, '--bearer-file', 'is about live endpoints'],
  [`assess -A ${K} --basic-file x`, '--basic-file', 'is about live endpoints'],
  [`assess -A ${K} --interval 30s`, '--interval', 'needs a live endpoint'],
  [`assess -A ${K} -q -v`, '--verbose', 'says nothing beside --quiet'],
  [`assess -A -n demo ${K}`, '--namespace', 'selects nothing beside --all-namespaces'],
  [
    `serve ${K} --transport http --allow-unauthenticated --token-file x`,
    '--allow-unauthenticated',
    'opens nothing beside --token-file',
  ],
  [`serve ${K} -q -v`, '--verbose', 'says nothing beside --quiet'],
  ...['--host 127.0.0.1', '--port 0', '--token-file x', '--allow-unauthenticated', '--allowed-host x'].map(
    (flag) => [`serve ${K} ${flag}`, flag.split(' ')[0] ?? '', 'is for --transport http'] as const,
  ),
  ...['--allowed-origin x', '--sessions', '--legacy-sse', '--metrics-port 0', '--rate 5'].map(
    (flag) => [`serve ${K} ${flag}`, flag.split(' ')[0] ?? '', 'is for --transport http'] as const,
  ),
];

test.each(IDLE)('%s: %s %s', async (line, flag, because) => {
  const { code, stdout, stderr } = await commandLine(line);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^error\[USAGE\]: [^\n]+\n {2}hint: [^\n]+\n$/);
  expect(stderr.split('\n')[0]).toContain(flag);
  expect(stderr.split('\n')[0]).toContain(because);
});

test.each(['compare --with right-size', 'regions --top 1'])(
  'a budget is one per workload, so what counts as one is heard beside it: %s',
  async (line) => {
    // An owner of two pods of 4.06 and 3.82 W.
    const verdictOf = async (groupBy: string): Promise<string> => {
      const { stdout } = await commandLine(
        `${line} -n ai-team ${K} --max-power 5W --group-by ${groupBy} -o json`,
      );
      const { before, current } = JSON.parse(stdout);
      return (before ?? current).verdict;
    };
    expect([await verdictOf('pod'), await verdictOf('workload')]).toEqual(['COMPLIANT', 'NON_COMPLIANT']);
  },
);

test('an endpoint beside a file keeps the flags of endpoints', async () => {
  const line = `assess -A ${K} --kepler http://127.0.0.1:1/metrics --timeout 2s`;
  expect((await commandLine(line)).stderr).toMatch(/^error\[SOURCE_UNREACHABLE\]: /);
});

test('a report that was there stays when a line is refused', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'idle-flags-'));
  const report = join(directory, 'report.json');
  writeFileSync(report, '{}');
  const { code } = await commandLine(`${CRON} -o json=${report}`);
  expect(code).toBe(2);
  rmSync(report);
  rmSync(directory, { recursive: true });
});

test('regions: codes of other providers are left out and named', async () => {
  const { stdout } = await commandLine('regions eu-north-1 europe-west1 --provider gcp -o json');
  const { regions, notes } = JSON.parse(stdout);
  expect(regions.map(({ code }: { code: string }) => code)).toEqual(['europe-west1']);
  expect(notes[0]).toBe('Left out: eu-north-1 is no region of gcp.');
  const none = await commandLine('regions eu-north-1 us-west-2 --provider gcp');
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toContain('eu-north-1, us-west-2 are no regions of gcp');
});

test('schedule: a workload beside --power gives the run its name', async () => {
  const { stdout } = await commandLine('schedule nightly --power 100W -o json');
  expect(JSON.parse(stdout).subject).toEqual({
    name: 'nightly',
    powerWatts: 100,
    grade: 'declared',
    flags: [],
  });
});
