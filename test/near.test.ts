import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearest } from '../src/near.ts';

const CODES = [
  'ap-northeast-1',
  'ap-northeast-2',
  'us-east-1',
  'us-west-2',
  'KR_CARBON_2050',
  'KR_PUE_GREEN_DC',
];

test.each([
  ['ap-northeast2', ['ap-northeast-2', 'ap-northeast-1']],
  ['ap-notrheast-2', ['ap-northeast-2', 'ap-northeast-1']],
  ['kr-carbon', ['KR_CARBON_2050']],
  ['pue', ['KR_PUE_GREEN_DC']],
  ['xx', []],
  ['', []],
  ['something-else-entirely', []],
])('near to %j: %j', (name, expected) => {
  expect(nearest(name, CODES)).toEqual(expected);
});

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['kitten', 'sitting', 3],
])('%j and %j are %i apart', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
});

test('a distance is symmetric and never longer than the longer name', () => {
  const names = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(names, names, (from, to) => {
      const distance = editDistance(from, to);
      expect(distance).toBe(editDistance(to, from));
      expect(distance).toBeLessThanOrEqual(Math.max(from.length, to.length));
    }),
  );
});

test('the answer is bounded and made of candidates', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.string(), { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      (name, all, max) => {
        const near = nearest(name, all, max);
        expect(near.length).toBeLessThanOrEqual(max);
        expect(near.every((one) => all.includes(one))).toBe(true);
      },
    ),
  );
});
