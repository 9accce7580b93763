// Runs what a user runs first, and writes the code V8 compiled for it beside the bundles. Started by bundle.mjs with a standard
// output that keeps nothing.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';

const require = createRequire(import.meta.url);
/**
 * What is run often is compiled once more, to machine code, and marked: each later process would do so at the first call, also
 * for the many functions that it calls once or twice. Set back before the code is written, which names the flags it is for.
 */
setFlagsFromString('--no-sparkplug');

const { load, compiledBundles } = require('../bin/carbon-audit.js');

const SCRAPE = 'fixtures/kepler-v0.11-node-a.prom';
/** By the process itself, as the launcher runs them. */
const WHOLE_RUNS = [
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'json'],
  ['list', '-A', '--kepler', SCRAPE, '-o', 'json'],
];
const RUNS = [
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '--max-power', '20W'],
  ['--help'],
  ['assess', '--help'],
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'yaml'],
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'markdown'],
  ['assess', '-n', 'demo', '--kepler', SCRAPE, '-o', 'json', '--catalogue', 'config'],
];
/** Loaded and not run: what they run with would only make the compiled code of the main bundle larger. */
const SELDOM = ['live', 'cronjob'];

const HELLO = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'build', version: '1' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list' },
];

const { run, runCommandLine } = load('main');
const { startServer } = load('serve');
for (const name of SELDOM) load(name);

const quiet = () => new PassThrough().resume();

/** A process as the command line sees it, with streams that lead nowhere. */
function parts(stdin) {
  const none = () => undefined;
  return { stdout: quiet(), stderr: quiet(), stdin, env: {}, on: none, exit: none };
}

for (const argv of WHOLE_RUNS) await run(argv);
process.exitCode = 0;
for (const argv of RUNS) await runCommandLine(argv, parts(new PassThrough().end()), startServer);

const stdin = new PassThrough();
const served = runCommandLine(['serve', '--kepler', SCRAPE], parts(stdin), startServer);
for (const message of HELLO) stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
setTimeout(() => stdin.end(), 300);
await served;

setFlagsFromString('--sparkplug');
for (const { file, code } of compiledBundles()) await writeFile(file, code);
