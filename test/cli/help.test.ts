import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/registry.ts';
import { runCli } from '../support/cli.ts';
import { commandLine } from '../support/command-line.ts';

const AUDITS = ['assess', 'compare', 'list', 'regions', 'schedule'];

test.each(AUDITS)('%s --help leads with examples and exits 0', async (name) => {
  const { code, stdout, stderr } = await commandLine(`${name} --help`);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(new RegExp(`^Examples:\n  \\$ carbon-audit ${name} `));
  await expect(stdout).toMatchFileSnapshot(`golden/help-${name}.golden.txt`);
});

test('every example of the help of a command is accepted', async () => {
  for (const name of AUDITS) {
    const { definition } = (await COMMANDS[name]?.load()) ?? { definition: null };
    for (const example of definition?.examples ?? []) {
      const { stderr } = await commandLine(example);
      // Endpoints and files of the examples are not all there; flags and values must be right.
      expect(stderr).not.toContain('error[USAGE]');
    }
  }
});

test('help, help <command> and no arguments at all', async () => {
  const [none, help, flag, helpAssess, assessHelp] = await Promise.all(
    ['', 'help', '--help', 'help assess', 'assess --help'].map((line) => commandLine(line)),
  );
  expect(none).toEqual(help);
  expect(help).toEqual(flag);
  expect(helpAssess).toEqual(assessHelp);
  for (const name of Object.keys(COMMANDS)) expect(none?.stdout).toContain(`\n  ${name} `);
  expect(none?.stdout).toContain('Exit codes:');
});

test('--version prints the version of the package', async () => {
  const [long, short] = await Promise.all([runCli(['--version']), runCli(['-V'])]);
  expect(long.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(short).toEqual(long);
});

test('every flag is described, and none is named twice in one command', async () => {
  for (const { load } of Object.values(COMMANDS)) {
    const { definition } = await load();
    const flags = definition.groups.flatMap(({ flags: own }) => own);
    expect(flags.filter(({ description }) => description.length < 8)).toEqual([]);
    const long = flags.map(({ flags: syntax }) => /--[\w-]+/.exec(syntax)?.[0]);
    expect(new Set(long).size).toBe(long.length);
  }
});
