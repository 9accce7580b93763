#!/usr/bin/env node
// A launcher in syntax that old Node versions can read, so that they get a sentence and not a stack trace.
// Node itself exits 1 on any crash, which a gate would read as "not compliant": crashes are mapped to 70.
// It loads the bundles of dist/ with V8's compiled code beside them, which was written when they were built. Compiling is most
// of what a short run would do otherwise (bench/startup.mjs). Code of another V8 is refused by V8 itself and then not used.
// One file: a second one takes Node longer to find than to read.
// Modules of Node are asked for where they are used: old versions do not know their names with `node:`.
const required = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
const loaded = new Map();

// Each function of Node that is called for the first time is compiled from its source: few are used, and none that a string does.
const inDist = (file) => `${__dirname}/../dist/${file}`;

/** Larger than what a usual run loads. */
const MEMORY_BYTES = 1 << 21;

/** All of a file, in memory that need not be fresh: to touch fresh memory takes longer than to read. Undefined where there is no file. */
function bytesOf(file, memory) {
  const fs = require('node:fs');
  const descriptor = openOrNot(fs, file);
  if (descriptor === undefined) return undefined;
  let bytes = memory;
  let length = 0;
  let read = 0;
  do {
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * length);
    read = fs.readSync(descriptor, bytes, length, bytes.length - length, null);
    length += read;
  } while (read > 0);
  fs.closeSync(descriptor);
  return bytes.subarray(0, length);
}

function openOrNot(fs, file) {
  try {
    return fs.openSync(file, 'r');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

let texts;

/** Part of the one file of texts that bundles share; shorter where the file is. */
function textAt(file, from, length) {
  const fs = require('node:fs');
  texts ??= fs.openSync(inDist(file), 'r');
  const bytes = Buffer.allocUnsafe(length);
  return bytes.latin1Slice(0, fs.readSync(texts, bytes, 0, length, from));
}

function scriptOf(name) {
  const vm = require('node:vm');
  const filename = inDist(`${name}.cjs`);
  const memory = Buffer.allocUnsafeSlow(MEMORY_BYTES);
  const bytes = bytesOf(filename, memory);
  if (bytes === undefined) return undefined;
  // The bundles are ASCII, and text of one byte a character is read fastest as latin1.
  const text = bytes.latin1Slice();
  const cachedData = bytesOf(inDist(`${name}.v8`), memory);
  return new vm.Script(text, cachedData ? { filename, cachedData } : { filename });
}

/** What the bundle exports; undefined where there is none of that name. Bundles ask for one another as `./NAME.cjs`. */
function find(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const script = scriptOf(name);
  if (script === undefined) return undefined;
  const module = { exports: {} };
  loaded.set(name, { script, module });
  const requireOne = (id) => {
    if (id === 'kept-texts') return { textAt };
    return id.startsWith('./') ? load(id.slice(2, -4)) : require(id);
  };
  script.runInThisContext()(module.exports, requireOne, module);
  return module.exports;
}

function load(name) {
  const exports = find(name);
  if (exports === undefined) throw new Error(`${inDist(`${name}.cjs`)} is missing`);
  return exports;
}

/** A command has a bundle of its own; all other lines (`--help`, a name that is none) are for the main one. */
function commandLineFor(word) {
  const mayBeCommand = word !== undefined && /^[a-z]{1,20}$/.test(word);
  return (mayBeCommand && find(`commands-${word}`)) || load('main');
}

/** For the build: the compiled code of every bundle that was loaded, functions that ran included. */
const compiledBundles = () =>
  Array.from(loaded, ([name, { script }]) => ({
    file: inDist(`${name}.v8`),
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

function launch() {
  if (major < required[0] || (major === required[0] && minor < required[1])) {
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
    process.on('exit', (code) => process.exit(code));
    try {
      commandLineFor(process.argv[2]).run(process.argv.slice(2)).catch(crash);
    } catch (error) {
      crash(error);
    }
  }
}

module.exports = { load, commandLineFor, compiledBundles };
if (require.main === module) launch();
