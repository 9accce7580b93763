import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenMiddle, widthOf } from '../../src/render/width.ts';

test.each([
  ['web', 3],
  ['한글', 4],
  ['부하-1', 6],
  ['…▲░–✓', 5],
  ['', 0],
])('%s is %i columns wide', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test.each([
  ['heavy-app', 9, '…', 'heavy-app'],
  ['heavy-app-x2x9k', 9, '…', 'heav…2x9k'],
  ['heavy-app-x2x9k', 10, '…', 'heavy…2x9k'],
  ['heavy-app-x2x9k', 9, '...', 'hea...x9k'],
  ['한글작업부하', 8, '…', '한글…하'],
  ['한글작업부하', 9, '…', '한글…부하'],
  ['한a글b작c업', 8, '…', '한a…c업'],
])('%s in %i columns', (text, columns, ellipsis, short) => {
  expect(shortenMiddle(text, columns, ellipsis)).toBe(short);
});

test('never wider than asked, and untouched when it fits', () => {
  const names = fc.string({ unit: fc.constantFrom(...'abz-/0한글부하あ中') });
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 30 }), (name, columns) => {
      const short = shortenMiddle(name, columns, '…');
      expect(widthOf(short)).toBeLessThanOrEqual(columns);
      if (widthOf(name) <= columns) expect(short).toBe(name);
    }),
  );
});
