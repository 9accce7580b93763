// Keeps config/ and NOTICE in order.
//
//   node scripts/build-catalogue.mjs                     check the files, write them in one form, write notices
//   node scripts/build-catalogue.mjs --check             the same without writing; exit 1 where something would change
//   node scripts/build-catalogue.mjs --averages DIR      refresh grid-averages.json from an unpacked npm package @tgwf/co2
//   node scripts/build-catalogue.mjs --hourly FILE.csv   recompute the typical days of the zones in a table of hours:
//                                                        first column UTC times, one column a zone, gCO2eq/kWh;
//                                                        for exact local years it begins a day early and ends a day late
//
// Kept by hand: standards.json, regions.json, providers.json, grid-alternatives.json, sources.json. Nothing here uses the network:
// `npm pack @tgwf/co2@0.19.0` fetches the package once, the hourly table comes from the Electricity Maps portal.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { noticeFiles } from './catalogue/notices.mjs';
import { serialized } from './catalogue/serialize.mjs';
import { typicalDays } from './catalogue/typical-days.mjs';
import { yearlyAverages } from './catalogue/yearly-averages.mjs';

const ROOT = resolve(import.meta.dirname, '..');

/** Every file the script answers for, by path from the root, with the text it should have. */
export async function catalogueTexts({ averages, hourly } = {}) {
  const { problems, names, localHours } = await product();
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readConfig(name)])),
  );
  if (averages)
    files['grid-averages'] = await yearlyAverages(files['grid-averages'], files.regions, averages);
  if (hourly)
    files['hourly-profiles'] = typicalDays(
      files['hourly-profiles'],
      await readFile(hourly, 'utf8'),
      localHours,
    );
  const found = problems(files);
  if (found.length > 0) throw new Error(`the catalogue is broken:\n${found.join('\n')}`);
  const data = names.map((name) => [`config/${name}.json`, serialized(files[name])]);
  return Object.fromEntries([...data, ...noticeFiles(files.sources)]);
}

const readConfig = async (name) => JSON.parse(await readFile(join(ROOT, 'config', `${name}.json`), 'utf8'));

/** Checks and clock of the product itself; TypeScript, so they are bundled first. */
async function product() {
  const entry = `
    import { CATALOGUE_FILES } from './src/io/catalogue-schema.ts';
    import { crossCheck, problemsOf } from './src/io/catalogue-check.ts';
    export { localHours } from './src/grid/local-hours.ts';
    export const names = Object.keys(CATALOGUE_FILES);
    const own = (files) => names.flatMap((name) => {
      const found = problemsOf(name, files[name]);
      return 'valid' in found ? [] : [name + '.json: ' + found.path + ': ' + found.reason];
    });
    const cross = (files) => crossCheck(files).map(({ file, path, reason }) => file + '.json: ' + path + ': ' + reason);
    export const problems = (files) => { const first = own(files); return first.length > 0 ? first : cross(files); };
  `;
  const bundled = await build({
    stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' },
    ...{ bundle: true, write: false, format: 'esm', platform: 'node' },
  });
  return import(
    `data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].contents).toString('base64')}`
  );
}

async function main() {
  const options = { check: { type: 'boolean' }, averages: { type: 'string' }, hourly: { type: 'string' } };
  const { values } = parseArgs({ options });
  const changed = [];
  for (const [path, text] of Object.entries(await catalogueTexts(values))) {
    const before = await readFile(join(ROOT, path), 'utf8').catch(() => null);
    if (before === text) continue;
    changed.push(path);
    if (!values.check) await writeFile(join(ROOT, path), text);
  }
  console.log(
    changed.length === 0
      ? 'everything is as it should be'
      : `${values.check ? 'differ' : 'written'}: ${changed.join(', ')}`,
  );
  if (values.check && changed.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
