import { expect, test } from 'vitest';
import { LazyMap } from '../../src/io/lazy-map.ts';

function counted() {
  const made: string[] = [];
  const map = new LazyMap(['KR', 'FR'], (zone) => {
    made.push(zone);
    return { zone };
  });
  return { map, made };
}

test('nothing is made before it is asked for, and then once', () => {
  const { map, made } = counted();
  expect([map.size, map.has('KR'), map.has('XX'), [...map.keys()]]).toEqual([2, true, false, ['KR', 'FR']]);
  expect(made).toEqual([]);
  expect(map.get('KR')).toBe(map.get('KR'));
  expect(map.get('XX')).toBeUndefined();
  expect(made).toEqual(['KR']);
});

test('it is walked like a map that was filled at once', () => {
  const { map } = counted();
  const full = new Map([...map]);
  const visited: unknown[] = [];
  map.forEach((value, key, of) => {
    visited.push([key, value, of === map]);
  });
  expect([...map.values()]).toEqual([...full.values()]);
  expect([...map.entries()]).toEqual([...full]);
  expect(visited).toEqual([
    ['KR', { zone: 'KR' }, true],
    ['FR', { zone: 'FR' }, true],
  ]);
});
