import { expect, test } from 'vitest';
import { render } from '../../src/render/csv.ts';
import { invocationOf, SAMPLE, textOf } from './sample.ts';

const field = (value: string | number | null) =>
  textOf(render(invocationOf({ records: { columns: ['x'], rows: [[value]] } }))).slice('x\n'.length, -1);

test('header, raw numbers, an empty field where nothing is known', () => {
  expect(textOf(render(invocationOf(SAMPLE)))).toBe(`workload,verdict,power_watts
demo/heavy-app,NON_COMPLIANT,30.455432
demo/한글,INCONCLUSIVE,
`);
});

test('nothing to report is still a header', () => {
  expect(textOf(render(invocationOf({ records: { columns: ['a', 'b'], rows: [] } })))).toBe('a,b\n');
});

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\\x09=1"],
  ['\r=1', "'\\x0d=1"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['a=1', 'a=1'],
])('a spreadsheet does not run %j', (text, expected) => {
  expect(field(text)).toBe(expected);
});

test.each([
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  [' padded ', '" padded "'],
  ['two\nlines', 'two\\nlines'],
  ['\u001b[31m', '\\x1b[31m'],
  ['::error::x', ':\\x3aerror::x'],
])('quotes %j', (text, expected) => {
  expect(field(text)).toBe(expected);
});

test('a number that csv cannot say is found before the first line is made', () => {
  const rows = [...Array.from({ length: 1000 }, (_, at) => [at]), [Number.NaN]];
  expect(() => render(invocationOf({ records: { columns: ['x'], rows } }))).toThrow('a record holds NaN');
});

test('numbers are never marked as text, and unknown ones refused', () => {
  expect(field(-1.5)).toBe('-1.5');
  expect(field(1e-7)).toBe('1e-7');
  expect(() => field(Number.NaN)).toThrow('a record holds NaN, which csv cannot say');
});
