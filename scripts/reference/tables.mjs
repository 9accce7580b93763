// What the generated pages are made from: the program's own tables, bundled from the TypeScript sources.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const EXPORTS = `
  export { COMMANDS } from './src/cli/registry.ts';
  export { EXIT_OF } from './src/errors.ts';
  export { TOOLS } from './src/mcp/tools.ts';
  export { RESOURCES } from './src/mcp/resources.ts';
  export { PROMPTS } from './src/mcp/prompts.ts';
  export { INSTRUCTIONS, listedTools } from './src/mcp/surface.ts';
  export { BUNDLED } from './src/io/catalogue-bundled.ts';
  export { loadCatalogue } from './src/io/catalogue.ts';
  export { pueOf } from './src/audit/catalogue-lookup.ts';
  export { phasesInForce } from './src/standards/lookup.ts';
`;

/** Packages in CommonJS call require, for node's own modules only: all others are bundled. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

export async function sourceTables() {
  const scratch = await mkdtemp(join(tmpdir(), 'carbon-audit-reference-'));
  try {
    const outfile = join(scratch, 'tables.mjs');
    await build({
      stdin: { contents: EXPORTS, resolveDir: process.cwd(), loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      banner: { js: REQUIRE },
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(scratch, { recursive: true });
  }
}
