// Bundles what ships into dist/: one file for the command line, one each for what is heavy and seldom needed, and V8's
// compiled code beside them. Start-up is a feature: bench/startup.mjs measures what each trick here is worth.
// With --no-code the compiled code is left out: files are then the same on every machine.
import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

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

/** Bundles, by the file that a dynamic import leads to. Each is complete: classes are known by name, not by identity. */
const BUNDLES = {
  main: 'src/main.ts',
  live: 'src/io/live-scrapes.ts',
  serve: 'src/mcp/serve.ts',
};

const apart = (name) => ({
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return null;
      const target = resolve(resolveDir, path);
      const [other] = Object.entries(BUNDLES).find(([, entry]) => resolve(entry) === target) ?? [];
      return other === undefined || other === name ? null : { path: `./${other}.cjs`, external: true };
    });
  },
});

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

await import('./kernel.mjs');
await rm('dist', { recursive: true, force: true });

for (const [name, entry] of Object.entries(BUNDLES)) {
  await build({
    entryPoints: [entry],
    outfile: `dist/${name}.cjs`,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    charset: 'ascii',
    minify: true,
    legalComments: 'linked',
    supported: { 'dynamic-import': false },
    plugins: [catalogueAsText, noSubprocesses, noSchemaEngine, apart(name)],
    logLevel: 'warning',
  });
}

if (!process.argv.includes('--no-code')) {
  const { status } = spawnSync(process.execPath, ['scripts/compile.mjs'], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
