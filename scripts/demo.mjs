// Runs the demonstrations of docs/demo.md on the bundled scrapes, without a cluster. A fenced block that begins with
// `$ carbon-audit …` is a command, one that begins with `> tool {…}` a call over MCP; what follows is their output.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { mcpClient } from './mcp-client.mjs';

const USAGE = `Usage: npm run demo [-- --write | --check]

  (nothing)  run all demonstrations and print them
  --write    put the output into docs/demo.md
  --check    exit 1 when docs/demo.md shows other output than this run`;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'docs/demo.md';
const KEPLER = 'fixtures/kepler-v0.11-node-a.prom';
const WIDTH = 110;
/** Nothing of this machine may show in the output. */
const ENVIRONMENT = { PATH: process.env.PATH, LANG: 'C.UTF-8', NO_COLOR: '1', COLUMNS: `${WIDTH}` };
const LAUNCHER = ['--import', './scripts/demo/clock.mjs', 'bin/carbon-audit.js'];

const words = (line) => (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));

async function command(line) {
  const [, ...args] = words(line);
  const options = { cwd: ROOT, env: ENVIRONMENT, timeout: 30_000 };
  const {
    code = 0,
    stdout,
    stderr,
  } = await promisify(execFile)('node', [...LAUNCHER, ...args], options).catch((error) => error);
  return `${stdout}${stderr}`.trimEnd().concat(`\n(exit ${code})`);
}

/** Breaks at blanks; a sentence over MCP is one long line. */
function folded(text) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== '' && line.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

async function call(client, line) {
  const [, tool, args] = /^(\S+)\s*(.*)$/.exec(line);
  const { content } = await client.call(tool, JSON.parse(args || '{}'));
  return folded(content[0].text);
}

/** Resolves to a client and the way to end its server. */
async function served() {
  const args = [...LAUNCHER, 'serve', '--transport', 'http', '--port', '0', '--kepler', KEPLER];
  const child = spawn('node', args, { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  const url = await new Promise((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log += text;
      const found = /^listening on (\S+)$/m.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the server did not start: ${log}`)));
  });
  return { client: mcpClient(url), stop: () => child.kill('SIGTERM') };
}

const BLOCK = /^```(?:console|text)\n([$>]) (.+)\n[\s\S]*?^```$/gm;

async function outputOf(sign, line, client) {
  return sign === '$' ? command(line) : call(client, line);
}

async function regenerated(text, client) {
  const blocks = [...text.matchAll(BLOCK)];
  let made = text;
  for (const [block, sign, line] of blocks) {
    const fence = block.slice(0, block.indexOf('\n'));
    const output = await outputOf(sign, line, client);
    made = made.replace(block, () => `${fence}\n${sign} ${line}\n${output}\n\`\`\``);
  }
  return made;
}

/** Headings and blocks, for a terminal. */
function shown(text) {
  const pieces = text.match(/^##? .+$|^```(?:console|text)\n[$>] [\s\S]*?^```$/gm) ?? [];
  return pieces.map((piece) => piece.replace(/^```.*\n?/gm, '').replace(/^(##? .+)$/, '\n$1\n')).join('\n');
}

async function main() {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean' },
      check: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(USAGE);
  if (!existsSync(`${ROOT}/dist/main.cjs`)) await import('./bundle.mjs');
  const text = await readFile(`${ROOT}/${PAGE}`, 'utf8');
  const { client, stop } = await served();
  const now = await regenerated(text, client).finally(stop);
  if (values.write) return writeFile(`${ROOT}/${PAGE}`, now);
  if (!values.check) return console.log(shown(now));
  if (now === text) return console.log(`${PAGE} shows what the commands say`);
  console.error(`${PAGE} shows other output than the commands; npm run demo -- --write renews it`);
  process.exitCode = 1;
}

await main();
