import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computedList } from '../src/computed-list.ts';

const squares = (length: number) => computedList(length, (at) => ({ at, square: at * at }));

type Read = (list: readonly { at: number; square: number }[]) => unknown;

/** Every way in which the program, its libraries or its users read a list. */
const READS: Readonly<Record<string, Read>> = {
  length: (list) => list.length,
  index: (list) => [list[0], list[list.length - 1], list[list.length], list.at(-1)],
  'no index': (list) => [Reflect.get(list, '01'), Reflect.get(list, '1.5'), Reflect.get(list, '-1')],
  iteration: (list) => [...list],
  entries: (list) => [...list.entries()],
  map: (list) => list.map(({ square }) => square),
  flatMap: (list) => list.flatMap(({ at, square }) => [at, square]),
  filter: (list) => list.filter(({ at }) => at % 2 === 0),
  slice: (list) => list.slice(1, 3),
  reduce: (list) => list.reduce((sum, { square }) => sum + square, 0),
  'copy and sort': (list) => [...list].sort((a, b) => b.at - a.at),
  destructuring: ([first, ...others]) => [first, others],
  spread: (list) => Math.max(0, ...list.map(({ at }) => at)),
  concat: (list) => [{ at: -1, square: 1 }].concat(list),
  keys: (list) => [Object.keys(list), Object.entries(list), 0 in list, list.length in list],
  kind: (list) => [Array.isArray(list), Object.getPrototypeOf(list) === Array.prototype],
  'from an iterable': (list) => Array.from(list, ({ at }) => at),
  JSON: (list) => JSON.stringify({ list }),
};

test.each(Object.entries(READS))('read as an array is: %s', (_, read) => {
  fc.assert(
    fc.property(fc.nat(20), (length) => {
      const array = Array.from({ length }, (_none, at) => ({ at, square: at * at }));
      expect(read(squares(length))).toEqual(read(array));
    }),
  );
});

test('only what is looked at is made, and in a long list each time anew', () => {
  const made: number[] = [];
  const list = computedList(1_000_000, (at) => {
    made.push(at);
    return { at };
  });
  expect(list[999_999]).toEqual({ at: 999_999 });
  expect(list[999_999]).not.toBe(list[999_999]);
  expect(made).toEqual([999_999, 999_999, 999_999]);
});

test('an item of a short list is made once', () => {
  const made: number[] = [];
  const list = computedList(3, (at) => {
    made.push(at);
    return { at };
  });
  expect([...list, ...list]).toEqual([{ at: 0 }, { at: 1 }, { at: 2 }, { at: 0 }, { at: 1 }, { at: 2 }]);
  expect(list[1]).toBe(list.at(1));
  expect(made).toEqual([0, 1, 2]);
});

test('nothing can be put into it, for it would be lost', () => {
  const list = squares(3) as { at: number; square: number }[];
  expect(() => list.push({ at: 3, square: 9 })).toThrow(TypeError);
  expect(() => {
    list[0] = { at: 9, square: 9 };
  }).toThrow(TypeError);
  expect(() => list.sort()).toThrow(TypeError);
  expect(list).toHaveLength(3);
});
