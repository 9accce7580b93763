import { expect, test } from 'vitest';
import { NODE_A, NODE_A_T30 } from '../support/cli.ts';
import { commandLine } from '../support/command-line.ts';

const K = `--kepler ${NODE_A}`;

/** What a user gets wrong, the code of the error, the exit code and part of what stands on standard error. */
const MISTAKES: readonly (readonly [line: string, code: string, exit: number, said: string])[] = [
  [`assess --regio eu-north-1 ${K}`, 'USAGE', 2, 'did you mean --region?'],
  [`asess ${K}`, 'USAGE', 2, 'did you mean assess?'],
  [`assess -n demo extra more ${K}`, 'USAGE', 2, 'too many arguments'],
  ['assess -n demo', 'USAGE', 2, 'name one with --kepler URL'],
  [`assess -n Demo ${K}`, 'USAGE', 2, 'a namespace is lower-case letters'],
  [`assess --region xx ${K}`, 'USAGE', 2, 'for example ap-northeast-2'],
  [`assess --region ap-northest-2 ${K}`, 'USAGE', 2, 'did you mean ap-northeast-2 (Seoul)'],
  [`assess --region seoul ${K}`, 'USAGE', 2, 'ap-northeast-2 (Seoul)'],
  [`assess --standard KR_CARBON ${K}`, 'USAGE', 2, 'did you mean KR_CARBON_2050?'],
  [`assess --max-power 20 ${K}`, 'USAGE', 2, 'has no unit'],
  [`assess --pue 0.9 ${K}`, 'USAGE', 2, 'cannot be below 1'],
  [`assess --fail-on eror ${K}`, 'USAGE', 2, 'did you mean error?'],
  [`assess -o xml ${K}`, 'USAGE', 2, 'formats are table, json'],
  [`assess -o json -o csv ${K}`, 'USAGE', 2, 'standard output takes one format'],
  [`assess --interval 30s ${K}`, 'USAGE', 2, '--interval needs a live endpoint'],
  [`list --top 0 ${K}`, 'USAGE', 2, 'a whole number from 1'],
  [`list --hotspots --summary ${K}`, 'USAGE', 2, 'two different lists'],
  [`compare -n demo ${K}`, 'USAGE', 2, '--with right-size=-20%'],
  [`compare --with temporal-shft ${K}`, 'USAGE', 2, 'did you mean temporal-shift'],
  ['regions --from eu-north-1 --region us-west-2', 'USAGE', 2, 'give one of them'],
  ['schedule --tz Mars/X', 'USAGE', 2, 'an IANA name'],
  ['schedule --emit cronjob --name x', 'USAGE', 2, 'needs an image and a name'],
  [
    'schedule --emit cronjob --name x --image i:1 -n a -n b',
    'USAGE',
    2,
    'one namespace, and --namespace names a and b',
  ],
  [`schedule heavy-app -A -n a -n b --emit cronjob --image i:1 ${K}`, 'USAGE', 2, 'names a and b'],
  [`schedule nosuch -A --emit cronjob --image i:1 ${K}`, 'USAGE', 2, 'the workload was found in none'],
  [`compare --with pue=1.2 --price 1USD/kWh --price 2KRW/kWh ${K}`, 'USAGE', 2, '--price is given twice'],
  ['compare --base nosuch.json --head nosuch.json', 'CONFIG', 2, 'nosuch.json'],
  [`assess --catalogue nosuchdir ${K}`, 'CONFIG', 2, 'nosuchdir'],
  [`assess --intensity -5 ${K}`, 'USAGE', 2, 'is negative'],
  [`compare --with pue=1.2 --fail-on-regression 5% ${K}`, 'USAGE', 2, 'name it with --base FILE'],
  [`assess --intensity nosuch.csv ${K}`, 'SOURCE_UNREACHABLE', 3, 'nosuch.csv'],
  [`assess --intensity hight ${K}`, 'SOURCE_UNREACHABLE', 3, 'or give a figure such as 423'],
  ['assess --kepler nosuchfile', 'SOURCE_UNREACHABLE', 3, 'cannot read nosuchfile: no such file'],
  [
    `assess -A --kepler 'fixtures/kepler-v0.11-node-a*.prom'`,
    'WINDOW_UNDATED',
    3,
    '.prom@2025-10-21T07:00:00Z',
  ],
  [
    `assess -A --kepler ${NODE_A}@2025-10-21T07:00:00Z --kepler ${NODE_A_T30}@2025-10-21T07:00:05Z`,
    'WINDOW_TOO_SHORT',
    3,
    'at least 10 s apart',
  ],
  ['schedule --intensity 423', 'NO_INTENSITY', 3, 'holds for all hours, so none is cleaner'],
];

test.each(MISTAKES)('%s: %s, exit %i', async (line, errorCode, exit, said) => {
  const { stdout, stderr, code } = await commandLine(line);
  expect([code, stdout]).toEqual([exit, '']);
  expect(stderr).toMatch(new RegExp(`^error\\[${errorCode}\\]: `));
  expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('--error-format json writes one line of JSON, for our errors and for those of the parser', async () => {
  const lines = ['assess --kepler nosuchfile', 'assess --regio x', 'nosuch'];
  const ran = await Promise.all(lines.map((line) => commandLine(`${line} --error-format json`)));
  const errors = ran.map(({ stderr }) => JSON.parse(stderr).error);
  expect(errors).toMatchObject([
    {
      code: 'SOURCE_UNREACHABLE',
      message: 'cannot read nosuchfile: no such file',
      hint: `check the path; a relative one is looked up from ${process.cwd()}`,
    },
    { code: 'USAGE', hint: 'did you mean --region?' },
    { code: 'USAGE', message: 'unknown command "nosuch"' },
  ]);
  for (const { stderr } of ran) expect(stderr.trim().split('\n')).toHaveLength(1);
});
