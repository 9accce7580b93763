import { expect, test } from 'vitest';
import { byCodeUnit } from '../src/text-order.ts';

test('names come in the order of their code units', () => {
  expect(['web-10', 'web-1', 'api', 'web-2'].sort(byCodeUnit)).toEqual(['api', 'web-1', 'web-10', 'web-2']);
});

test.each([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  ['', 'a', -1],
])('%j against %j is %i', (a, b, order) => {
  expect(byCodeUnit(a, b)).toBe(order);
});
