// Bundles what ships into dist/: one file for each command, one each for what is heavy and seldom needed, and V8's compiled code
// beside them. Start-up is a feature: bench/startup.mjs measures what each trick here is worth.
// With --no-code the compiled code is left out: files are then the same on every machine.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Reference data of which a run needs little. It lies in a file of its own, from which the launcher reads a text at a time. The
 * file is named by what is in it: what was built with another one never reads this one.
 */
const kept = { file: '', places: new Map(), text: '' };

/** Where the value lies in that file: characters of ASCII, so that they are bytes as well. */
function placeOf(value) {
  const text = JSON.stringify(value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (!kept.places.has(text)) {
    kept.places.set(text, [kept.text.length, text.length]);
    kept.text += text;
  }
  return JSON.stringify(kept.places.get(text));
}

/** Opened when the bundle is loaded: a server that outlives an update has its own file. */
const textsOpened = () => `import { textsIn } from 'kept-texts'; const textAt = textsIn('${kept.file}');`;

/**
 * Code of an object that reads and parses a value each time it is asked for: nearly all zones and regions are of no concern to a
 * run. Without a prototype V8 takes it for a dictionary at once, and makes no hidden class for each of its keys.
 */
function parsedWhenRead(values) {
  const places = Object.entries(values).map(([key, value]) => `${JSON.stringify(key)}: ${placeOf(value)}`);
  return `new Proxy({ __proto__: null, ${places.join(', ')} }, {
    get: (places, key) => (Object.hasOwn(places, key) ? JSON.parse(textAt(...places[key])) : undefined),
  })`;
}

const profilesKept = ({ zones, ...rest }) =>
  `${textsOpened()} export default { ...${JSON.stringify(rest)}, zones: ${parsedWhenRead(zones)} };`;

function regionsKept({ regions }) {
  const byProvider = {};
  for (const region of regions) {
    byProvider[region.provider] ??= [];
    byProvider[region.provider].push(region);
  }
  return `${textsOpened()} const byProvider = ${parsedWhenRead(byProvider)};
    export default { byProvider, get regions() { return Object.values(byProvider).flat(); } };`;
}

/** A search by code ends before most of them. */
const standardsKept = ({
  standards,
}) => `${textsOpened()} import { listOnDemand } from '../src/computed-list.ts';
  const places = [${standards.map(placeOf).join(', ')}];
  export default { standards: listOnDemand(places.length, (at) => JSON.parse(textAt(...places[at]))) };`;

const asText = (content) => `export default JSON.parse(${JSON.stringify(JSON.stringify(content))});`;

/** What runs say of a source. */
const citesOnly = ({ version, sources }) =>
  asText({
    version,
    sources: Object.fromEntries(Object.entries(sources).map(([key, { cite }]) => [key, { cite }])),
  });

/** One line for each zone, found when it is asked for: a run needs those of one provider. */
function averagesByLine({ zones, ...rest }) {
  const lines = Object.entries(zones).map(([zone, byYear]) => `${zone} ${JSON.stringify(byYear)}\n`);
  return `const lines = ${JSON.stringify(`\n${lines.join('')}`)};
    function averagesOf(zone) {
      const found = lines.indexOf(\`\\n\${zone} \`);
      const from = found + zone.length + 2;
      return found < 0 ? undefined : JSON.parse(lines.slice(from, lines.indexOf('\\n', from)));
    }
    const zones = new Proxy({}, { get: (_, zone) => averagesOf(zone) });
    export default { ...${JSON.stringify(rest)}, zones };`;
}

const CATALOGUE_CODE = {
  'grid-averages.json': averagesByLine,
  'hourly-profiles.json': profilesKept,
  'regions.json': regionsKept,
  'standards.json': standardsKept,
  'sources.json': citesOnly,
};

/** All that is kept, before the first bundle speaks of it. */
async function keepTexts() {
  for (const [name, codeOf] of Object.entries(CATALOGUE_CODE))
    codeOf(JSON.parse(await readFile(`config/${name}`, 'utf8')));
  kept.file = `catalogue-${createHash('sha256').update(kept.text).digest('hex').slice(0, 8)}.txt`;
  await writeFile(`dist/${kept.file}`, kept.text);
}

/** V8 reads JSON in a string several times faster than the same data as an object literal. */
const catalogueAsText = {
  name: 'catalogue-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]config[/\\][^/\\]+\.json$/ }, async ({ path }) => {
      const content = JSON.parse(await readFile(path, 'utf8'));
      const codeOf = CATALOGUE_CODE[basename(path)] ?? asText;
      return { contents: codeOf(content), loader: 'js' };
    });
  },
};

