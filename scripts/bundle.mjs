// Bundles what ships into dist/: ES modules, split so that a command loads only what it uses. Start-up is a feature:
// bench/startup.mjs measures what each trick here is worth.
import { readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
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
 * Here whatever is loaded later leads to all of the engine first, which is there by then.
 */
const engineFirst = {
  name: 'engine-first',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const target = resolve(resolveDir, path);
      return kind === 'dynamic-import' && target !== DOOR ? { path: target, namespace: 'later' } : null;
    });
    onLoad({ filter: /./, namespace: 'later' }, async ({ path }) => {
      const hasDefault = /^export default /m.test(await readFile(path, 'utf8'));
      const names = hasDefault ? ['*', '{ default }'] : ['*'];
      const exported = names.map((name) => `export ${name} from ${JSON.stringify(path)};\n`).join('');
      return { contents: importOf(DOOR) + exported, resolveDir: dirname(path) };
    });
    onLoad({ filter: /[/\\]cli[/\\]run\.ts$/ }, async ({ path }) => ({
      contents: ENGINE.map(importOf).join('') + (await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

const importOf = (path) => `import ${JSON.stringify(path)};\n`;

/** The MCP library brings a JSON Schema engine for what clients answer to questions; our server asks none and says so. */
const noSchemaEngine = {
  name: 'no-schema-engine',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/ajv-provider\.js$/ }, ({ importer }) =>
      /[/\\]@modelcontextprotocol[/\\]sdk[/\\]/.test(importer)
        ? { path: 'none', namespace: 'no-schema-engine' }
        : null,
    );
    onLoad({ filter: /./, namespace: 'no-schema-engine' }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
      loader: 'js',
    }));
  },
};

/** Packages in CommonJS call require, for node's own modules only: all others are bundled. */
const REQUIRE =
  'const require=n=>{const m=process.getBuiltinModule(n);if(m)return m;' +
  "throw Object.assign(new Error('Cannot find module '+n),{code:'MODULE_NOT_FOUND'})};";

await rm('dist', { recursive: true, force: true });

await build({
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
  plugins: [catalogueAsText, noSubprocesses, noSchemaEngine, engineFirst],
  logLevel: 'warning',
});
