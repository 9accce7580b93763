import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/registry.ts';
import { FORMATS } from '../../src/render/registry.ts';
import { importsOf, isOurs, SOURCE, type SourceFile } from './tree.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);

const namesIn = (folder: string, pattern: RegExp): readonly string[] =>
  SOURCE.filter(({ path, text }) => path.startsWith(folder) && pattern.test(text))
    .map(({ path }) => nameOf(path))
    .sort();

/** Everything that is loaded, at once or when asked for, beginning with these files. */
function reachableFrom(isRoot: (path: string) => boolean): ReadonlySet<string> {
  const byPath = new Map(SOURCE.map((file) => [file.path, file] as const));
  const seen = new Set<string>();
  const queue: SourceFile[] = SOURCE.filter(({ path }) => isRoot(path));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file.path)) continue;
    seen.add(file.path);
    for (const { to } of importsOf(file).filter(isOurs)) queue.push(byPath.get(to) ?? { path: to, text: '' });
  }
  return seen;
}

test('every command has a line in the registry, under its own name', () => {
  expect(namesIn('src/cli/commands/', /./)).toEqual(Object.keys(COMMANDS).sort());
  for (const { path, text } of SOURCE.filter((file) => file.path.startsWith('src/cli/commands/')))
    expect(text, path).toContain(`name: '${nameOf(path)}'`);
});

test('every format has a line in the registry', () => {
  expect(namesIn('src/render/', /export (?:const|function) render\b/)).toEqual(Object.keys(FORMATS).sort());
});

test('every operation can be reached through a door', () => {
  const reached = reachableFrom((path) => path === 'src/cli/registry.ts' || path === 'src/mcp/tools.ts');
  const operations = SOURCE.filter(({ text }) => /= defineOperation|default defineOperation/.test(text));
  expect(operations.length).toBeGreaterThanOrEqual(5);
  expect(operations.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});
