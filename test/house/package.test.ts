import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { filesUnder, importsOf, ROOT, SOURCE } from './tree.ts';

test('the oldest Node is the one that is tested and that the launcher asks for', () => {
  expect(packageJson.engines.node).toBe('>=20.19');
  const launcher = readFileSync(join(ROOT, 'bin/carbon-audit.js'), 'utf8');
  expect(launcher).toContain('const required = [20, 19];');
  expect(readFileSync(join(ROOT, 'scripts/bundle.mjs'), 'utf8')).toContain("target: 'node20'");
});

test('the command is a file that the shell can run', () => {
  const launcher = join(ROOT, packageJson.bin['carbon-audit']);
  expect(readFileSync(launcher, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(statSync(launcher).mode & 0o111).toBe(0o111);
});

test('what ships is what the command needs: no sources, no tests', () => {
  expect(packageJson.files).toEqual(expect.arrayContaining(['bin', 'dist', 'config']));
  for (const kept of ['src', 'test', 'bench', 'scripts', '.ci'])
    expect(packageJson.files).not.toContain(kept);
  expect(existsSync(join(ROOT, 'package-lock.json'))).toBe(true);
});

test('npm ci alone leaves a command that works', () => {
  expect(packageJson.scripts.prepare).toBe('node scripts/bundle.mjs');
});

test('every package that src imports is a dependency of its own', () => {
  const declared = new Set(Object.keys(packageJson.dependencies));
  const nameOf = (specifier: string): string =>
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
  const packages = SOURCE.flatMap(importsOf).filter(
    ({ to }) => !/^(?:node:|src\/|config\/|package\.json$)/.test(to),
  );
  expect(packages.length).toBeGreaterThan(5);
  expect(packages.filter(({ to }) => !declared.has(nameOf(to)))).toEqual([]);
});

test('scripts and benches use nothing of the tests', () => {
  const reaching = filesUnder('scripts', /\.mjs$/).filter(({ text }) => /from '[^']*\/test\//.test(text));
  expect(reaching.map(({ path }) => path)).toEqual([]);
});
