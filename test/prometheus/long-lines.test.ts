import { expect, test } from 'vitest';
import { expositionReader } from '../../src/prometheus/exposition.ts';
import { read, wanting } from './reading.ts';

const MIB = 1 << 20;
const WANTED = wanting(['kepler_m'], ['a']);
const line = (label: string, bytes: number) => {
  const empty = `kepler_m{a="${label}",b=""} 1`;
  return `kepler_m{a="${label}",b="${'x'.repeat(bytes - empty.length)}"} 1`;
};

test.each([[[]], [[4096]], [[65_536, 1]], [[MIB + 5]]])(
  'a line of 1 MiB is read and a longer one is not, in chunks of %j',
  (sizes) => {
    const text = `kepler_m{a="0"} 1\n${line('1', MIB)}\n${line('2', MIB + 1)}\nkepler_m{a="3"} 1\n`;
    const { rows, report } = read(text, WANTED, sizes);
    expect(rows.map((row) => row.labels.a)).toEqual(['0', '1', '3']);
    expect(report.firstBadLines).toEqual([{ line: 3, reason: 'longer than 1 MiB' }]);
    expect(report).toMatchObject({ lines: 4, badLines: 1, truncated: false });
  },
);

test('a line nobody wants is measured too', () => {
  const { report } = read(`kepler_m 1\nkepler_other{x="${'y'.repeat(MIB)}"} 1\n`, WANTED);
  expect(report.firstBadLines).toEqual([{ line: 2, reason: 'longer than 1 MiB' }]);
});

test('a line without end costs no memory: 32 MiB of one label in pieces', () => {
  const reader = expositionReader({ origin: 'endless', wanted: WANTED, onRow: () => undefined });
  const piece = Buffer.alloc(1000, 'x');
  reader.push(Buffer.from('kepler_m 1\nkepler_m{a="'));
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 33_600; i++) reader.push(piece);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MIB);
  expect(reader.end()).toMatchObject({ lines: 2, rows: 1, badLines: 1, truncated: true });
});

test('a stream of the same series keeps what one of it keeps', () => {
  const scrape = Buffer.from(
    Array.from({ length: 2000 }, (_, i) => `kepler_m{a="pod-${i}",zone="package"} ${i}.5\n`).join(''),
  );
  const reader = expositionReader({ origin: 'stream', wanted: WANTED, onRow: () => undefined });
  reader.push(scrape);
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 50; i++) reader.push(scrape);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MIB);
  expect(reader.end()).toMatchObject({ rows: 2000, duplicates: 100_000 });
});
