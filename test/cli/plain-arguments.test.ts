import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandDefinition, Invoked } from '../../src/cli/command.ts';
import { plainArguments } from '../../src/cli/plain-arguments.ts';
import { programOf } from '../../src/cli/program.ts';
import { COMMANDS } from '../../src/cli/registry.ts';
import { AuditError } from '../../src/errors.ts';

const DEFINITIONS = await Promise.all(
  Object.values(COMMANDS).map(async ({ load }) => (await load()).definition),
);
const LIST = DEFINITIONS.find(({ name }) => name === 'list') as CommandDefinition;

/** What commander makes of the same words. */
async function byCommander(definition: CommandDefinition, words: readonly string[]): Promise<Invoked | null> {
  let found: Invoked | null = null;
  const invoke = async (_: CommandDefinition, invoked: Invoked): Promise<void> => {
    found = invoked;
  };
  const program = programOf({ definition, invoke, write: () => undefined, summaries: COMMANDS });
  await program.parseAsync([definition.name, ...words], { from: 'user' });
  return found;
}

const outcomeOf = async (read: () => unknown): Promise<unknown> => {
  try {
    return await read();
  } catch (error) {
    return error instanceof AuditError ? [error.code, error.message, error.hint] : error;
  }
};

test.each<[string, string[], Invoked['values'], string[]]>([
  ['nothing', [], { progress: true }, []],
  ['flags and a name', ['-A', 'web', '--top', '3'], { progress: true, allNamespaces: true, top: 3 }, ['web']],
  [
    'with an equals sign',
    ['--kepler=a=b.prom', '-o', 'json'],
    { progress: true, kepler: ['a=b.prom'], output: ['json'] },
    [],
  ],
  ['standard input', ['--kepler', '-'], { progress: true, kepler: ['-'] }, []],
  [
    'repeated',
    ['-n', 'a', '-v', '-n', 'b', '-v'],
    { progress: true, namespace: ['a', 'b'], verbose: [true, true] },
    [],
  ],
  ['given twice, the same', ['--top', '2', '--top', '2'], { progress: true, top: 2 }, []],
  ['denied', ['--color', 'always', '--no-color', '--no-progress'], { progress: false, color: false }, []],
])('%s', (_, words, values, positionals) => {
  expect(plainArguments(LIST, words)).toEqual({ values, positionals });
});

test.each([
  ['help', ['--help']],
  ['an unknown flag', ['--tpo', '3']],
  ['short flags in one word', ['-Aq']],
  ['a value in the same word', ['-ojson']],
  ['a value of a switch', ['--quiet=yes']],
  ['no value', ['--top']],
  ['a flag where a value should be', ['--top', '--quiet']],
  ['a negative number', ['--top', '-3']],
  ['the end of flags', ['--', 'web']],
  ['too many names', ['web', 'db']],
  ['the version', ['--version']],
])('%s is left to commander', (_, words) => {
  expect(plainArguments(LIST, words)).toBeNull();
});

test('a value that cannot be is refused with the same sentence', () => {
  expect(() => plainArguments(LIST, ['--top', 'many'])).toThrow(/--top/);
});

test.each([
  ['compare', '--price', '0.12USD/kWh', '100KRW/kWh'],
  ['assess', '--region', 'eu-north-1', 'us-west-2'],
  ['assess', '--intensity', 'a.csv', '423'],
  ['list', '--status', 'COMPLIANT', 'INCONCLUSIVE'],
  ['regions', '--top', '1', '2'],
  ['schedule', '--within', '24h', '1d'],
  ['serve', '--transport', 'stdio', 'http'],
])('%s %s is refused where it says two things, by both readers', async (name, flag, one, other) => {
  const definition = DEFINITIONS.find((command) => command.name === name) as CommandDefinition;
  const said = ['USAGE', `${flag} is given twice, as ${one} and as ${other}`, 'give it once'];
  const words = [flag, one, `${flag}=${other}`];
  expect(await outcomeOf(() => plainArguments(definition, words))).toEqual(said);
  expect(await outcomeOf(() => byCommander(definition, words))).toEqual(said);
  expect(plainArguments(definition, [flag, one, flag, one])).not.toBeNull();
});

/** Words that belong to a command, words that nearly do, and words of no use. */
function wordsFor({ groups }: CommandDefinition) {
  const names = groups.flatMap(({ flags }) =>
    flags.flatMap((flag) => flag.flags.replace(/ <.*/, '').split(', ')),
  );
  const values = [
    'json',
    '3',
    '1h',
    '20W',
    'web',
    'KR_CARBON_2050',
    'none',
    'aws',
    '-',
    '',
    ' ',
    'a=b',
    '1.4',
    'always',
  ];
  const odd = [
    '--',
    '--help',
    '-h',
    '-vv',
    '-Aq',
    '-ojson',
    '--version',
    '--nonsense',
    '-5',
    '--no-top',
    '한글',
    '--=',
    '__proto__',
  ];
  const name = fc.constantFrom(...names);
  const value = fc.constantFrom(...values);
  const pair = fc.tuple(name, value).map(([flag, text]) => [flag, text]);
  const joined = fc.tuple(name, value).map(([flag, text]) => [`${flag}=${text}`]);
  const one = fc.oneof(name, value, fc.constantFrom(...odd)).map((word) => [word]);
  const piece = fc.oneof({ weight: 5, arbitrary: pair }, { weight: 2, arbitrary: joined }, one);
  return fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.flat());
}

test.each(DEFINITIONS.map((definition) => [definition.name, definition] as const))(
  'what is read of %s is what commander reads',
  async (_, definition) => {
    await fc.assert(
      fc.asyncProperty(wordsFor(definition), async (words) => {
        const ours = await outcomeOf(() => plainArguments(definition, words));
        if (ours !== null) expect(ours).toEqual(await outcomeOf(() => byCommander(definition, words)));
      }),
      { numRuns: 2000 },
    );
  },
);
