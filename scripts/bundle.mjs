// Bundles what ships into dist/: ES modules, split so that a command loads only what it uses. Start-up is a feature:
// bench/startup.mjs measures what each trick here is worth.
import { readFile, rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

/** What every audit of a file runs through. It becomes one chunk: a file more costs more than the code in it. */
const DOOR = resolve('src/cli/run.ts');
const ENGINE = ['src/cli/operation-command.ts', 'src/operations/audit.ts'].map((path) => resolve(path));

/** V8 reads JSON in a string several times faster than the same data as an object literal. */
const catalogueAsText = {
  name: 'catalogue-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]config[/\\][^/\\]+\.json$/ }, async ({ path }) => {
      const compact = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(compact)});`, loader: 'js' };
    });
  },
};

/** commander starts subcommands that are programs of their own; we have none, and node:child_process takes long to load. */
const noSubprocesses = {
  name: 'no-subprocesses',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[/\\]node_modules[/\\]commander[/\\]/.test(importer)
        ? { path: 'none', namespace: 'no-subprocesses' }
        : null,
    );
    onLoad({ filter: /./, namespace: 'no-subprocesses' }, () => ({ contents: '', loader: 'js' }));
  },
};

/**
 * esbuild puts files into one chunk if the same entries lead to them, which cuts the engine into dozens of small ones.
 * Here every part that is loaded later leads to all of the engine, which is there by then.
 */
const engineFirst = (lazyFiles) => ({
  name: 'engine-first',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|m?js)$/ }, async ({ path }) => {
      if (path !== DOOR && !lazyFiles.has(path)) return null;
      const first = path === DOOR ? ENGINE : [DOOR];
      const imports = first.map((file) => `import ${JSON.stringify(file)};\n`).join('');
      return {
        contents: imports + (await readFile(path, 'utf8')),
        loader: path.endsWith('ts') ? 'ts' : 'js',
      };
    });
  },
});

/** Packages in CommonJS call require, for node's own modules only: all others are bundled. */
const REQUIRE =
  'const require=n=>{const m=process.getBuiltinModule(n);if(m)return m;' +
  "throw Object.assign(new Error('Cannot find module '+n),{code:'MODULE_NOT_FOUND'})};";

const options = {
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: REQUIRE },
  logLevel: 'warning',
};

/** Our files that are imported when needed, without those that the engine imports anyway. */
function lazyFilesOf({ inputs }) {
  const engine = new Set();
  const queue = [DOOR, ...ENGINE].map((path) => relative('.', path));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (engine.has(path)) continue;
    engine.add(path);
    queue.push(...importsOf(inputs[path], 'import-statement'));
  }
  const lazy = Object.values(inputs).flatMap((input) => importsOf(input, 'dynamic-import'));
  return new Set(lazy.filter((path) => !engine.has(path)).map((path) => resolve(path)));
}

const importsOf = ({ imports }, wanted) =>
  imports.filter(({ kind, external }) => kind === wanted && !external).map(({ path }) => path);

const plugins = [catalogueAsText, noSubprocesses];
const { metafile } = await build({ ...options, plugins, write: false, metafile: true });
await rm('dist', { recursive: true, force: true });
await build({ ...options, plugins: [...plugins, engineFirst(lazyFilesOf(metafile))] });
