import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computedList, listOnDemand } from '../src/computed-list.ts';

const square = (at: number) => ({ at, square: at * at });
const squares = (length: number) => computedList(length, square);
/** More than are kept. */
const MANY = 300;

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
    fc.property(fc.oneof(fc.nat(20), fc.integer({ min: MANY, max: MANY + 5 })), (length) => {
      const array = Array.from({ length }, (_none, at) => square(at));
      expect(read(squares(length))).toEqual(read(array));
      expect(read(listOnDemand(length, square))).toEqual(read(array));
    }),
    { numRuns: 30 },
  );
});

/** A list by `list`, and the places whose items were made. */
function watched(list: typeof listOnDemand, length: number) {
  const made: number[] = [];
  const items = list(length, (at) => {
    made.push(at);
    return { at };
  });
  return { items, made };
}

test.each([computedList, listOnDemand])('of many only what is looked at is made, each time anew', (list) => {
  const { items, made } = watched(list, 1_000_000);
  expect(items[999_999]).toEqual({ at: 999_999 });
  expect(items[999_999]).not.toBe(items[999_999]);
  expect(made).toEqual([999_999, 999_999, 999_999]);
});

test('a few are made at once, or on demand, and once', () => {
  const all = watched(computedList, 3);
  expect(all.made).toEqual([0, 1, 2]);
  const some = watched(listOnDemand, 3);
  expect(some.made).toEqual([]);
  for (const { items } of [all, some]) {
    expect(items[1]).toBe(items.at(1));
    expect([...items, ...items]).toHaveLength(6);
  }
  expect([all.made, some.made]).toEqual([
    [0, 1, 2],
    [1, 0, 2],
  ]);
});

test.each([3, MANY])('nothing can be put into it (%i items), for it would be lost', (length) => {
  for (const list of [squares(length), listOnDemand(length, square)] as { at: number; square: number }[][]) {
    expect(() => list.push({ at: 3, square: 9 })).toThrow(TypeError);
    expect(() => {
      list[0] = { at: 9, square: 9 };
    }).toThrow(TypeError);
    expect(() => list.sort()).toThrow(TypeError);
    expect(list).toHaveLength(length);
  }
});
