/** `carbon-audit serve`: the same operations as an MCP server. */

import packageJson from '../../../package.json' with { type: 'json' };
import { parseDurationMs } from '../../quantity.ts';
import type { CommandContext, CommandDefinition, Invoked } from '../command.ts';
import type { FlagGroup } from '../flag.ts';
import { SOURCE } from '../flags-source.ts';
import { sourcelessPorts, sourceReader } from '../ports.ts';
import { serveOptionsOf } from '../serve-options.ts';
import { wholeNumber } from '../whole-number.ts';

const SERVE: FlagGroup = {
  title: 'Server:',
  flags: [
    { flags: '--transport <stdio|http>', description: 'how clients connect (default: stdio; MCP_TRANSPORT)' },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1; HOST)' },
    { flags: '--port <number>', description: 'port to listen on, 0 for any (default: 8000; PORT)' },
    {
      flags: '--token-file <file>',
      description: 'bearer tokens of callers, one a line; needed off loopback',
    },
    { flags: '--allow-unauthenticated', description: 'listen off loopback without a token' },
    {
      flags: '--allowed-host <name>',
      description: 'Host header to accept besides loopback; repeat',
      repeat: true,
    },
    { flags: '--allowed-origin <origin>', description: 'web page that may call; repeat', repeat: true },
    { flags: '--sessions', description: 'keep sessions on /mcp' },
    { flags: '--legacy-sse', description: 'also serve the transport of 2024-11-05 on /sse and /messages' },
    { flags: '--metrics-port <number>', description: 'put /metrics on a port of its own, without a token' },
  ],
};

const LIMITS: FlagGroup = {
  title: 'Limits:',
  flags: [
    {
      flags: '--cache-ttl <duration>',
      description: 'how long one reading of the sources serves (default: 15s)',
      parse: (text) => parseDurationMs(text, '--cache-ttl'),
    },
    {
      flags: '--stale-ok <duration>',
      description: 'how old an answer may be when the sources fail (default: never stale)',
      parse: (text) => parseDurationMs(text, '--stale-ok'),
    },
    {
      flags: '--tool-timeout <duration>',
      description: 'for one tool call (default: 30s)',
      parse: (text) => parseDurationMs(text, '--tool-timeout'),
    },
    {
      flags: '--concurrency <count>',
      description: 'tool calls at once (default: 16)',
      parse: (text) => wholeNumber(text, '--concurrency'),
    },
    {
      flags: '--rate <count>',
      description: 'messages per caller and second (default: 100)',
      parse: (text) => wholeNumber(text, '--rate'),
    },
    { flags: '--tool <name>', description: 'offer only this tool; repeat', repeat: true },
    { flags: '--exclude-tool <name>', description: 'leave this tool out; repeat', repeat: true },
    { flags: '--catalogue <dir>', description: 'reference data that replaces the bundled files' },
    { flags: '-q, --quiet', description: 'no log lines' },
    { flags: '-v, --verbose', description: 'log what is read', repeat: true },
  ],
};

async function serve({ values }: Invoked, context: CommandContext): Promise<number> {
  const options = serveOptionsOf(values, context.environment);
  const readScrapes = sourceReader(values, context);
  const log = (line: string): void => {
    if (values.quiet !== true) void context.terminal.note(`${line}\n`);
  };
  const ports = sourcelessPorts(values, context);
  // A server that could only answer with errors must not look ready: a broken catalogue ends the start.
  if (values.catalogue !== undefined) await ports.catalogue();
  const server = await context.startServer(options, {
    version: packageJson.version,
    ports,
    readScrapes,
    log,
    stdin: context.streams.stdin,
    stdout: context.streams.stdout,
  });
  if (server.url !== null) log(`listening on ${server.url}`);
  context.signal.addEventListener('abort', () => void server.close(), { once: true });
  await server.closed;
  return 0;
}

const definition: CommandDefinition = {
  name: 'serve',
  description:
    'Serve the same operations to Claude and other MCP clients. Sources are configured here, never by the model.',
  positionals: [],
  groups: [SERVE, SOURCE, LIMITS],
  examples: [
    'serve --kepler http://127.0.0.1:28282/metrics',
    'serve --transport http --port 8000 --kepler fixtures/kepler-v0.11-node-a.prom',
    'serve --transport http --host 0.0.0.0 --token-file /run/secrets/token --allowed-host carbon-audit.carbon-mcp.svc',
  ],
  run: serve,
};

export default definition;
