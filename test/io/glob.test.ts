import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { filesNamedBy, patternOf } from '../../src/io/glob.ts';
import { scratch } from '../support/scratch.ts';

function tree(): string {
  const root = scratch({
    'node-a.prom': 'a',
    'node-b.prom': 'b',
    'notes.txt': 'n',
    '.hidden.prom': 'h',
    'odd[1].prom': 'o',
  });
  mkdirSync(join(root, 'rack.prom'));
  writeFileSync(join(root, 'rack.prom', 'node-c.prom'), 'c');
  return root;
}

test.each([
  ['*.prom', ['node-a.prom', 'node-b.prom', 'odd[1].prom']],
  ['node-?.prom', ['node-a.prom', 'node-b.prom']],
  ['node-[b-z].prom', ['node-b.prom']],
  ['node-[!b].prom', ['node-a.prom']],
  ['.*.prom', ['.hidden.prom']],
  ['*/node-*', ['rack.prom/node-c.prom']],
  ['rack.prom/*', ['rack.prom/node-c.prom']],
  ['odd[1].prom', ['odd[1].prom']],
  ['./nosuch.prom', ['nosuch.prom']],
])('%s names %j', (pattern, expected) => {
  const root = tree();
  expect(filesNamedBy(`${root}/${pattern}`).map((path) => relative(root, path))).toEqual(expected);
});

test('a pattern without a match names the pattern and near files', () => {
  const root = tree();
  expect(() => filesNamedBy(`${root}/nodes-*.prom`)).toThrow(
    expect.objectContaining({
      code: 'SOURCE_UNREACHABLE',
      message: `no file matches ${root}/nodes-*.prom`,
      hint: expect.stringContaining('node-a.prom'),
    }),
  );
});

test.each([
  ['a.b', 'axb', false],
  ['[', '[', true],
  ['[]', '[]', true],
  ['[z-a]', '[z-a]', true],
  ['[^a]', 'b', true],
  ['[]x]', ']', true],
  ['(*)', '(1)', true],
  ['팟-?', '팟-1', true],
])('the pattern %s and the name %s: %s', (pattern, name, matches) => {
  expect(patternOf(pattern).test(name)).toBe(matches);
});
