import { expect, test } from 'vitest';
import { filesUnder, type SourceFile } from './tree.ts';

const TEXT = /\.(?:ts|mjs|js|json|md|ya?ml|sh|html|csv)$|(?:^|\/)(?:Dockerfile|NOTICE|run)$/;

/** Written in two pieces, so that this file does not find itself. */
const RULES: readonly (readonly [what: string, pattern: RegExp, where: RegExp])[] = [
  ['a path of one machine', /(?<![\w.])\/(?:work|root)\/[a-z]/, /./],
  ['a fixed path under /tmp', new RegExp(String.raw`['"\x60]/tm${'p'}\b`), /^(?:src|test|scripts|bench)\//],
  ['a folder outside of the project', new RegExp(String.raw`(?<![\w-]/)\bshare${'d'}/`), /./],
  [
    'a test that is left out',
    new RegExp(String.raw`\b(?:test|it|describe)\.(?:onl${'y'}|ski${'p'}|tod${'o'}|fail${'s'})\b`),
    /^test\//,
  ],
  [
    'a loose end without an issue number',
    new RegExp(String.raw`\b(?:TOD${'O'}|FIXM${'E'}|XX${'X'})\b(?!\(#\d+\))`),
    /./,
  ],
  ['an address in the lock file', new RegExp(`"resolve${'d'}"`), /^package-lock\.json$/],
];

function breaches({ path, text }: SourceFile): readonly string[] {
  const rules = RULES.filter(([, , where]) => where.test(path));
  const broken = rules.filter(([, pattern]) => pattern.test(text));
  return broken.map(([what, pattern]) => `${path}: ${what}: ${pattern.exec(text)?.[0]}`);
}

const files = filesUnder('.', TEXT);

test('committed text names no machine, no outside folder, no loose end', () => {
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap(breaches)).toEqual([]);
});

test.each([
  ['docs/a.md', ['see /wor', 'k/main'], 'a path of one machine'],
  ['test/a.test.ts', ["open('/tm", "p/x')"], 'a fixed path under /tmp'],
  ['docs/a.md', ['as in ../share', 'd/data'], 'a folder outside of the project'],
  ['test/a.test.ts', ['test.onl', "y('x')"], 'a test that is left out'],
  ['src/a.ts', ['// TOD', 'O later'], 'a loose end without an issue number'],
  ['package-lock.json', ['"resolve', 'd": "x"'], 'an address in the lock file'],
])('in %s %j is found', (path, pieces, what) => {
  const [found, ...more] = breaches({ path, text: pieces.join('') });
  expect(found).toContain(what);
  expect(more).toEqual([]);
});

test.each([
  ['src/a.ts', ["'@modelcontextprotocol/sdk/share", "d/protocol.js'"]],
  ['src/a.ts', ['// TOD', 'O(#12) later']],
])('in %s %j is fine', (path, pieces) => {
  expect(breaches({ path, text: pieces.join('') })).toEqual([]);
});
