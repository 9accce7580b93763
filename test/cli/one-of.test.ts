import { expect, test } from 'vitest';
import { oneOf } from '../../src/cli/one-of.ts';
import { wholeNumber } from '../../src/cli/whole-number.ts';

const WORDS = ['error', 'warning', 'none'] as const;

test('a word of the list is taken as it is', () => {
  for (const word of WORDS) expect(oneOf(WORDS, word, '--fail-on')).toBe(word);
});

test.each([
  ['eror', 'did you mean error?'],
  ['Warning', 'did you mean warning?'],
  ['', 'it takes error, warning, none'],
  ['toString', 'it takes error, warning, none'],
])('"%s" is refused: %s', (text, hint) => {
  expect(() => oneOf(WORDS, text, '--fail-on')).toThrow(
    expect.objectContaining({ code: 'USAGE', message: `--fail-on does not take "${text}"`, hint }),
  );
});

test.each([
  ['1', 1],
  ['10', 10],
  ['999999999', 999_999_999],
])('%s is a whole number', (text, value) => {
  expect(wholeNumber(text, '--top', 999_999_999)).toBe(value);
});

test.each(['0', '-1', '1.5', '1e3', '', ' 1', '0x10', 'ten', '01', '9999999999'])('"%s" is none', (text) => {
  expect(() => wholeNumber(text, '--top', 999_999_999)).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: `--top takes a whole number from 1 to 999999999, not "${text}"`,
    }),
  );
});
