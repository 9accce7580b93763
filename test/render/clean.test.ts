import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean, escapeJson, isUnsafe } from '../../src/render/clean.ts';
import { hostileTexts } from './sample.ts';

test.each([
  ['plain', 'demo/web-1', 'demo/web-1'],
  ['Korean', '한글 작업', '한글 작업'],
  ['Korean in parts, as a Mac names files', '한글'.normalize('NFD'), '한글'],
  ['emoji', 'web 🌱', 'web 🌱'],
  ['colour', '\u001b[31mCOMPLIANT\u001b[0m', '\\x1b[31mCOMPLIANT\\x1b[0m'],
  ['one-byte CSI', '\u009b2Jgone', '\\x9b2Jgone'],
  ['window title', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
  ['a second row', 'web\nfake COMPLIANT', 'web\\nfake COMPLIANT'],
  ['overwriting', 'bad\rgood\b\t', 'bad\\x0dgood\\x08\\x09'],
  ['right to left', 'web\u202egpj.exe', 'web\\u202egpj.exe'],
  ['isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
  ['zero width', 'we\u200bb\ufeff', 'we\\u200bb\\ufeff'],
  ['Hangul filler', 'web\u3164', 'web\\u3164'],
  ['tag letters', 'a\u{e0041}', 'a\\u{e0041}'],
  ['line separator', 'a\u2028b', 'a\\u2028b'],
  ['lone surrogate', 'a\ud800b', 'a\\ud800b'],
  ['GitHub command', '::error title=x::boo', ':\\x3aerror title=x::boo'],
  ['indented GitHub command', '  ::set-output name=a::b', '  :\\x3aset-output name=a::b'],
  ['older command, anywhere', 'x ##[add-mask]a', 'x #\\x23[add-mask]a'],
  ['Azure command', '##vso[task.complete]', '#\\x23vso[task.complete]'],
  ['colons that are no command', 'a::b ## c', 'a::b ## c'],
])('%s', (_, hostile, harmless) => {
  expect(clean(hostile)).toBe(harmless);
});

test('whatever comes in, one line of visible characters comes out', () => {
  fc.assert(
    fc.property(hostileTexts(), (any) => {
      expect(clean(any)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##\w*\[/u);
    }),
  );
});

test('cleaning twice changes nothing more', () => {
  fc.assert(fc.property(hostileTexts(), (any) => clean(clean(any)) === clean(any)));
});

test('printed JSON: every character of Unicode is escaped where it is unsafe, and only there', () => {
  for (let code = 0x20; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    const isEscaped = escapeJson(character) !== character;
    if (isEscaped !== isUnsafe(character)) expect([code.toString(16), isEscaped]).toEqual([]);
  }
});
