import { expect, test } from 'vitest';
import { allPaths, SOURCE } from './tree.ts';

const MAX_LINES = 250;

/** Names that say nothing about what may go in. */
const NOTHING_SAYING = /\/(?:utils?|helpers?|types?|commons?|core|misc|shared|lib)(?:\/|\.ts$)/;

const written = ['src', 'test', 'scripts', 'bench', 'bin'].flatMap((folder) => allPaths(folder));

test(`no file of src is longer than ${MAX_LINES} lines`, () => {
  const long = SOURCE.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  expect(long.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
});

test('folders and files are named after what is in them', () => {
  expect(written.filter((path) => NOTHING_SAYING.test(`/${path}`))).toEqual([]);
});

test('there are no barrels: a file imports from where a thing lives', () => {
  expect(SOURCE.filter(({ path }) => path.endsWith('/index.ts')).map(({ path }) => path)).toEqual([]);
  const passedOn = SOURCE.filter(({ text }) => /^export \* from/m.test(text));
  expect(passedOn.map(({ path }) => path)).toEqual([]);
});

test('files are in kebab-case', () => {
  const odd = SOURCE.map(({ path }) => path).filter(
    (path) => !/^src(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)+\.ts$/.test(path),
  );
  expect(odd).toEqual([]);
});

test.each(['/src/io/utils.ts', '/src/types/a.ts', '/test/helpers/b.ts'])('%s would be found', (path) => {
  expect(NOTHING_SAYING.test(path)).toBe(true);
});
