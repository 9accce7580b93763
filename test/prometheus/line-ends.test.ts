import { expect, test } from 'vitest';
import { read, wanting } from './reading.ts';

const WANTED = wanting(['kepler_m'], ['a']);
/** What the kernel looks through ahead, and more than a chunk of it. */
const PIECE = 16 << 10;
const CHUNK = 256 << 10;

test.each([[[]], [[1000]], [[PIECE]], [[CHUNK - 1, 3]]])(
  'every line is counted, whatever its length and place, in chunks of %j',
  (sizes) => {
    const lengths = Array.from({ length: 3 * 300 }, (_, i) => i % 300);
    const text = lengths.map((length) => `kepler_other{x="${'y'.repeat(length)}"} 1\n`).join('');
    const { report } = read(`kepler_m 1\n${text}kepler_m{a="1"} 2\nkepler_m{a="2"} x\n`, WANTED, sizes);
    expect(report).toMatchObject({ lines: lengths.length + 3, rows: 2, badLines: 1 });
    expect(report.firstBadLines[0]?.line).toBe(lengths.length + 3);
  },
);

test.each([1, 63, 64, 65, PIECE, CHUNK + 17])('%i empty lines are so many lines', (count) => {
  const { report } = read(`kepler_m 1\n${'\n'.repeat(count)}kepler_m x\n`, WANTED);
  expect(report).toMatchObject({ lines: count + 2, rows: 1 });
  expect(report.firstBadLines[0]?.line).toBe(count + 2);
});

test('a line may end at any byte of a piece', () => {
  for (let length = PIECE - 130; length < PIECE + 3; length++) {
    const text = `kepler_m{a="1"} 1\nkepler_n{a="${'x'.repeat(length - 33)}"} 1\nkepler_m{a="2"} 2\n`;
    expect(read(text, WANTED).rows.map(({ value }) => value)).toEqual([1, 2]);
  }
});
