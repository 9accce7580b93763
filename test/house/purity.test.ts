import { expect, test } from 'vitest';
import { isPureFloor } from './floors.ts';
import { impurities } from './purity.ts';
import { SOURCE } from './tree.ts';

test('below the ports nothing waits, imports packages, or knows time, chance and process', () => {
  const pure = SOURCE.filter(({ path }) => isPureFloor(path));
  expect(pure.length).toBeGreaterThan(50);
  expect(pure.flatMap(impurities)).toEqual([]);
});

test.each([
  ['const now = new Date();', 'the clock'],
  ['const then = Date.now() - 1;', 'the clock'],
  ['export const read = async () => 1;', 'async'],
  ['const zone = process.env.TZ;', 'the process'],
  ["import * as z from 'zod';", 'imports zod'],
  ["import { join } from 'node:path';", 'imports node:path'],
  ['const text = Buffer.from(bytes).toString();', "Node's Buffer"],
])('%s is found', (text, what) => {
  expect(impurities({ path: 'src/audit/a.ts', text })).toEqual([`src/audit/a.ts: ${what}`]);
});

test.each(['const at = new Date(seconds * 1000);', '// never Date.now()', '/** await nothing */'])(
  '%s is pure',
  (text) => {
    expect(impurities({ path: 'src/audit/a.ts', text })).toEqual([]);
  },
);
