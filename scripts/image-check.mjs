// Runs the image that scripts/image-test.sh built, as locked down as a cluster would, and prints what it measured.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { played, rendered } from './image/play.mjs';
import { freePort, memoryOf, openSurroundings, tolerant } from './image/surroundings.mjs';
import { mcpClient } from './mcp-client.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    image: { type: 'string' },
    memory: { type: 'string' },
    work: { type: 'string' },
    kubectl: { type: 'string' },
  },
});
const { image, memory, work, kubectl } = values;
const CANNOT_RUN = 77;
const STOP_WITHIN_MS = 2000;
const NODES = 50;
const TOKEN = 'only-for-this-test';
const LOCKED = [
  '--pull=never --no-healthcheck --network=host --read-only --read-only-tmpfs=false --cap-drop=ALL',
  `--security-opt=no-new-privileges --memory=${memory}m`,
].flatMap((line) => line.split(' '));

const surroundings = await openSurroundings({ command: positionals, work });
const { podman, keplers, ready, remove, scratch } = surroundings;
const say = (text) => console.log(`image-test: ${text}`);
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

function must(condition, text) {
  if (!condition) throw new Error(text);
}

/** Starts the server in a container. Resolves, when it is ready, to its client and the time it took. */
async function serve(name, kepler, flags = []) {
  const port = await freePort();
  surroundings.started(name);
  await writeFile(join(scratch, 'tokens'), `test ${TOKEN}\n`, { mode: 0o644 });
  const environment = { HOST: '127.0.0.1', PORT: port, KEPLER_ENDPOINT: kepler };
  const settings = Object.entries(environment).map(([variable, value]) => `--env=${variable}=${value}`);
  const mount = `--volume=${scratch}/tokens:/token:ro`;
  const command = ['serve', '--transport=http', '--token-file=/token', '--rate=100000'];
  await podman(
    'run',
    '--detach',
    `--name=${name}`,
    ...LOCKED,
    mount,
    ...settings,
    ...flags,
    image,
    ...command,
  );
  const base = `http://127.0.0.1:${port}`;
  const readyAt = await ready(base, name);
  const state = await podman('inspect', '--format', '{{.State.StartedAt.UnixMilli}} {{.State.Pid}}', name);
  const [startedAt, pid] = state.trim().split(' ').map(Number);
  return { base, pid, startMs: readyAt - startedAt, client: mcpClient(`${base}/mcp`, TOKEN) };
}

async function call(client, tool, args) {
  const { isError, content, structuredContent } = await client.call(tool, args);
  must(!isError, `${tool}: ${content[0]?.text}`);
  return structuredContent;
}

const assess = (client) =>
  call(client, 'assess_workload_compliance', { workload_name: 'heavy-app', namespace: 'demo' });

async function inspectImage() {
  const [{ Config: config, Size: bytes }] = JSON.parse(await podman('image', 'inspect', image));
  must(config.User === '65532:65532', `the user is ${config.User}`);
  must(config.Entrypoint.join(' ') === '/nodejs/bin/node /app/bin/carbon-audit.js', 'another entry point');
  must(config.Cmd.join(' ') === 'serve --transport http', `the default is ${config.Cmd}`);
  must(
    config.Labels['io.modelcontextprotocol.server.name'] === 'carbon-audit/carbon-audit',
    'no label with the name',
  );
  const version = (await podman('run', '--rm', ...LOCKED, image, '--version')).trim();
  must(/^\d+\.\d+\.\d+$/.test(version), `--version says ${version}`);
  const node = await podman('run', '--rm', ...LOCKED, '--entrypoint=/nodejs/bin/node', image, '--version');
  const ours = Number(await readFile(join(work, 'bytes'), 'utf8'));
  say(
    `image ${megabytes(bytes)} MB, of which ${megabytes(ours)} MB ours, else Node ${node.trim()}; user 65532`,
  );
}

async function refusesOpenDoor() {
  const failure = await tolerant(
    podman('run', '--rm', ...LOCKED, '--env=KEPLER_ENDPOINT=http://127.0.0.1:1', image),
  );
  must(failure.code === 2, `without a token the server ends with ${failure.code ?? 0}`);
  must(/Without a token/.test(failure.stderr), failure.stderr);
  say('on all interfaces without a token it refuses to start, exit 2');
}

