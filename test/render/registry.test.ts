import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { FORMATS, isFormat } from '../../src/render/registry.ts';
import { FILE_TRAITS } from '../../src/render/traits.ts';
import { invocationOf, SAMPLE, textOf } from './sample.ts';

test.each(Object.entries(FORMATS))('%s renders', async (_, { load, summary }) => {
  const { render } = await load();
  const printed = render(invocationOf(SAMPLE, { names: SAMPLE.names }), FILE_TRAITS);
  expect(textOf(printed)).toContain('demo/heavy-app');
  expect(summary).not.toBe('');
});

test('only our own names are formats', () => {
  expect(isFormat('json')).toBe(true);
  expect(isFormat('xml')).toBe(false);
  expect(isFormat('constructor')).toBe(false);
});

/** Packages that loading a format loads with it. */
async function packagesOf(format: string): Promise<string[]> {
  const entryPoints = [`src/render/${format}.ts`];
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const names = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/([^/]+)/u.exec(path)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

test.each(['json', 'csv', 'name'])('%s loads no package at all', async (format) => {
  expect(await packagesOf(format)).toEqual([]);
});

test('table loads chalk and cli-table3, yaml its parser', async () => {
  expect(await packagesOf('table')).toEqual(expect.arrayContaining(['chalk', 'cli-table3']));
  expect(await packagesOf('yaml')).toEqual(['yaml']);
});
