import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { makeCertificates, pairOf } from '../support/certificates.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { scratch } from '../support/scratch.ts';
import { answering, httpsServer } from '../support/servers.ts';

const made = makeCertificates();

/** The reading of sources as it ships: bundled and split. */
async function bundle(outdir: string) {
  const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";
  const { metafile } = await build({
    ...{ entryPoints: ['src/io/scrapes.ts'], outdir, bundle: true, splitting: true, metafile: true },
    ...{ format: 'esm', platform: 'node', target: 'node20', logLevel: 'silent', banner: { js: banner } },
    outExtension: { '.js': '.mjs' },
  });
  return metafile.outputs;
}

test('a plain file loads neither HTTP nor zlib', async () => {
  const outputs = await bundle(scratch());
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === 'src/io/scrapes.ts') ?? '';
  const loaded = new Set([entry]);
  for (const path of loaded) {
    const now = outputs[path]?.imports.filter(({ kind }) => kind === 'import-statement') ?? [];
    for (const { path: next } of now) loaded.add(next);
  }
  const inputs = [...loaded].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  expect(inputs).toContain('src/io/files.ts');
  expect(inputs.filter((path) => /undici|src\/io\/(http|tls|unzip)\.ts/.test(path))).toEqual([]);
  expect([...loaded].filter((path) => /^(node:)?(zlib|tls|http|https|net)$/.test(path))).toEqual([]);
});

test('NODE_EXTRA_CA_CERTS is trusted, and an explicit --ca replaces it', async () => {
  const directory = scratch();
  await bundle(directory);
  const { url } = await httpsServer(pairOf(made.server), answering(keplerPage()));
  const program = `
    const { readScrapes } = await import('${directory}/scrapes.mjs');
    const around = { env: {}, stdin: [], now: Date.now, interruption: { signal: new AbortController().signal }, note: () => {} };
    for (const tls of [{}, { ca: '${made.selfSigned.cert}' }]) {
      await readScrapes({ sources: ['${url}'], intervalSeconds: null, tls }, around)
        .then(({ scrapes }) => console.log('read', scrapes.length), ({ message }) => console.log(message));
    }`;
  const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: made.ca };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env,
  });
  const refusal = `cannot read ${url}/metrics: its certificate is from an authority this machine does not trust`;
  expect(stdout).toBe(`read 1\n${refusal}\n`);
});
