/** The environment variables of the former deployment, each with what it decides. */
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { carbonAudit, ended, NODE_A, NODE_B, started } from '../support/cli.ts';

type Environment = Readonly<Record<string, string>>;

const LISTENING = /listening on (\S+)/;

/** The address a server of this environment listens on; it has ended when the test has. */
async function listening(env: Environment): Promise<string> {
  const child = started(['serve'], { env });
  const end = ended(child);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });
  return new Promise((resolve, reject) => {
    let read = '';
    child.stderr?.on('data', (text: string) => {
      read += text;
      const url = LISTENING.exec(read)?.[1];
      if (url !== undefined) resolve(url);
    });
    void end.then(({ stderr }) => reject(new Error(`it ended: ${stderr}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function toolAnswer(url: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'list_workloads_by_compliance', arguments: { namespace: 'demo' } },
    }),
  });
  const { result } = (await response.json()) as {
    result: { structuredContent: { nodes: readonly { node: string }[] } };
  };
  return result.structuredContent;
}

const HTTP: Environment = { MCP_TRANSPORT: 'http', PORT: '0', KEPLER_ENDPOINT: NODE_A };

test('MCP_TRANSPORT, PORT, HOST and KEPLER_ENDPOINT make the server', async () => {
  const port = await freePort();
  const url = await listening({ ...HTTP, PORT: `${port}`, HOST: '127.0.0.5' });
  expect(url).toBe(`http://127.0.0.5:${port}/mcp`);
  expect((await toolAnswer(url)).nodes.map(({ node }) => node)).toEqual(['worker-01']);
});

test('KEPLER_ENDPOINT decides what is read', async () => {
  const url = await listening({ ...HTTP, KEPLER_ENDPOINT: NODE_B });
  expect((await toolAnswer(url)).nodes.map(({ node }) => node)).toEqual(['gpu-worker-01']);
});

test('KEPLER_ENDPOINT names several nodes, separated by commas', async () => {
  const url = await listening({ ...HTTP, KEPLER_ENDPOINT: `${NODE_A}, ${NODE_B}` });
  const nodes = (await toolAnswer(url)).nodes.map(({ node }) => node);
  expect(nodes.toSorted()).toEqual(['gpu-worker-01', 'worker-01']);
});

test('MCP_TRANSPORT sse serves the clients of then as well', async () => {
  const url = await listening({ ...HTTP, MCP_TRANSPORT: 'sse' });
  const stream = await fetch(new URL('/sse', url));
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  await stream.body?.cancel();
});

test.each<[Environment, RegExp]>([
  [{ MCP_TRANSPORT: 'pigeon' }, /unknown transport "pigeon"/],
  [{ PORT: '80000' }, /PORT takes a number/],
  [{ HOST: '0.0.0.0' }, /Without a token/],
])('%j makes no server and says why', async (env, message) => {
  const { code, stderr } = await carbonAudit('serve', { env: { ...HTTP, ...env } });
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});

const assessWith = (env: Environment, more = '') =>
  carbonAudit(`assess heavy-app -n demo -o json ${more}`, { env: { KEPLER_ENDPOINT: NODE_A, ...env } });

test.each<[string, Environment, number, string]>([
  ['the catalogue says', {}, 0, 'COMPLIANT'],
  ['KOREA_CARBON_INTENSITY=400 says', { KOREA_CARBON_INTENSITY: '400' }, 1, 'NON_COMPLIANT'],
  ['KOREA_CARBON_INTENSITY=450 says', { KOREA_CARBON_INTENSITY: '450' }, 0, 'COMPLIANT'],
  ['KOREA_PUE_TARGET=1.1 says', { KOREA_PUE_TARGET: '1.1' }, 1, 'NON_COMPLIANT'],
  ['KOREA_PUE_TARGET=1.2 says', { KOREA_PUE_TARGET: '1.2' }, 0, 'COMPLIANT'],
])('%s which verdict the workload has', async (_, env, code, verdict) => {
  const ran = await assessWith(env);
  expect(ran.code).toBe(code);
  expect(JSON.parse(ran.stdout).verdict).toBe(verdict);
});

test.each([{ KOREA_CARBON_INTENSITY: 'low' }, { KOREA_PUE_TARGET: 'low' }])(
  '%j is a mistake, not a limit',
  async (env) => {
    const { code, stderr } = await assessWith(env as unknown as Environment);
    expect(code).toBe(2);
    expect(stderr).toContain(Object.keys(env)[0]);
  },
);
