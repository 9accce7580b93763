#!/usr/bin/env node
/**
 * Smoke test with the protocol's Inspector: its command line lists the tools of the shipped server and calls each once.
 * It is a tool, not a dependency: installed under .cache/tools. Needs dist/ (npm run build).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const TOOLS = join(ROOT, '.cache/tools/inspector');
const TOOL = '@modelcontextprotocol/inspector';
const VERSION = '2.12.0';
const HEAVY = ['workload_name=heavy-app', 'namespace=demo'];
const CALLS = {
  list_workloads_by_compliance: ['namespace=demo'],
  assess_workload_compliance: HEAVY,
  compare_optimization_impact: HEAVY,
  calculate_optimal_schedule: HEAVY,
  get_regional_comparison: HEAVY,
  identify_power_hotspots: [],
  list_top_power_consumers: [],
  get_power_consumption_summary: [],
};

const bin = join(TOOLS, 'node_modules/.bin/mcp-inspector');
if (!existsSync(bin)) {
  mkdirSync(TOOLS, { recursive: true });
  writeFileSync(join(TOOLS, 'package.json'), '{ "private": true }\n');
  // Its engines field asks for Node 22.19; the command line runs on 20.
  const args = ['install', '--no-audit', '--no-fund', '--engine-strict=false', `${TOOL}@${VERSION}`];
  const { status } = spawnSync('npm', args, { cwd: TOOLS, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(1);
}

const server = [process.execPath, join(ROOT, 'bin/carbon-audit.js'), 'serve', '--quiet'];
const source = ['--kepler', join(ROOT, 'fixtures/kepler-v0.11-node-a.prom')];
function inspect(...args) {
  const env = { ...process.env, MCP_CATALOG_PATH: join(TOOLS, 'catalog.json') };
  return spawnSync(process.execPath, [bin, '--cli', ...server, ...source, ...args], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
}

let failed = 0;
function check(what, { status, stdout, stderr }, good) {
  const passed = status === 0 && good(stdout);
  console.log(`inspector: ${what} ${passed ? 'passed' : 'FAILED'}`);
  if (passed) return;
  failed++;
  console.log(`exit ${status}\n${stdout.slice(0, 2000)}\n${stderr.slice(0, 2000)}`);
}

const names = Object.keys(CALLS);
check('tools/list --strict', inspect('--method', 'tools/list', '--strict'), (text) =>
  names.every((name) => text.includes(name)),
);
for (const [name, args] of Object.entries(CALLS)) {
  const result = inspect(
    '--method',
    'tools/call',
    '--tool-name',
    name,
    ...args.flatMap((arg) => ['--tool-arg', arg]),
  );
  check(name, result, (text) => text.includes('"structuredContent"') && !text.includes('"isError": true'));
}
process.exitCode = failed === 0 ? 0 : 1;
