// Writes docs/reference/ from the program's own tables, and what README.md and docs/ quote of the program from running it.
// With --check it writes nothing and exits 1, naming what is not current. Needs dist/ (npm run build).
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cliPage } from './reference/cli-page.mjs';
import { code, table } from './reference/markdown.mjs';
import { mcpPage, toolTable } from './reference/mcp-page.mjs';
import { regionsPage } from './reference/regions-page.mjs';
import { refreshed } from './reference/run-blocks.mjs';
import { standardsPage } from './reference/standards-page.mjs';
import { sourceTables } from './reference/tables.mjs';
import { checkVariables, VARIABLES } from './reference/variables.mjs';
import { warningsPage } from './reference/warnings-page.mjs';

const tables = await sourceTables();

const PAGES = {
  'docs/reference/cli.md': cliPage,
  'docs/reference/mcp.md': mcpPage,
  'docs/reference/regions.md': regionsPage,
  'docs/reference/standards.md': standardsPage,
  'docs/reference/warnings.md': warningsPage,
};

const quoted = {
  tools: toolTable(tables),
  environment: table(
    ['Variable', 'Meaning'],
    VARIABLES.map(([name, meaning]) => [code(name), meaning]),
  ),
};

const written = [
  'README.md',
  ...(await readdir('docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

const problems = await checkVariables();
const isCheck = process.argv.includes('--check');

async function put(path, text) {
  const current = await readFile(path, 'utf8').catch(() => '');
  if (current === text) return;
  if (isCheck) problems.push(`${path} is not current: npm run reference`);
  else await writeFile(path, text);
}

for (const [path, make] of Object.entries(PAGES)) await put(path, await make(tables));
for (const path of written) await put(path, await refreshed(await readFile(path, 'utf8'), quoted));

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
