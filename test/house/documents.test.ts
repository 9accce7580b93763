import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { COMMANDS } from '../../src/cli/registry.ts';
import { filesUnder, ROOT, type SourceFile } from './tree.ts';

const documents = filesUnder('.', /\.md$/);

test('reference pages and quoted output are current', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build-reference.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, 60_000);

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

const withoutFences = (text: string): string => text.replace(FENCE, '');

/** As GitHub makes them: lower case, punctuation gone, blanks to dashes. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const anchorsOf = (text: string): readonly string[] =>
  [...withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Links that lead nowhere: no such file, or no such heading in it. */
function brokenLinks({ path, text }: SourceFile): readonly string[] {
  const targets = [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const full = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!existsSync(join(ROOT, full))) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(join(ROOT, full), 'utf8')).includes(anchor);
    })
    .map((target) => `${path}: ${target}`);
}

test('links between documents lead somewhere', () => {
  expect(documents.length).toBeGreaterThan(10);
  expect(documents.flatMap(brokenLinks)).toEqual([]);
});

test.each(['[a](nosuch.md)', '[a](README.md#no-such-heading)', '[a](#nor-this)'])('%s is found', (text) => {
  expect(brokenLinks({ path: 'a.md', text })).toHaveLength(1);
});

/** Every line of a fence that calls the program, from its name on. */
const calls = ({ text }: SourceFile): readonly string[] =>
  [...text.matchAll(FENCE)]
    .flatMap(([, , body = '']) => body.split('\n'))
    .flatMap((line) => [...line.matchAll(/(?:^|npx |\$ |\| |-- )carbon-audit (\S.*)$/g)])
    .map(([, call = '']) => call.replace(/ [|;#].*| > .*/, ''));

async function unknownParts(call: string): Promise<readonly string[]> {
  const [name = '', ...rest] = call.split(/\s+/);
  if (name === 'help' || name.startsWith('-') || name === name.toUpperCase()) return [];
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) return [`${name} in: ${call}`];
  const flags = (await entry.load()).definition.groups.flatMap((group) => group.flags);
  const known = flags.flatMap(({ flags: syntax }) => syntax.match(/--?[a-z][a-z-]*/gi) ?? []);
  return rest
    .filter((word) => /^--?[a-z]/i.test(word))
    .map((word) => word.replace(/=.*/, ''))
    .filter((flag) => !known.includes(flag) && flag !== '-vv')
    .map((flag) => `${flag} in: ${call}`);
}

test('commands and flags in examples exist', async () => {
  const all = documents.flatMap(calls);
  expect(all.length).toBeGreaterThan(30);
  expect((await Promise.all(all.map(unknownParts))).flat()).toEqual([]);
});

test.each([['audit -A'], ['assess -A --keppler a.prom']])('%s would be found', async (call) => {
  expect(await unknownParts(call)).toHaveLength(1);
});

test('the first page shows every command', () => {
  const readme = documents.find(({ path }) => path === 'README.md')?.text ?? '';
  for (const name of Object.keys(COMMANDS)) expect(readme).toMatch(new RegExp(`carbon-audit ${name}\\b`));
  expect(readme).toContain(
    'npm ci && npx carbon-audit assess -n demo --kepler fixtures/kepler-v0.11-node-a.prom',
  );
  expect(readme).toContain('npm ci && npm test');
});

/** Made and checked by `npm run demo -- --write` and `--check`. */
const DEMO = 'docs/demo.md';

test('output shown in documents is made by running the program', () => {
  const hand = documents.filter(({ path }) => path !== DEMO);
  const shown = hand.flatMap(({ path, text }) =>
    [...text.matchAll(/(.*)\n+```console$/gm)].map(([, before = '']) => `${path}: ${before}`),
  );
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter((line) => !line.includes('<!-- run: carbon-audit '))).toEqual([]);
});

/** Folders whose files documents speak of by path. */
const PATH = /`((?:src|test|config|scripts|bench|fixtures|docs|schemas|k8s|bin)\/[\w./-]*)`/g;

test('files and scripts that documents name exist', () => {
  const paths = documents.flatMap(({ path, text }) =>
    [...text.matchAll(PATH)].map(([, named = '']) => ({ path, named })),
  );
  const isThere = (named: string, from: string): boolean =>
    existsSync(join(ROOT, named)) || existsSync(join(ROOT, posix.dirname(from), named));
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter(({ path, named }) => !isThere(named, path))).toEqual([]);
  const scripts = documents.flatMap(({ text }) =>
    [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name),
  );
  expect(scripts.filter((name) => !Object.hasOwn(packageJson.scripts, name ?? ''))).toEqual([]);
});