const nameAndVersion = {
  name: 'name-and-version',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]package\.json$/ }, async ({ path }) => {
      if (path !== resolve('package.json')) return null;
      const { name, version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
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
 * The part of zod that operations use, in a bundle of its own: the usual values of a command line need none of it. Not for a bundle
 * that also has the other edition of zod: they must share what both are built on.
 */
const zodApart = {
  name: 'zod-apart',
  setup({ onResolve, onLoad }) {
    const namespace = 'zod-apart';
    onResolve({ filter: /^zod\/mini$/ }, () => ({ path: 'zod', namespace }));
    onLoad({ filter: /./, namespace }, () => ({ contents: zodWhenCalled(), loader: 'js' }));
  },
};

/** The functions of zod that operations call. A name that is missed here ends the build (import-is-undefined). */
function zodNames() {
  const files = readdirSync('src/operations').filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(`src/operations/${file}`, 'utf8'));
  const names = texts.flatMap((text) => text.match(/(?<=\bz\.)\w+(?=\()/g) ?? []);
  return [...new Set(names)].sort();
}

const ZOD_NAMES = zodNames();

function zodWhenCalled() {
  const calls = ZOD_NAMES.map(
    (name) => `const call_${name} = (...given) => require('./zod.cjs').${name}(...given);`,
  );
  return `${calls.join('\n')} export { ${ZOD_NAMES.map((name) => `call_${name} as ${name}`).join(', ')} };`;
}

const ZOD = { contents: `export { ${ZOD_NAMES.join(', ')} } from 'zod/mini';`, resolveDir: '.' };

/** A bundle has the name of its entry and of the folder that is in: commands-list, io-live-run. */
const nameOf = (entry) => (entry === MAIN ? 'main' : `${basename(dirname(entry))}-${basename(entry, '.ts')}`);

const MAIN = resolve('src/main.ts');
const SERVER = resolve('src/mcp/serve.ts');
const entries = new Set([MAIN]);
const isCommand = (entry) => dirname(entry) === resolve('src/cli/commands');

/** What the launcher loads for a command: its definition, and the command line that runs it, in one file without the others. */
const commandBundle = (entry) => `
  import { definition } from './${basename(entry)}';
  import { commandLineOf } from '../../process.ts';
  const { name, description: summary } = definition;
  export { definition };
  export const { run, runWith } = commandLineOf({ [name]: { summary, load: async () => ({ definition }) } });`;

const sourceOf = (entry) =>
  isCommand(entry)
    ? { stdin: { contents: commandBundle(entry), resolveDir: dirname(entry), loader: 'ts' } }
    : { entryPoints: [entry] };

/**
 * What stands behind a dynamic import is a bundle of its own. They share no module: classes are known by name, not by identity.
 * In one file with what imports it, every module would be a function that is called when the first one needs it. The server
 * keeps what only it imports so: its parts share what they know of their clients.
 */
const apart = (from) => ({
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return null;
      const entry = resolve(resolveDir, path);
      if (from !== SERVER) entries.add(entry);
      return entries.has(entry) ? { path: `./${nameOf(entry)}.cjs`, external: true } : null;
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
await mkdir('dist');
await keepTexts();

const bundled = (name, source, plugins = []) =>
  build({
    ...source,
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
    external: ['kept-texts', './zod.cjs'],
    supported: { 'dynamic-import': false },
    logOverride: { 'import-is-undefined': 'error' },
    plugins: [catalogueAsText, nameAndVersion, noSubprocesses, noSchemaEngine, processAsItIs, ...plugins],
    logLevel: 'warning',
  });

const bundle = (entry) =>
  bundled(nameOf(entry), sourceOf(entry), [...(isCommand(entry) ? [zodApart] : []), apart(entry)]);

await bundled('zod', { stdin: ZOD });
// A set is walked to its end, also to what was added on the way.
for (const entry of entries) if (entry !== SERVER) await bundle(entry);
await bundle(SERVER);

if (!process.argv.includes('--no-code')) {
  const { status } = spawnSync(process.execPath, ['scripts/compile.mjs'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.exitCode = status ?? 1;
}
