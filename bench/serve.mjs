#!/usr/bin/env node
/**
 * What does the MCP server cost on top of its protocol library, and does it stay the same size?
 *
 *   node bench/serve.mjs [--seconds 3] [--rounds 5] [--calls 100000] [--starts 15] [--only throughput,start,heap,clients]
 *
 * throughput  requests/s of list_workloads_by_compliance on a warm source of 500 pods, over those of a server made of
 *             nothing but the protocol library, with an instant tool and the same reply; rounds alternate, medians count
 * start       process start to the answer of `initialize` on stdio, over `node -e 0`; interleaved, medians count
 * heap        used heap after many calls against the heap after the first tenth of them, each after a full collection
 * clients     64 connections at once: no error, p99
 *
 * Absolute figures differ between machines and hours; ratios of one run are what counts. Both servers run in processes
 * of their own and share the machine with the load. Needs dist/ (npm run build).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

const SELF = import.meta.filename;
const LAUNCHER = join(import.meta.dirname, '../bin/carbon-audit.js');
const PODS = 500;
const LIMITS = { throughputRatio: 0.6, startMs: 100, heapRatio: 1.15 };

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  options: { seconds: text, rounds: text, calls: text, starts: text, only: text },
  allowPositionals: true,
});
const SECONDS = Number(values.seconds ?? 3);
const ROUNDS = Number(values.rounds ?? 5);
const CALLS = Number(values.calls ?? 100_000);
const STARTS = Number(values.starts ?? 15);
const only = values.only?.split(',');

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const failures = [];
function check(passed, line) {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${line}`);
  if (!passed) failures.push(line);
}

/** The yardstick: a stateless server with one tool that answers at once with the reply it was given. */
async function bareServer(replyFile) {
  const { McpServer } = await import('@modelcontextprotocol/sdk/server/mcp.js');
  const { StreamableHTTPServerTransport } = await import(
    '@modelcontextprotocol/sdk/server/streamableHttp.js'
  );
  const { AjvJsonSchemaValidator } = await import('@modelcontextprotocol/sdk/validation/ajv');
  const z = await import('zod');
  const reply = JSON.parse(readFileSync(replyFile, 'utf8'));
  const jsonSchemaValidator = new AjvJsonSchemaValidator();
  const inputSchema = z.object({ namespace: z.string() });
  const make = () => {
    const server = new McpServer({ name: 'bare', version: '1' }, { jsonSchemaValidator });
    server.registerTool('list_workloads_by_compliance', { inputSchema }, async () => reply);
    return server;
  };
  const http = createServer(async (req, res) => {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    const server = make();
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    res.on('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(req, res, JSON.parse(Buffer.concat(chunks)));
  });
  http.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${http.address().port}/mcp`));
}

/** One node with so many pods, as Kepler 0.11 exports them. All names and values are invented. */
function scrapeOf(pods) {
  const zones = ['dram', 'package'];
  const lines = zones.map(
    (zone, i) => `kepler_node_cpu_watts{node_name="bench-01",path="p",zone="${zone}"} ${pods * (i + 1)}`,
  );
  for (let pod = 0; pod < pods; pod++) {
    const labels = `node_name="bench-01",pod_id="pod-${pod}",pod_name="worker-${pod}",pod_namespace="bench",state="running"`;
    for (const [i, zone] of zones.entries())
      lines.push(`kepler_pod_cpu_watts{${labels},zone="${zone}"} ${(((pod * 37) % 101) / 101) * (i + 1)}`);
  }
  return `${lines.join('\n')}\n`;
}

async function keplerServer() {
  const body = scrapeOf(PODS);
  const http = createServer((_, res) =>
    res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(body),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return { url: `http://127.0.0.1:${http.address().port}/metrics`, close: () => http.close() };
}

/** Servers of this run end with it, however it ends. */
const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** Lets the bench ask a server for a full garbage collection. */
const COLLECT_ON_SIGNAL = [
  '--expose-gc',
  '--import',
  'data:text/javascript,process.on("SIGUSR2",()=>{globalThis.gc();globalThis.gc()})',
];

async function started(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let seen = '';
  const url = await new Promise((resolve, reject) => {
    const look = (chunk) => {
      if (seen === null) return;
      seen += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\/mcp/.exec(seen)?.[0];
      if (!found) return;
      seen = null; // from here on the log is only drained
      resolve(found);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('exit', (code) => reject(new Error(`a server ended with ${code}: ${seen}`)));
  });
  return {
    url,
    collect: async () => {
      child.kill('SIGUSR2');
      await new Promise((resolve) => setTimeout(resolve, 1000));
    },
    stop: async () => {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await once(child, 'exit');
      children.delete(child);
    },
  };
}

const callOf = (args) =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'list_workloads_by_compliance', arguments: { namespace: 'bench', ...args } },
  });
