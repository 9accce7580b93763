import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeJson } from '../../src/render/clean.ts';
import { render } from '../../src/render/json.ts';
import { hostileTexts, invocationOf, textOf } from './sample.ts';

const printed = (result: unknown) => textOf(render(invocationOf({}, result)));

test('two spaces, a newline at the end, Korean as it is', () => {
  expect(printed({ schemaVersion: '1.0', workloads: [{ name: '한글', powerWatts: null }] })).toBe(`{
  "schemaVersion": "1.0",
  "workloads": [
    {
      "name": "한글",
      "powerWatts": null
    }
  ]
}
`);
});

test.each([
  [{ a: Number.NaN }, 'result.a is NaN, which JSON cannot say'],
  [{ a: [{ b: Number.POSITIVE_INFINITY }] }, 'result.a[0].b is Infinity'],
  [[1, undefined], 'result[1] is undefined'],
  [{ a: new Map() }, 'result.a is a Map'],
  [{ a: new Date(0) }, 'result.a is a Date'],
  [{ a: 1n }, 'result.a is a bigint'],
  [{ a: { b: () => 1 } }, 'result.a.b is a function'],
  [{ a: Symbol('x') }, 'result.a is a symbol'],
])('refuses what JSON would silently turn into something else: %o', (result, message) => {
  expect(() => printed(result)).toThrow(message);
});

test('a flaw in the last item is found before the first piece is made', () => {
  const workloads = [...Array.from({ length: 10_000 }, (_, at) => ({ at })), { at: Number.NaN }];
  expect(() => render(invocationOf({}, { workloads }))).toThrow('result.workloads[10000].at is NaN');
});

test('an absent value may be left undefined', () => {
  expect(printed({ a: undefined, b: 1 })).toBe('{\n  "b": 1\n}\n');
});

test('hostile text keeps its value but cannot steer a terminal or a pipeline', () => {
  const hostile = { '\u009bk': 'a\u202e\u001b[2J\n::error::x ##[add-mask]y \u{e0041}' };
  expect(printed(hostile)).toBe(
    '{\n  "\\u009bk": "a\\u202e\\u001b[2J\\n::error::x #\\u0023[add-mask]y \\udb40\\udc41"\n}\n',
  );
  expect(JSON.parse(printed(hostile))).toEqual(hostile);
});

test('a command in plain ASCII is broken up as well', () => {
  expect(printed(['##[add-mask]y'])).toBe('[\n  "#\\u0023[add-mask]y"\n]\n');
});

test('a parser reads back what was given', () => {
  const leaf = fc.oneof(
    hostileTexts(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const values = fc.dictionary(hostileTexts(), fc.oneof(leaf, fc.array(leaf)));
  fc.assert(
    fc.property(values, (value) => {
      expect(JSON.stringify(JSON.parse(printed(value)))).toBe(JSON.stringify(value));
      expect(printed(value)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##\w*\[/mu);
    }),
  );
});

test('law: escaping piece by piece is escaping the whole', () => {
  const lists = fc.dictionary(hostileTexts(), fc.array(fc.dictionary(hostileTexts(), hostileTexts())));
  fc.assert(
    fc.property(lists, (value) => {
      expect(printed(value)).toBe(`${escapeJson(JSON.stringify(value, null, 2))}\n`);
    }),
  );
});

test('a report of a hundred megabytes is printed like any other', () => {
  const text = 'a'.repeat(1000);
  expect(printed({ names: Array.from({ length: 100_000 }, () => text) }).length).toBeGreaterThan(100_000_000);
});
