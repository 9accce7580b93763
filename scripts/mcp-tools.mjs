// Calls every tool of a server once and prints what came back and how long it took. See scripts/test-mcp.sh.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { firstToken, mcpClient } from './mcp-client.mjs';

const USAGE = 'usage: mcp-tools.mjs URL [--token-file FILE] [--workload NAME] [--namespace NAME]';

function given() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        'token-file': { type: 'string' },
        workload: { type: 'string', default: 'heavy-app' },
        namespace: { type: 'string', default: 'demo' },
      },
    });
    if (parsed.positionals.length === 1) return parsed;
    console.error(USAGE);
  } catch (error) {
    console.error(`test-mcp: ${error.message}\n${USAGE}`);
  }
  process.exit(2);
}

const { values, positionals } = given();
const [url] = positionals;

const arguments_ = { workload_name: values.workload, namespace: values.namespace };

/** Only what a tool asks for: it refuses arguments it does not know. */
function argumentsOf({ inputSchema }) {
  const known = Object.keys(inputSchema.properties ?? {});
  return Object.fromEntries(Object.entries(arguments_).filter(([name]) => known.includes(name)));
}

/** Of one workload, of the workload where it is or as it would be; of several, what most needs a look and how many. */
function verdictOf({ verdict, after, current, totals, gaps = [] } = {}) {
  if (gaps.length > 0) return 'INCONCLUSIVE';
  const one = verdict ?? after?.verdict ?? current?.verdict;
  if (one !== undefined) return one;
  const counts = [
    [totals?.nonCompliant, 'NON_COMPLIANT'],
    [totals?.inconclusive, 'INCONCLUSIVE'],
    [totals?.compliant, 'COMPLIANT'],
  ];
  const [count, name] = counts.find(([number]) => number > 0) ?? [];
  return count === undefined ? '-' : `${count} ${name}`;
}

function outcomeOf(result) {
  const text = result.content.find(({ type }) => type === 'text')?.text ?? '';
  if (result.isError) return { verdict: 'ERROR', ok: false, text };
  return { verdict: verdictOf(result.structuredContent), ok: true, text };
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { result, ms: Math.round(performance.now() - start) };
}

const cell = (text, width) => String(text).padEnd(width);

async function callAll() {
  const client = mcpClient(
    url,
    values['token-file'] ? firstToken(await readFile(values['token-file'], 'utf8')) : null,
  );
  const { result: hello, ms } = await timed(() => client.initialize());
  console.log(`${hello.serverInfo.name} ${hello.serverInfo.version} at ${url}, initialize in ${ms} ms\n`);
  console.log(`${cell('TOOL', 32)}${cell('VERDICT', 20)}TIME`);
  let failed = 0;
  for (const tool of await client.tools()) {
    const { result, ms: took } = await timed(() => client.call(tool.name, argumentsOf(tool)));
    const { verdict, ok, text } = outcomeOf(result);
    console.log(`${cell(tool.name, 32)}${cell(verdict, 20)}${took} ms${ok ? '' : `  ${text}`}`);
    if (!ok) failed += 1;
  }
  return failed;
}

try {
  const failed = await callAll();
  if (failed > 0) console.error(`\n${failed} tools did not answer`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  const reason = error.cause?.code ?? error.message;
  console.error(`test-mcp: ${url}: ${reason}`);
  process.exitCode = 3;
}
