import { expect, test } from 'vitest';
import { importsOf, isOurs, SOURCE, type SourceFile, withoutTypeImports } from './tree.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

const graphOf = (files: readonly SourceFile[]): Graph =>
  new Map(
    files.map((file) => [
      file.path,
      importsOf(withoutTypeImports(file))
        .filter(isOurs)
        .map(({ to }) => to),
    ]),
  );

/** The first way found from a file back to itself, as the files on it. */
function cycleIn(graph: Graph): readonly string[] | null {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle !== null) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const cycle = visit(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

/** Types are no part of it: a view names the result that it shows, and nothing of that is left when it runs. */
test('no file imports itself on any way', () => {
  expect(cycleIn(graphOf(SOURCE))).toBeNull();
});

test('a cycle is found and named', () => {
  const graph = graphOf([
    { path: 'src/a.ts', text: "import './b.ts';" },
    { path: 'src/b.ts', text: "import { c } from './c.ts';" },
    { path: 'src/c.ts', text: "const b = await import('./b.ts');" },
  ]);
  expect(cycleIn(graph)).toEqual(['src/b.ts', 'src/c.ts', 'src/b.ts']);
});

test('a type that points back is no cycle', () => {
  const graph = graphOf([
    { path: 'src/a.ts', text: "import { view } from './b.ts';" },
    { path: 'src/b.ts', text: "import type {\n  Result,\n} from './a.ts';" },
  ]);
  expect(cycleIn(graph)).toBeNull();
});

test('two ways to one file are no cycle', () => {
  const graph = graphOf([
    { path: 'src/a.ts', text: "import './b.ts'; import './c.ts';" },
    { path: 'src/b.ts', text: "import './c.ts';" },
    { path: 'src/c.ts', text: '' },
  ]);
  expect(cycleIn(graph)).toBeNull();
});
