#!/usr/bin/env node
// A launcher in syntax that old Node versions can read, so that they get a sentence and not a stack trace.
// Node itself exits 1 on any crash, which a gate would read as "not compliant": crashes are mapped to 70.
// It loads the bundles of dist/ with V8's compiled code beside them, which was written when they were built. Compiling is most
// of what a short run would do otherwise (bench/startup.mjs). Code of another V8 is refused by V8 itself and then not used.
// One file: a second one takes Node longer to find than to read. Few functions, here and of Node: each that is called is compiled
// from its source at every start, which takes longer than what most of them do, and plain arrays of bytes need none of Node's.
// Modules of Node are asked for where they are used: old versions do not know their names with `node:`.
const required = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
const dist = `${__dirname}/../dist/`;
const loaded = new Map();
const descriptors = new Map();

/** Larger than what a usual run loads. One for all that is read: to touch fresh memory takes longer than to read. */
const memory = new Uint8Array(1 << 21);

/** Bytes as text of one byte a character: for ASCII, as all of our files are, the fastest. */
const textOf = Buffer.prototype.latin1Slice;

/** All of a file, in the memory above where there is room; good until the next one is read. Undefined where there is no file. */
function bytesOf(file) {
  const fs = require('node:fs');
  let descriptor;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  let bytes = memory;
  let length = 0;
  let read = 0;
  do {
    if (length === bytes.length) {
      const wider = new Uint8Array(2 * length);
      wider.set(bytes);
      bytes = wider;
    }
    read = fs.readSync(descriptor, bytes, length, bytes.length - length, null);
    length += read;
  } while (read > 0);
  fs.closeSync(descriptor);
  return new Uint8Array(bytes.buffer, 0, length);
}

/** Reads parts of a file of texts that bundles share. A part is shorter where the file is. */
function textsIn(file) {
  const fs = require('node:fs');
  const descriptor = descriptors.get(file) || fs.openSync(dist + file, 'r');
  descriptors.set(file, descriptor);
  return (from, length) => textOf.call(memory, 0, fs.readSync(descriptor, memory, 0, length, from));
}

/** What the bundle exports; undefined where there is none of that name. Bundles ask for one another as `./NAME.cjs`. */
function find(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const filename = `${dist}${name}.cjs`;
  const bytes = bytesOf(filename);
  if (bytes === undefined) return undefined;
  const text = textOf.call(bytes);
  let cachedData;
  try {
    cachedData = bytesOf(`${dist}${name}.v8`);
  } catch (_) {
    // Compiled code that cannot be read is not missed.
  }
  const vm = require('node:vm');
  const script = new vm.Script(text, cachedData ? { filename, cachedData } : { filename });
  const module = { exports: {} };
  loaded.set(name, { script, module });
  const requireOne = (id) => {
    if (id === 'kept-texts') return { textsIn };
    return id.startsWith('./') ? load(id.slice(2, -4)) : require(id);
  };
  script.runInThisContext()(module.exports, requireOne, module);
  return module.exports;
}

function load(name) {
  const exports = find(name);
  if (exports === undefined) throw new Error(`${dist}${name}.cjs is missing`);
  return exports;
}

/** A command has a bundle of its own; all other lines (`--help`, a name that is none) are for the main one. */
function commandLineFor(word) {
  const mayBeCommand = word !== undefined && /^[a-z][a-z0-9-]{0,40}$/.test(word);
  return (mayBeCommand && find(`commands-${word}`)) || load('main');
}

/** For the build: the compiled code of every bundle that was loaded, functions that ran included. */
const compiledBundles = () =>
  Array.from(loaded, ([name, { script }]) => ({
    file: `${dist}${name}.v8`,
    code: script.createCachedData(),
  }));

function crash(error) {
  process.stderr.write(
    `carbon-audit: internal error, please report it\n${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 70;
}

function crashAtOnce(error) {
  crash(error);
  process.exit(70);
}

module.exports = { load, commandLineFor, compiledBundles };

if (require.main !== module) {
  // Loaded by the build.
} else if (major < required[0] || (major === required[0] && minor < required[1])) {
  process.stderr.write(
    `carbon-audit needs Node ${required.join('.')} or newer; this is ${process.version}\n`,
  );
  process.exitCode = 2;
} else if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  process.stdout.write(`${require('../package.json').version}\n`);
} else {
  process.on('uncaughtException', crashAtOnce);
  process.on('unhandledRejection', crashAtOnce);
  // All is written by then. Node would take its heap apart piece by piece, which the system does at once.
  process.on('exit', process.exit);
  try {
    commandLineFor(process.argv[2]).run(process.argv.slice(2)).catch(crash);
  } catch (error) {
    crash(error);
  }
}
