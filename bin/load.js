// Loads a bundle of dist/ with V8's compiled code beside it, which was written when the bundle was built. Compiling is most
// of what a short run would do otherwise (bench/startup.mjs). Code of another V8 is refused by V8 itself and then not used.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');

const DIST = join(__dirname, '..', 'dist');
const loaded = new Map();

function compiledCode(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function scriptOf(name) {
  const filename = join(DIST, `${name}.cjs`);
  // The bundles are ASCII, and text of one byte a character is read fastest as latin1.
  const source = `(function(exports,require,module){${readFileSync(filename, 'latin1')}\n})`;
  const cachedData = compiledCode(join(DIST, `${name}.v8`));
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  return new vm.Script(source, { filename, importModuleDynamically, ...(cachedData ? { cachedData } : {}) });
}

/** What the bundle exports. Bundles ask for one another as `./NAME.cjs`. */
function load(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const script = scriptOf(name);
  const module = { exports: {} };
  loaded.set(name, { script, module });
  const requireOne = (id) => (/^\.\/[a-z-]+\.cjs$/.test(id) ? load(id.slice(2, -4)) : require(id));
  script.runInThisContext()(module.exports, requireOne, module);
  return module.exports;
}

/** For the build: the compiled code of every bundle that was loaded, functions that ran included. */
function compiledBundles() {
  return [...loaded].map(([name, { script }]) => ({
    file: join(DIST, `${name}.v8`),
    code: script.createCachedData(),
  }));
}

module.exports = { load, compiledBundles };
