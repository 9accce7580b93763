// Compiles the innermost loops of the exposition reader, src/prometheus/kernel, to WebAssembly and puts the code into a
// module, so that bundles, tests and benches find it in the same way. Compiles only what has changed.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = 'src/prometheus/kernel';
const MODULE = 'src/prometheus/kernel-code.ts';
// Memory begins with 1.5 MiB: rows, the text at hand, and the first tables (layout.ts).
const OPTIONS = '-O3 --noAssert --runtime stub --enable simd --initialMemory 24'.split(' ');

/** null where there is no such file. */
const textOf = (path) => readFile(path, 'utf8').catch(() => null);

/** Imports name their files in full, as everywhere in the project; the compiler wants them without the suffix. */
const SUFFIX = /(?<=from '\.\/)([\w-]+)\.ts(?=';)/g;

/** Of everything the code depends on. */
async function digest() {
  const sources = (await readdir(FOLDER)).sort().map((file) => join(FOLDER, file));
  const hash = createHash('sha256');
  for (const path of [...sources, 'scripts/kernel.mjs', 'node_modules/assemblyscript/package.json'])
    hash.update(`${path}\n${await textOf(path)}\n`);
  return hash.digest('hex');
}

async function compiled() {
  const { default: asc } = await import('assemblyscript/asc');
  let code = Buffer.of();
  const { error, stderr } = await asc.main([`${FOLDER}/door.ts`, ...OPTIONS, '--outFile', 'kernel.wasm'], {
    readFile: async (path) => (await textOf(path))?.replace(SUFFIX, '$1') ?? null,
    writeFile: (_path, contents) => {
      code = Buffer.from(contents);
    },
  });
  if (error !== null) throw new Error(`the kernel does not compile\n${stderr}`);
  process.stderr.write(stderr.toString());
  return code.toString('base64');
}

const head = `/** Made by scripts/kernel.mjs: WebAssembly in base64. Sources: ${await digest()} */`;
if (!(await textOf(MODULE))?.startsWith(head))
  await writeFile(MODULE, `${head}\nexport const KERNEL_CODE =\n  '${await compiled()}';\n`);
