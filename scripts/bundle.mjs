// Bundles what ships into dist/: one file for the command line, one each for what is heavy and seldom needed, and V8's
// compiled code beside them. Start-up is a feature: bench/startup.mjs measures what each trick here is worth.
// With --no-code the compiled code is left out: files are then the same on every machine.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

const quoted = (value) => JSON.stringify(JSON.stringify(value));

/** Code of an object that parses a value each time it is read: nearly all zones and regions are of no concern to a run. */
function parsedWhenRead(values) {
  const texts = Object.entries(values).map(([key, value]) => `${JSON.stringify(key)}: ${quoted(value)}`);
  return `new Proxy({ ${texts.join(', ')} }, {
    get: (texts, key) => (Object.hasOwn(texts, key) ? JSON.parse(texts[key]) : undefined),
  })`;
}

const profilesAsText = ({ zones, ...rest }) =>
  `export default { ...${JSON.stringify(rest)}, zones: ${parsedWhenRead(zones)} };`;

function regionsAsText({ regions }) {
  const byProvider = {};
  for (const region of regions) {
    byProvider[region.provider] ??= [];
    byProvider[region.provider].push(region);
  }
  return `const byProvider = ${parsedWhenRead(byProvider)};
    export default { byProvider, get regions() { return Object.values(byProvider).flat(); } };`;
}

/** A search by code ends before most of them. */
const standardsAsText = ({ standards }) => `import { listOnDemand } from '../src/computed-list.ts';
  const texts = [${standards.map(quoted).join(', ')}];
  export default { standards: listOnDemand(texts.length, (at) => JSON.parse(texts[at])) };`;

const asText = (content) => `export default JSON.parse(${quoted(content)});`;

const CATALOGUE_TEXTS = {
  'hourly-profiles.json': profilesAsText,
  'regions.json': regionsAsText,
  'standards.json': standardsAsText,
};

/** V8 reads JSON in a string several times faster than the same data as an object literal. */
const catalogueAsText = {
  name: 'catalogue-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]config[/\\][^/\\]+\.json$/ }, async ({ path }) => {
      const content = JSON.parse(await readFile(path, 'utf8'));
      const codeOf = CATALOGUE_TEXTS[basename(path)] ?? asText;
      return { contents: codeOf(content), loader: 'js' };
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

/** Loading a builtin of Node as a module makes an ES module of it; the process is there without that. */
const processAsItIs = {
  name: 'process-as-it-is',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:process$/ }, () => ({ path: 'process', namespace: 'process-as-it-is' }));
    onLoad({ filter: /./, namespace: 'process-as-it-is' }, () => ({
      contents: 'module.exports = process;',
      loader: 'js',
    }));
  },
};

/**
 * What stands behind a dynamic import is bundled whole, and zod is large: the part that operations use is cut out first.
 * Not for a bundle that also has the other edition of zod: they must share what both are built on.
 */
const zodInUse = {
  name: 'zod-in-use',
  setup({ onResolve, onLoad }) {
    const namespace = 'zod-in-use';
    onResolve({ filter: /^zod\/mini$/ }, () => ({ path: 'zod', namespace }));
    onLoad({ filter: /./, namespace }, async () => ({ contents: await zodCutOut(), loader: 'js' }));
  },
};

/** The functions of zod that operations call. A name that is missed here ends the build (import-is-undefined). */
function zodNames() {
  const files = readdirSync('src/operations').filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(`src/operations/${file}`, 'utf8'));
  const names = texts.flatMap((text) => text.match(/(?<=\bz\.)\w+(?=\()/g) ?? []);
  return [...new Set(names)].sort();
}

/** The part in use, made when the first schema is: the usual values of a command line need none. */
async function zodCutOut() {
  const names = zodNames();
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names.join(', ')} } from 'zod/mini';`, resolveDir: '.' },
    bundle: true,
    format: 'iife',
    globalName: 'zod',
    platform: 'node',
    target: 'node20',
    write: false,
  });
  const calls = names.map((name) => `const call_${name} = (...given) => zodInUse().${name}(...given);`);
  return `const makeZod = () => { ${outputFiles[0].text}; return zod; };
    let made;
    function zodInUse() { made ??= makeZod(); return made; }
    ${calls.join('\n')}
    export { ${names.map((name) => `call_${name} as ${name}`).join(', ')} };`;
}

/** Bundles, by the file that a dynamic import leads to. Each is complete: classes are known by name, not by identity. */
const BUNDLES = {
  main: 'src/main.ts',
  live: 'src/io/live-scrapes.ts',
  serve: 'src/mcp/serve.ts',
  program: 'src/cli/program.ts',
  table: 'src/render/table.ts',
  markdown: 'src/render/markdown.ts',
  yaml: 'src/render/yaml.ts',
  cronjob: 'src/operations/cronjob.ts',
  catalogue: 'src/io/catalogue-directory.ts',
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
    // The launcher need not put it together: text that is joined is copied once more.
    banner: { js: '(function(exports,require,module){' },
    footer: { js: '})' },
    supported: { 'dynamic-import': false },
    logOverride: { 'import-is-undefined': 'error' },
    plugins: [
      catalogueAsText,
      noSubprocesses,
      noSchemaEngine,
      processAsItIs,
      ...(name === 'main' ? [zodInUse] : []),
      apart(name),
    ],
    logLevel: 'warning',
  });
}

if (!process.argv.includes('--no-code')) {
  const { status } = spawnSync(process.execPath, ['scripts/compile.mjs'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.exitCode = status ?? 1;
}
