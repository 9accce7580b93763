import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined } from '../../src/render/printed.ts';

test('law: nothing is lost and nothing empty is written', () => {
  const texts = fc.array(fc.tuple(fc.string({ maxLength: 5 }), fc.nat(40_000)));
  fc.assert(
    fc.property(texts, (parts) => {
      const given = parts.map(([text, times]) => text.repeat(times));
      const pieces = [...joined(given)];
      expect(pieces.join('') === given.join('')).toBe(true);
      expect(pieces).not.toContain('');
    }),
  );
});

test('small texts are put together to what fills a pipe, and no further', () => {
  const sizes = [...joined(Array.from({ length: 1000 }, () => 'x'.repeat(500)))].map(({ length }) => length);
  expect(sizes).toEqual([...Array.from({ length: 8 }, () => 60_000), 20_000]);
});
