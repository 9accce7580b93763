import { expect, test } from 'vitest';
import { parseOutputs } from '../../src/cli/outputs.ts';

const json = (path: string) => ({ format: 'json', path });

test.each([
  ['nothing asked', [], {}, 'table', []],
  ['nothing asked, quiet', [], { quiet: true }, 'table', []],
  ['one format', ['json'], {}, 'json', []],
  ['in capitals', ['JSON'], {}, 'json', []],
  ['files only: the table stays', ['json=a.json'], {}, 'table', [json('a.json')]],
  ['files only, quiet', ['json=a.json'], { quiet: true }, null, [json('a.json')]],
  [
    'both',
    ['name', 'json=a.json', 'csv=b.csv'],
    { quiet: true },
    'name',
    [json('a.json'), { format: 'csv', path: 'b.csv' }],
  ],
  ['a dash is standard output', ['json=-'], {}, 'json', []],
  ['a file name with =', ['json=a=b.json'], {}, 'table', [json('a=b.json')]],
  ['one format said twice', ['json', 'json'], {}, 'json', []],
])('%s', (_, values, flags, stdout, files) => {
  expect(parseOutputs(values, flags)).toEqual({ stdout, files });
});

test.each([
  ['jsn', 'unknown output format "jsn"', 'did you mean json?'],
  ['markdwon=x.md', 'unknown output format "markdwon"', 'did you mean markdown?'],
  ['sarif', 'unknown output format "sarif"', 'formats are table, json, yaml, markdown, csv, name'],
  ['', 'unknown output format ""', 'formats are table, json, yaml, markdown, csv, name'],
  [
    'constructor',
    'unknown output format "constructor"',
    'formats are table, json, yaml, markdown, csv, name',
  ],
  ['json=', '-o json= names no file', 'for example -o json=report.json'],
])('-o %s is refused', (value, message, hint) => {
  expect(() => parseOutputs([value])).toThrow(expect.objectContaining({ code: 'USAGE', message, hint }));
});

test('two formats cannot share standard output', () => {
  expect(() => parseOutputs(['json', 'csv'])).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: 'standard output takes one format, not json and csv',
      hint: 'give all but one a file: -o json -o csv=FILE',
    }),
  );
});
