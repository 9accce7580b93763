import { expect, test } from 'vitest';
import type { CommandDefinition } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/registry.ts';
import { NODE_A } from '../support/cli.ts';
import { commandLine } from '../support/command-line.ts';

const K = `--kepler ${NODE_A}`;

/** A line that is right until the flag under test is added. */
const RIGHT: Readonly<Record<string, string>> = {
  assess: `assess ${K}`,
  compare: `compare --with pue=1.2 ${K}`,
  list: `list ${K}`,
  regions: `regions ${K}`,
  schedule: `schedule heavy-app -n demo ${K}`,
  serve: `serve --transport http ${K}`,
};

/** Values a flag must not take, beside empty and endless ones: out of range, without a unit, with a wrong one, no word of it. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  '--namespace': ['Demo', '-1', "'a b'", 'x'.repeat(64)],
  '--group-by': ['owner'],
  '--region': ['nowhere', '99999'],
  '--pue': ['0.5', '99999', '-1', '1.3W', 'abc', '5%'],
  '--intensity': ['99999', '-1', '423W', '0.4', '5000001g/MWh', '99999g/kWh'],
  '--idle': ['all'],
  '--standard': ['NONE_SUCH', '1'],
  '--max-power': ['20', '-1W', '0W', '20kWh', 'abc'],
  '--max-emissions': ['5', '-1kg/month', '0kg/month', '5kg', '5W', 'abc'],
  '--max-intensity': ['0', '-1', '99999', '400W', 'abc'],
  '--fail-on': ['never'],
  '--min-evidence': ['strong'],
  '--on-inconclusive': ['ignore'],
  '--min-coverage': ['150%', '-1%', '95', '0.9', 'abc'],
  '--interval': ['0s', '9999ms', '30', '-1s', '400d', '30W', 'abc'],
  '--timeout': ['0s', '10', '-1s', '400d', '10W'],
  '--deadline': ['0s', '60', '-1s', '400d', '60W'],
  '--output': ['xml', 'json='],
  '--color': ['blue'],
  '--error-format': ['xml'],
  '--with': [
    'nothing',
    'pue=0.5',
    'pue=99',
    'right-size=-100%',
    'right-size=20',
    'right-size=20%',
    'region=',
    'temporal-shift=4',
  ],
  '--price': ['0.12', '-1USD/kWh', '0.12USD', '0.12usd/kWh', 'abc'],
  '--fail-on-regression': ['-1%', '5', '99999999%', 'abc'],
  '--sort': ['size'],
  '--top': ['0', '-1', '1.5', '99999999', 'abc'],
  '--status': ['FINE'],
  '--threshold': ['5', '-1W', '5%', 'abc'],
  '--from': ['nowhere'],
  '--provider': ['ibm'],
  '--duration': ['0h', '4', '-1h', '400d', '4W', 'abc'],
  '--within': ['0h', '24', '-1h', '400d', '24W', 'abc'],
  '--deadline-at': ['tomorrow', '2026-04-20', '2026-02-30T00:00:00Z'],
  '--at': ['now', '2026-04-20T18:00:00', '99999'],
  '--power': ['120', '0W', '-1W', '120%'],
  '--tz': ['Mars/X'],
  '--emit': ['job'],
  '--transport': ['pigeon'],
  '--port': ['-1', '65536', 'abc', '8000s'],
  '--metrics-port': ['-1', '65536', 'abc'],
  '--cache-ttl': ['15', '-1s', '400d'],
  '--stale-ok': ['60', '-1s', '400d'],
  '--tool-timeout': ['30', '0s', '400d'],
  '--concurrency': ['0', '-1', '99999999', 'abc'],
  '--rate': ['0', '-1', '99999999', 'abc'],
};

/** Names of things elsewhere: what is wrong with one shows when it is looked for. */
const NAMES = [
  ...['--kepler', '--ca', '--cert', '--key', '--servername', '--bearer-file', '--basic-file', '--catalogue'],
  ...['--base', '--head', '--image', '--name'],
  ...['--host', '--token-file', '--allowed-host', '--allowed-origin', '--tool', '--exclude-tool'],
];

const flagsTaking = ({ groups }: CommandDefinition): string[] =>
  groups.flatMap(({ flags }) =>
    flags.flatMap(({ flags: syntax }) => (syntax.includes('<') ? (/--[\w-]+/.exec(syntax)?.[0] ?? []) : [])),
  );

/** The validator's own words, and the names its schemas have. */
const OF_THE_VALIDATOR =
  /Too (big|small)|Invalid|expected|received|[a-z]{3,}\.\d|[a-z][A-Z][a-z]+(Watts|Ratio|Ms)\b/;

async function refused(line: string, flag: string): Promise<void> {
  const { code, stdout, stderr } = await commandLine(line);
  expect([line, code, stdout]).toEqual([line, 2, '']);
  // One sentence that names the flag or repeats the value, and one that says what to do.
  expect(stderr).toMatch(/^error\[USAGE\]: [^\n]+\n {2}hint: [^\n]+\n$/);
  const value = line.slice(line.lastIndexOf(flag) + flag.length + 1).replaceAll("'", '');
  const shown = [flag, `"${value}"`, `"${value.split('=')[0]}"`, value].some(
    (text) => text !== '' && stderr.includes(text),
  );
  expect([line, shown, stderr]).toEqual([line, true, stderr]);
  expect(stderr).not.toMatch(OF_THE_VALIDATOR);
}

/** commander takes the last word of a line as the value of the flag before it. */
const lineWith = (name: string, flag: string, value: string): string => {
  const hotspots = flag === '--threshold' ? ' --hotspots' : '';
  const right = flag === '--deadline-at' ? RIGHT.schedule : RIGHT[name];
  return `${right}${hotspots} ${flag} ${value}`;
};

const LOADED = await Promise.all(
  Object.entries(COMMANDS).map(async ([name, { load }]) => [name, (await load()).definition] as const),
);

test.each(LOADED)('%s: what no flag can be is refused in one sentence of ours', async (name, definition) => {
  for (const flag of flagsTaking(definition)) {
    for (const value of ["''", "' '", 'x'.repeat(4097)]) {
      const { code, stdout, stderr } = await commandLine(lineWith(name, flag, value));
      const about = value.startsWith('x') ? 'has 4097 characters' : 'is empty';
      expect([flag, code, stdout]).toEqual([flag, 2, '']);
      expect(stderr).toMatch(
        new RegExp(`^error\\[USAGE\\]: ${flag} ${about}[^\\n]*\\n  hint: write ${flag}[^\\n]+\\n$`),
      );
    }
  }
});

test.each(LOADED)('%s: every flag with a value refuses what it cannot be', async (name, definition) => {
  for (const flag of flagsTaking(definition)) {
    const wrong = WRONG[flag] ?? [];
    expect([flag, wrong.length > 0]).toEqual([flag, !NAMES.includes(flag)]);
    for (const value of wrong) await refused(lineWith(name, flag, value), flag);
  }
});

test.each([
  ["assess ''", 'a name in the place of workload is empty'],
  [`assess ${'x'.repeat(321)}`, 'has 321 characters, which is more than 320'],
  [`regions heavy-app ${'x'.repeat(65)}`, 'has 65 characters, which is more than 64'],
  ["regions heavy-app ''", 'a name in the place of codes is empty'],
])('%s', async (line, said) => {
  const { code, stderr } = await commandLine(`${line} ${K}`);
  expect([code, stderr.split('\n')[1]?.startsWith('  hint: it takes ')]).toEqual([2, true]);
  expect(stderr).toContain(said);
});
