import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { render } from '../../src/render/yaml.ts';
import { hostileTexts, invocationOf, textOf } from './sample.ts';

const printed = (result: unknown) => textOf(render(invocationOf({}, result)));

test('reads as people write it', () => {
  const result = {
    verdict: 'COMPLIANT',
    region: 'NO',
    workloads: [{ name: '한글', powerWatts: null }],
    none: [],
  };
  expect(printed(result)).toBe(`verdict: COMPLIANT
region: "NO"
workloads:
  - name: 한글
    powerWatts: null
none: []
`);
});

test('the same object twice is printed twice, without anchors', () => {
  const source = { id: 's1' };
  expect(printed({ a: source, b: source })).toBe('a:\n  id: s1\nb:\n  id: s1\n');
});

test('hostile text stays inside quotes on its own line', () => {
  const hostile = {
    a: 'x\n::error::y'.repeat(9),
    '::b': '\u001b[2J\u009b\u202e\u{e0041}',
    c: '##[add-mask]x',
  };
  const text = printed(hostile);
  expect(text.split('\n')).toHaveLength(4);
  expect(text).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}|##\[/u);
  expect(text).not.toMatch(/^\s*::/mu);
  expect(parse(text)).toEqual(hostile);
});

test('NaN is refused here as in json', () => {
  expect(() => printed({ a: Number.NaN })).toThrow('result.a is NaN');
});

test.each(['1.2', '1.1'] as const)('a parser of YAML %s reads back what was given', (version) => {
  // A dash of YAML 1.1 that its own parser misreads ("<<" as a merge key) is no name of ours.
  const key = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((name) => name !== '<<' && name !== '__proto__');
  const leaf = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('NO', 'yes', '1:30', '~', '0x1', '1_000', '2026-01-01', '='),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const values = fc.dictionary(
    key,
    fc.oneof(leaf, fc.array(leaf), fc.dictionary(key, leaf, { noNullPrototype: true })),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(values, (value) => {
      expect(parse(printed(value), { version })).toEqual(value);
    }),
  );
});

test('whatever the texts, no line steers a terminal or a pipeline', () => {
  const values = fc.dictionary(hostileTexts(), fc.oneof(hostileTexts(), fc.array(hostileTexts())));
  fc.assert(
    fc.property(values, (value) => {
      expect(printed(value)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##\w*\[/mu);
    }),
  );
});

test('law: a list printed item by item is the list printed as one', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      hostileTexts(),
      fc.constantFrom(null, true, 0, -1.5, 'NO', '1:30', '- a', 'a: b', '# a', ' '),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(hostileTexts(), tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(hostileTexts(), value, { minKeys: 1, maxKeys: 5 }), (given) => {
      // Deeper in a report nothing is cut, and a text is never more than a line.
      const [, ...lines] = printed({ whole: given }).split('\n');
      expect(printed(given)).toBe(lines.map((line) => line.slice(2)).join('\n'));
    }),
    { numRuns: 500 },
  );
});

test.each([{}, { a: undefined }, { a: [] }, { a: {} }, [], [1], null, 'a', { a: [{}], b: [[]], c: [null] }])(
  'what is empty or no object: %j',
  (value) => {
    expect(parse(printed(value))).toEqual(JSON.parse(JSON.stringify(value)));
  },
);