/** Twenty workloads, about 40 KiB. */
const CALL = callOf({});
/** One workload: where the number of calls matters and not their size. */
const SMALL_CALL = callOf({ limit: 1 });
const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

async function callOnce(url) {
  const { result } = await (await fetch(url, { method: 'POST', headers: HEADERS, body: CALL })).json();
  if (result.isError) throw new Error(result.content[0].text);
  return result;
}

const load = (url, options) =>
  autocannon({
    url,
    method: 'POST',
    headers: HEADERS,
    body: CALL,
    verifyBody: (body) => !body.includes('"isError"'),
    ...options,
  });
const faults = ({ errors, non2xx, mismatches }) => errors + non2xx + mismatches;

async function throughput(ours, bare) {
  const rates = { ours: [], bare: [] };
  await load(bare, { connections: 32, duration: SECONDS });
  await load(ours, { connections: 32, duration: SECONDS });
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, url] of Object.entries({ bare, ours })) {
      const run = await load(url, { connections: 32, duration: SECONDS });
      rates[name].push(run.requests.average);
      if (faults(run) > 0) check(false, `${name}: ${faults(run)} failed requests`);
    }
  }
  const ratio = median(rates.ours) / median(rates.bare);
  const figures = `${median(rates.ours).toFixed(0)} against ${median(rates.bare).toFixed(0)} requests/s`;
  check(
    ratio >= LIMITS.throughputRatio,
    `throughput ${ratio.toFixed(2)} of the bare library (${figures}, ${PODS} pods)`,
  );
}

const INITIALIZE = `${JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
})}\n`;

async function startOnce(args, untilAnswer) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  if (untilAnswer) child.stdin.write(INITIALIZE);
  await once(untilAnswer ? child.stdout : child, untilAnswer ? 'data' : 'exit');
  const elapsedMs = performance.now() - startedAt;
  child.stdin.end();
  if (untilAnswer) await once(child, 'exit');
  return elapsedMs;
}

async function start(kepler) {
  const times = { node: [], serve: [] };
  for (let i = 0; i < STARTS; i++) {
    times.node.push(await startOnce(['-e', '0'], false));
    times.serve.push(await startOnce([LAUNCHER, 'serve', '--kepler', kepler], true));
  }
  const over = median(times.serve) - median(times.node);
  check(
    over <= LIMITS.startMs,
    `start to initialize ${over.toFixed(0)} ms over node -e 0 (${median(times.node).toFixed(0)} ms)`,
  );
}

/** After a full collection: between two of them the heap says more about the collector than about the server. */
async function usedHeap({ url, collect }) {
  await load(url, { connections: 4, amount: 200, body: SMALL_CALL });
  await collect();
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]);
}

async function heap(ours) {
  await load(ours.url, { connections: 32, amount: Math.ceil(CALLS / 10), body: SMALL_CALL });
  const before = await usedHeap(ours);
  const run = await load(ours.url, { connections: 32, amount: CALLS, body: SMALL_CALL });
  const after = await usedHeap(ours);
  const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
  check(faults(run) === 0, `${CALLS} calls, ${faults(run)} failed`);
  check(after <= before * LIMITS.heapRatio, `heap ${mib(before)} MiB before, ${mib(after)} MiB after`);
}

async function clients(ours) {
  const run = await load(ours, { connections: 64, duration: SECONDS });
  const { p50, p99, max } = run.latency;
  check(
    faults(run) === 0,
    `64 clients: ${faults(run)} failed of ${run.requests.total}; p50 ${p50} ms, p99 ${p99} ms, max ${max} ms`,
  );
}

async function bench() {
  const wants = (part) => only === undefined || only.includes(part);
  const kepler = await keplerServer();
  const ours = await started([
    ...COLLECT_ON_SIGNAL,
    LAUNCHER,
    'serve',
    '--transport',
    'http',
    '--port',
    '0',
    '--rate',
    '1000000',
    '--concurrency',
    '64',
    '--kepler',
    kepler.url,
  ]);
  const replyFile = join(tmpdir(), `carbon-audit-bench-${process.pid}.json`);
  writeFileSync(replyFile, JSON.stringify(await callOnce(ours.url)));
  try {
    if (wants('throughput')) {
      const bare = await started([SELF, 'bare', replyFile]);
      await throughput(ours.url, bare.url);
      await bare.stop();
    }
    if (wants('heap')) await heap(ours);
    if (wants('clients')) await clients(ours.url);
    if (wants('start')) await start(kepler.url);
  } finally {
    await ours.stop();
    kepler.close();
    rmSync(replyFile);
  }
  process.exitCode = failures.length === 0 ? 0 : 1;
}

if (positionals[0] === 'bare') await bareServer(positionals[1]);
else await bench();