async function servesAndStops() {
  const name = 'carbon-audit-serve';
  const port = await keplers(['127.0.0.1']);
  const { base, pid, startMs, client } = await serve(name, `http://127.0.0.1:${port}/metrics`);
  const { serverInfo } = await client.initialize();
  must(serverInfo.name === 'carbon-audit', `the server is ${serverInfo.name}`);
  const idle = await memoryOf(pid);
  must(idle.user === 65532, `it runs as ${idle.user}`);
  const { verdict } = await assess(client);
  must(verdict === 'COMPLIANT', `the verdict is ${verdict}`);
  const stranger = await fetch(`${base}/mcp`, { method: 'POST', body: '{}' });
  must(stranger.status === 401, `without the token it answers ${stranger.status}`);
  for (let i = 0; i < 20; i += 1) await Promise.all(Array.from({ length: 10 }, () => assess(client)));
  const { peak } = await memoryOf(pid);
  say(
    `ready ${startMs} ms after its start; ${idle.now} MiB after initialize, ${peak} MiB at most in 201 tool calls`,
  );
  await healthcheck(name);
  await stopsWell(name);
}

async function healthcheck(name) {
  const [{ Healthcheck: check }] = JSON.parse(await podman('image', 'inspect', image));
  const [kind, ...command] = check.Test;
  must(kind === 'CMD', 'the health check needs a shell');
  await podman('exec', name, ...command);
  const wrong = await tolerant(podman('exec', '--env', 'PORT=1', name, ...command));
  must(wrong.code === 1, `a health check of nobody ends with ${wrong.code ?? 0}`);
  say('the health check tells a server from none');
}

async function stopsWell(name) {
  const begun = performance.now();
  await podman('kill', '--signal=TERM', name);
  const code = (await podman('wait', name)).trim();
  const took = Math.round(performance.now() - begun);
  must(code === '0', `after SIGTERM it ends with ${code}`);
  must(took < STOP_WITHIN_MS, `SIGTERM takes ${took} ms`);
  say(`SIGTERM ends it within ${took} ms, exit 0`);
  await remove(name);
}

const hostsFor = (addresses) => addresses.map((address) => `--add-host=kepler-headless:${address}`);

/** Three addresses behind one name, nobody at the third. */
async function namesMissingNode() {
  const name = 'carbon-audit-missing';
  const port = await keplers(['127.0.3.1', '127.0.3.2']);
  const hosts = hostsFor(['127.0.3.1', '127.0.3.2', '127.0.3.3']);
  const { client } = await serve(name, `dns:kepler-headless:${port}`, hosts);
  const { verdict, coverage } = await assess(client);
  const { nodes, missing } = coverage;
  must(verdict === 'INCONCLUSIVE', `two of three nodes are ${verdict}`);
  must(nodes === 2 && missing.length === 1, `coverage is ${JSON.stringify(coverage)}`);
  must(missing[0].origin.includes('127.0.3.3'), `missing is ${missing[0].origin}`);
  say('of three addresses with one down: two nodes read, the third named, INCONCLUSIVE');
  await remove(name);
}

async function readsManyNodes() {
  const name = 'carbon-audit-many';
  const addresses = Array.from({ length: NODES }, (_, i) => `127.0.4.${i + 1}`);
  const port = await keplers(addresses);
  const { pid, client } = await serve(name, `dns:kepler-headless:${port}`, hostsFor(addresses));
  const begun = performance.now();
  const { coverage } = await call(client, 'get_power_consumption_summary', {});
  const took = Math.round(performance.now() - begun);
  must(coverage.nodes === NODES, `${coverage.nodes} nodes were read`);
  for (let i = 0; i < 10; i += 1) await call(client, 'list_workloads_by_compliance', { namespace: 'demo' });
  const { peak } = await memoryOf(pid);
  say(`${NODES} nodes with 40 pods each: first answer in ${took} ms, ${peak} MiB at most`);
  await remove(name);
}

async function playsManifests() {
  if (kubectl === '') {
    say('could not run here: without kubectl the manifests are not played');
    return CANNOT_RUN;
  }
  const documents = rendered(kubectl);
  const verdictWith = async (limit) => {
    const ask = (url) => assess(mcpClient(url, TOKEN));
    return (await played(surroundings, { documents, image, token: TOKEN, limit, ask })).verdict;
  };
  const before = await verdictWith(null);
  must(before === 'COMPLIANT', `as shipped the verdict is ${before}`);
  const after = await verdictWith(400);
  must(after === 'NON_COMPLIANT', `with a limit of 400 the verdict is ${after}`);
  say('podman play kube: COMPLIANT as shipped, NON_COMPLIANT with a limit of 400 in the ConfigMap');
  return 0;
}

const STEPS = [
  inspectImage,
  refusesOpenDoor,
  servesAndStops,
  namesMissingNode,
  readsManyNodes,
  playsManifests,
];

try {
  for (const step of STEPS) process.exitCode = (await step()) || process.exitCode;
} catch (error) {
  console.error(`image-test: FAILED: ${error.message}\n${error.stderr ?? ''}`);
  process.exitCode = 1;
} finally {
  await surroundings.close();
}
