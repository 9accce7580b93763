// Runs what a user runs first, and writes the code V8 compiled for it beside the bundles. Started by bundle.mjs with a standard
// output that keeps nothing.
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';

const require = createRequire(import.meta.url);
/**
 * What is run often is compiled once more, to machine code, and marked: each later process would do so at the first call, also
 * for the many functions that it calls once or twice. Set back before the code is written, which names the flags it is for.
 */
setFlagsFromString('--no-sparkplug');

const { load, commandLineFor, compiledBundles } = require('../bin/carbon-audit.js');

const SCRAPE = 'fixtures/kepler-v0.11-node-a.prom';
const HEAVY = ['heavy-app', '-n', 'demo', '--kepler', SCRAPE];
/** By the process itself, as the launcher runs them. */
const WHOLE_RUNS = [
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'json'],
  ['list', '-A', '--kepler', SCRAPE, '-o', 'json'],
];
const RUNS = [
  ['--help'],
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '--max-power', '20W'],
  ['assess', '--help'],
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'yaml'],
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'markdown'],
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'json', '--catalogue', 'config'],
  ['list', '-A', '--kepler', SCRAPE],
  ['list', '-A', '--kepler', SCRAPE, '-o', 'csv'],
  ['list', '-A', '--kepler', SCRAPE, '-o', 'name'],
  ['compare', ...HEAVY, '--with', 'right-size=-20%'],
  ['regions', ...HEAVY],
  ['schedule', ...HEAVY, '--duration', '4h'],
];

const HELLO = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'build', version: '1' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list' },
];

const quiet = () => new PassThrough().resume();

/** A process as the command line sees it, with streams that lead nowhere. */
function parts(stdin) {
  const none = () => undefined;
  return { stdout: quiet(), stderr: quiet(), stdin, env: {}, on: none, exit: none };
}

const { startServer } = load('mcp-serve');

for (const argv of WHOLE_RUNS) await commandLineFor(argv[0]).run(argv);
process.exitCode = 0;
for (const argv of RUNS)
  await commandLineFor(argv[0]).runWith(argv, parts(new PassThrough().end()), startServer);

const stdin = new PassThrough();
const served = commandLineFor('serve').runWith(['serve', '--kepler', SCRAPE], parts(stdin), startServer);
for (const message of HELLO) stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
setTimeout(() => stdin.end(), 300);
await served;

/** Loaded and not run. */
for (const file of readdirSync('dist')) if (file.endsWith('.cjs')) load(basename(file, '.cjs'));

setFlagsFromString('--sparkplug');
for (const { file, code } of compiledBundles()) await writeFile(file, code);
