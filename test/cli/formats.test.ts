import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { NODE_A } from '../support/cli.ts';
import { commandLine } from '../support/command-line.ts';
import { scratch } from '../support/scratch.ts';

const LINE = `assess -n demo --kepler ${NODE_A} --max-power 20W`;
const ESCAPE = '\u001b[';

test('yaml says the same as json', async () => {
  const [json, yaml] = await Promise.all([commandLine(`${LINE} -o json`), commandLine(`${LINE} -o yaml`)]);
  expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
  expect([json.code, yaml.code]).toEqual([1, 1]);
});

test('json of every command begins with its schema version, tool and name, and holds only plain values', async () => {
  const lines = [
    LINE,
    `list -A --kepler ${NODE_A}`,
    `compare heavy-app -n demo --with pue=1.2 --kepler ${NODE_A}`,
    'regions --top 3',
    'schedule',
  ];
  for (const line of lines) {
    const { stdout } = await commandLine(`${line} -o json`);
    const command = line.split(' ')[0];
    expect(Object.keys(JSON.parse(stdout)).slice(0, 3)).toEqual(['schemaVersion', 'tool', 'command']);
    expect(JSON.parse(stdout)).toMatchObject({ tool: { name: 'carbon-audit' }, command });
    expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
  }
});

test('csv has one record a workload and the columns of the contract', async () => {
  const { stdout } = await commandLine(`${LINE} -o csv`);
  const [header, ...rows] = stdout.trim().split('\n');
  expect(header).toBe(
    'namespace,kind,name,verdict,power_watts,energy_kwh,intensity_gco2eq_per_kwh,pue_ratio,it_gco2eq_per_hour,facility_gco2eq_per_hour,projected_kgco2eq_per_month,evidence,region',
  );
  expect(rows.map((row) => row.split(',').slice(2, 4))).toEqual([
    ['heavy-app', 'NON_COMPLIANT'],
    ['efficient-app', 'COMPLIANT'],
  ]);
});

test('markdown and names', async () => {
  const [markdown, names] = await Promise.all([
    commandLine(`${LINE} -o markdown`),
    commandLine(`${LINE} -o name`),
  ]);
  expect(markdown.stdout).toMatch(/\| heavy-app \|/);
  expect(names.stdout).toBe('demo/heavy-app\ndemo/efficient-app\n');
});

test('a pipe gets no colour and no symbols; a word says the verdict; --color always colours', async () => {
  const [plain, coloured, forced] = await Promise.all([
    commandLine(LINE),
    commandLine(`${LINE} --color always`),
    commandLine(LINE, { FORCE_COLOR: '1' }),
  ]);
  expect(plain.stdout).not.toContain(ESCAPE);
  expect(plain.stdout).not.toMatch(/[✓✗]/);
  expect(plain.stdout).toContain('NON_COMPLIANT');
  expect(coloured.stdout).toContain(ESCAPE);
  expect(forced.stdout).toContain(ESCAPE);
});

test('-q with a file leaves standard output empty', async () => {
  const directory = scratch();
  const { stdout, code } = await commandLine(`${LINE} -q -o csv=${directory}/a.csv`);
  expect([stdout, code]).toEqual(['', 1]);
  expect(readFileSync(`${directory}/a.csv`, 'utf8')).toMatch(/^namespace,/);
});

test('--catalogue replaces the reference data: another limit, another verdict', async () => {
  const standards = JSON.parse(readFileSync('config/standards.json', 'utf8'));
  const carbon = standards.standards.find(({ code }: { code: string }) => code === 'KR_CARBON_2050');
  for (const phase of carbon.phases) phase.limit = 400;
  const directory = scratch({ 'standards.json': JSON.stringify(standards) });
  const line = `assess -n demo --pue 1.32 --kepler ${NODE_A} -o json`;
  const [ours, theirs] = await Promise.all([
    commandLine(line),
    commandLine(`${line} --catalogue ${directory}`),
  ]);
  expect([ours.code, theirs.code]).toEqual([0, 1]);
  expect(JSON.parse(theirs.stdout).site.findings[0]).toMatchObject({
    verdict: 'NON_COMPLIANT',
    limit: { value: 400 },
  });
});
