// Writes schemas/report-v1.json, the published JSON Schema of every JSON answer, from the schemas in the source.
// With --check it writes nothing and exits 1 if the file is not current.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const TARGET = 'schemas/report-v1.json';

const scratch = await mkdtemp(join(tmpdir(), 'carbon-audit-schemas-'));
const bundle = join(scratch, 'schema.mjs');
await build({
  stdin: {
    contents:
      "import * as z from 'zod'; import { Report } from './src/operations/schema/report.ts'; export const schema = z.toJSONSchema(Report, { reused: 'ref', io: 'input' });",
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'warning',
});
const { schema } = await import(pathToFileURL(bundle).href);
await rm(scratch, { recursive: true });

const titled = {
  $schema: schema.$schema,
  $id: 'urn:carbon-audit:report:1',
  title: 'Reports of carbon-audit',
  ...schema,
};
const text = `${JSON.stringify(titled, null, 1)}\n`;

if (process.argv.includes('--check')) {
  const current = await readFile(TARGET, 'utf8').catch(() => '');
  if (current !== text) {
    console.error(`${TARGET} is not current: run npm run schemas`);
    process.exitCode = 1;
  }
} else {
  await writeFile(TARGET, text);
}
