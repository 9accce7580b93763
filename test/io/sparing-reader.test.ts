import { expect, test } from 'vitest';
import { sparing } from '../../src/io/sparing-reader.ts';
import type { Readings } from '../../src/kepler/scrape.ts';

const READINGS: Readings = { nodes: new Map(), warnings: [] };
const MIB = 1024 * 1024;

test('the heap is kept small once, when all readers together have seen 16 MiB', () => {
  const calls: number[] = [];
  const seen: [string, number][] = [];
  const plain = (origin: string) => ({
    push: (chunk: Uint8Array) => void seen.push([origin, chunk.length]),
    end: () => READINGS,
  });
  const open = sparing(plain, async () => void calls.push(seen.length));
  const [a, b] = [open('a'), open('b')];
  a.push(new Uint8Array(10 * MIB));
  b.push(new Uint8Array(6 * MIB - 1));
  expect(calls).toEqual([]);
  a.push(new Uint8Array(1));
  b.push(new Uint8Array(20 * MIB));
  expect(calls).toEqual([2]);
  expect(seen.map(([origin]) => origin)).toEqual(['a', 'b', 'a', 'b']);
  expect(a.end()).toBe(READINGS);
});

test('the memory a reader lends is lent on', () => {
  const memory = new Uint8Array(8);
  const lending = () => ({ room: () => memory, push: () => undefined, end: () => READINGS });
  expect(sparing(lending)('a').room?.()).toBe(memory);
  expect(sparing(() => ({ push: () => undefined, end: () => READINGS }))('a').room?.()).toBeUndefined();
});
