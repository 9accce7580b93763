#!/usr/bin/env node
/**
 * Builds the extension for Claude Desktop: what ships plus its manifest, checked and packed by the format's own tool,
 * which is installed under .cache/tools. Needs dist/ (npm run build).
 *
 *   node scripts/desktop-extension.mjs [out.mcpb]
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const TOOLS = join(ROOT, '.cache/tools/mcpb');
const TOOL = '@anthropic-ai/mcpb';
const VERSION = '2.1.2';
const STAGE = join(ROOT, '.cache/desktop');
const out = resolve(process.argv[2] ?? join(ROOT, '.cache/carbon-audit.mcpb'));

const main = join(TOOLS, 'node_modules', TOOL, 'dist/cli/cli.js');
if (!existsSync(main)) {
  mkdirSync(TOOLS, { recursive: true });
  const args = ['install', '--prefix', TOOLS, '--no-audit', '--no-fund', '--no-save', `${TOOL}@${VERSION}`];
  const run = () =>
    execFileSync('npm', args, { cwd: TOOLS, stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000 });
  // It takes seconds; a download that hangs is begun again.
  for (let tries = 1; !existsSync(main); tries++) {
    try {
      run();
    } catch (error) {
      if (tries === 4) throw error;
    }
  }
}
const mcpb = (...args) => execFileSync(process.execPath, [main, ...args], { stdio: 'inherit' });

rmSync(STAGE, { recursive: true, force: true });
mkdirSync(STAGE, { recursive: true });
// Compiled code belongs to the V8 that made it, and the desktop brings its own.
const isPortable = (path) => !path.endsWith('.v8');
for (const part of ['bin', 'dist', 'LICENSE', 'NOTICE']) {
  if (existsSync(join(ROOT, part)))
    cpSync(join(ROOT, part), join(STAGE, part), { recursive: true, filter: isPortable });
}
cpSync(join(ROOT, 'packaging/desktop/manifest.json'), join(STAGE, 'manifest.json'));
// The launcher reads the version from it.
cpSync(join(ROOT, 'package.json'), join(STAGE, 'package.json'));
mcpb('validate', join(STAGE, 'manifest.json'));
mcpb('pack', STAGE, out);
console.log(`${out}: ${(statSync(out).size / 1024).toFixed(0)} KiB`);
