import { expect, test } from 'vitest';
import { render } from '../../src/render/table.ts';
import { invocationOf } from './sample.ts';

const day = (hours = 24) =>
  Array.from({ length: hours }, (_, hour) => ({
    hour,
    level: hour === 3 ? null : Math.abs(12 - hour) / 12,
    marked: hour >= 10 && hour < 14,
  }));

const printed = (
  columns: number | null,
  traits: { unicode?: boolean; colour?: boolean } = {},
  cells = day(),
) =>
  render(invocationOf({ blocks: [{ kind: 'hours', label: 'Hours KST', cells }] }), {
    columns,
    colour: false,
    unicode: true,
    ...traits,
  });

test('two columns an hour, the window marked, a scale beneath', () => {
  expect(`\n${printed(80)}`).toMatchInlineSnapshot(`
    "
    Hours KST
    ██████··▓▓▓▓▓▓▒▒▒▒▒▒░░░░░░░░░░▒▒▒▒▒▒▓▓▓▓▓▓██████
                        ▲▲▲▲▲▲▲▲
    00    03    06    09    12    15    18    21
    ░ cleanest  █ dirtiest  · unknown  ▲ chosen
    "
  `);
});

test('the same in a pipe', () => {
  expect(printed(null)).toBe(printed(80));
});

test('one column an hour where it is narrow, ASCII where it must be', () => {
  expect(`\n${printed(40, { unicode: false })}`).toMatchInlineSnapshot(`
    "
    Hours KST
    ###?ooo:::.....:::ooo###
              ^^^^
    00 03 06 09 12 15 18 21
    . cleanest  # dirtiest  ? unknown  ^ chosen
    "
  `);
});

test('no window, nothing unknown: no mark to explain', () => {
  const cells = day().map(({ hour }) => ({ hour, level: 0, marked: false }));
  expect(printed(80, {}, cells)).not.toMatch(/chosen|unknown|▲/u);
});

test('a day of 23 hours that begins at another hour', () => {
  const cells = Array.from({ length: 23 }, (_, at) => ({ hour: (at + 22) % 24, level: 0.5, marked: false }));
  expect(printed(80, {}, cells).split('\n')[2]).toBe('    00    03    06    09    12    15    18');
});

test.each([
  [0, '░'],
  [0.24, '░'],
  [0.25, '▒'],
  [0.5, '▓'],
  [0.75, '█'],
  [1, '█'],
  [1.2, '█'],
  [-1, '░'],
  [Number.NaN, '·'],
  [null, '·'],
])('level %s is %s', (level, shade) => {
  expect(printed(80, {}, [{ hour: 0, level, marked: false }]).split('\n')[1]).toBe(shade.repeat(2));
});

test('colour, to the byte', () => {
  const cells = [
    { hour: 0, level: 0, marked: true },
    { hour: 1, level: 1, marked: false },
  ];
  expect(printed(80, { colour: true }, cells)).toBe(
    'Hours KST\n\u001b[32m░░\u001b[39m\u001b[31m██\u001b[39m\n\u001b[32m▲▲\u001b[39m\n00\n░ cleanest  █ dirtiest  ▲ chosen\n',
  );
});
