#!/usr/bin/env node
/**
 * Runs the protocol's own conformance suite: all of it against the test build, and the scenarios that call no fixture
 * against the shipped server. The suite is a tool, not a dependency: it is installed under .cache/tools.
 *
 *   node scripts/conformance.mjs            everything
 *   node scripts/conformance.mjs fixture    only the test build
 *   node scripts/conformance.mjs shipped    only the shipped server
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const TOOLS = join(ROOT, '.cache/tools/conformance');
const SUITE = '@modelcontextprotocol/conformance';
const VERSION = '0.1.16';
const SHIPPED = [
  'server-initialize',
  'ping',
  'tools-list',
  'resources-list',
  'prompts-list',
  'dns-rebinding-protection',
];
const WITH_SESSIONS = [
  'logging-set-level',
  'resources-subscribe',
  'resources-unsubscribe',
  'server-sse-multiple-streams',
];
const FIXTURE_CHECKS = 44;

/** The suite imports fs.globSync, which Node has from 22 on, for a command that is not used here. */
const SHIM = `import { register } from 'node:module';
const fs = 'data:text/javascript,' + encodeURIComponent("export * from 'node:fs'; export { default } from 'node:fs'; export const globSync = () => { throw new Error('needs Node 22'); };");
register('data:text/javascript,' + encodeURIComponent(\`export async function resolve(name, context, next) {
  if (name === 'fs' && (context.parentURL ?? '').includes('conformance')) return { url: \${JSON.stringify(fs)}, shortCircuit: true };
  return next(name, context);
}\`));
`;

function install() {
  mkdirSync(TOOLS, { recursive: true });
  const main = join(TOOLS, 'node_modules', SUITE, 'dist/index.js');
  if (!existsSync(main)) {
    writeFileSync(join(TOOLS, 'package.json'), '{ "private": true }\n');
    // Its engines field asks for Node 22; the shim below stands in for what 20 lacks.
    const args = ['install', '--no-audit', '--no-fund', '--engine-strict=false', `${SUITE}@${VERSION}`];
    execFileSync('npm', args, { cwd: TOOLS, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const shim = join(TOOLS, 'fs-glob.mjs');
  writeFileSync(shim, SHIM);
  return (args) => {
    const preload = Number(process.versions.node.split('.')[0]) < 22 ? ['--import', shim] : [];
    try {
      return {
        passed: true,
        text: execFileSync(process.execPath, [...preload, main, ...args], { cwd: TOOLS, encoding: 'utf8' }),
      };
    } catch (error) {
      return { passed: false, text: `${error.stdout ?? ''}${error.stderr ?? ''}` };
    }
  };
}

/** Starts a server that prints its URL, on one stream or the other. */
function started(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk) => {
      text += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+\/mcp/.exec(text)?.[0];
      if (url) resolve({ url, stop: () => child.kill('SIGTERM') });
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
}

async function fixtureBuild() {
  const outfile = join(ROOT, '.cache/conformance-server.mjs');
  const entryPoints = [join(ROOT, 'test/mcp/conformance-server.ts')];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** Last line of the suite's summary, for example "Total: 44 passed, 0 failed". */
const totals = (text) =>
  [...text.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1)?.slice(1).map(Number) ?? [0, -1];

async function checkFixture(run) {
  const server = await started(process.execPath, [await fixtureBuild()]);
  try {
    const { passed, text } = run(['server', '--url', server.url, '--suite', 'all']);
    const [ok, failed] = totals(text);
    console.log(`test build: ${ok} checks passed, ${failed} failed`);
    if (passed && ok === FIXTURE_CHECKS && failed === 0) return true;
    console.log(text);
    return false;
  } finally {
    server.stop();
  }
}

async function checkShipped(run, flags, scenarios) {
  const kepler = join(ROOT, 'fixtures/kepler-v0.11-node-a.prom');
  const args = [
    join(ROOT, 'bin/carbon-audit.js'),
    'serve',
    '--transport',
    'http',
    '--port',
    '0',
    '--kepler',
    kepler,
    ...flags,
  ];
  const server = await started(process.execPath, args);
  let all = true;
  try {
    for (const scenario of scenarios) {
      const { passed, text } = run(['server', '--url', server.url, '--scenario', scenario]);
      console.log(`shipped server ${flags.join(' ')}: ${scenario} ${passed ? 'passed' : 'FAILED'}`);
      if (!passed) console.log(text);
      all &&= passed;
    }
  } finally {
    server.stop();
  }
  return all;
}

const which = process.argv[2] ?? 'all';
const run = install();
const results = [];
if (which !== 'shipped') results.push(await checkFixture(run));
if (which !== 'fixture') {
  results.push(await checkShipped(run, [], SHIPPED));
  results.push(await checkShipped(run, ['--sessions'], [...SHIPPED, ...WITH_SESSIONS]));
}
process.exitCode = results.every(Boolean) ? 0 : 1;
