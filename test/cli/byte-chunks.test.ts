import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteChunks } from '../../src/cli/byte-chunks.ts';

function* given(texts: readonly string[]): Generator<string, void, undefined> {
  yield* texts;
}

const chunksOf = (texts: readonly string[]) => [...byteChunks(given(texts))];

test('law: the chunks are the bytes of the text, and none is empty or larger than a pipe', () => {
  const piece = fc.tuple(fc.constantFrom('a', '한', '🌱', 'e\u0301', '"\\n'), fc.nat(50_000));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (parts) => {
      const texts = parts.map(([text, times]) => text.repeat(times));
      const chunks = chunksOf(texts);
      expect(Buffer.concat(chunks).equals(Buffer.from(texts.join(''), 'utf8'))).toBe(true);
      expect(chunks.every(({ length }) => length > 0 && length <= 65_536)).toBe(true);
    }),
  );
});

test('a whole text is cut like one piece', () => {
  const text = '한글🌱'.repeat(40_000);
  expect(Buffer.concat([...byteChunks(text)]).toString('utf8')).toBe(text);
});

test('small pieces fill a chunk before it is written, and a chunk that is written is not used again', () => {
  const chunks = chunksOf(Array.from({ length: 1000 }, () => 'x'.repeat(500)));
  expect(chunks.map(({ length }) => length)).toEqual([...Array.from({ length: 7 }, () => 65_536), 41_248]);
  expect(new Set(chunks.map(({ buffer }) => buffer)).size).toBe(8);
});

test('no text, no chunk', () => {
  expect(chunksOf([])).toEqual([]);
  expect([...byteChunks('')]).toEqual([]);
});
