/** `carbon-audit serve`: the same operations as an MCP server. */

import packageJson from '../../../package.json' with { type: 'json' };
import { interruptedBy } from '../../io/interruption.ts';
import { parseDurationMs } from '../../quantity.ts';
import type { ServeOptions } from '../../server.ts';
import { bounded, timerBounds } from '../bounded.ts';
import type { CommandContext, CommandDefinition, Invoked } from '../command.ts';
import type { FlagGroup, FlagValues } from '../flag.ts';
import { SOURCE } from '../flags-source.ts';
import { flagsOf, refuseIdle, refuseQuietVerbose } from '../idle-flags.ts';
import { sourcelessPorts, sourceReader } from '../ports.ts';
import { refuseEndlessWait, serveOptionsOf } from '../serve-options.ts';
import { LONGEST_PATH } from '../value-reader.ts';
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
      longest: LONGEST_PATH,
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
      parse: bounded(parseDurationMs, '--cache-ttl', timerBounds('15s')),
    },
    {
      flags: '--stale-ok <duration>',
      description: 'how old an answer may be when the sources fail (default: never stale)',
      parse: bounded(parseDurationMs, '--stale-ok', timerBounds('5m')),
    },
    {
      flags: '--tool-timeout <duration>',
      description: 'for one tool call (default: 30s)',
      parse: bounded(parseDurationMs, '--tool-timeout', timerBounds('30s')),
    },
    {
      flags: '--concurrency <count>',
      description: 'tool calls at once (default: 16)',
      parse: (text) => wholeNumber(text, '--concurrency', 10_000),
    },
    {
      flags: '--rate <count>',
      description: 'messages per caller and second (default: 100)',
      parse: (text) => wholeNumber(text, '--rate', 1_000_000),
    },
    { flags: '--tool <name>', description: 'offer only this tool; repeat', repeat: true },
    { flags: '--exclude-tool <name>', description: 'leave this tool out; repeat', repeat: true },
    {
      flags: '--catalogue <dir>',
      description: 'reference data that replaces the bundled files',
      longest: LONGEST_PATH,
    },
    { flags: '-q, --quiet', description: 'no log lines' },
    { flags: '-v, --verbose', description: 'log what is read', repeat: true },
  ],
};

/** What only a listening server has. */
const OF_HTTP = [...flagsOf([SERVE], '--transport'), '--rate'];

function refuseIdleServe(values: FlagValues, transport: ServeOptions['transport']): void {
  refuseQuietVerbose(values);
  if (values.tokenFile !== undefined)
    refuseIdle(values, ['--allow-unauthenticated'], {
      because: 'opens nothing beside --token-file: every caller needs a token then',
      hint: 'give one of them',
    });
  if (transport === 'http') return;
  refuseIdle(values, OF_HTTP, {
    because: 'is for --transport http; stdio listens nowhere',
    hint: 'add --transport http, or leave it out',
  });
}

async function serve({ values }: Invoked, context: CommandContext): Promise<number> {
  const options = serveOptionsOf(values, context.environment);
  refuseIdleServe(values, options.transport);
  refuseEndlessWait(values, options);
  const read = sourceReader(values, context);
  const log = (line: string): void => {
    if (values.quiet !== true) void context.terminal.note(`${line}\n`);
  };
  const ports = sourcelessPorts(values, context);
  // A server that could only answer with errors must not look ready: a broken catalogue ends the start.
  if (values.catalogue !== undefined) await ports.catalogue();
  const server = await context.startServer(options, {
    version: packageJson.version,
    ports,
    readScrapes: (signal) => read(interruptedBy(signal)),
    log,
    stdin: context.streams.stdin,
    stdout: context.streams.stdout,
  });
  if (server.url !== null) log(`listening on ${server.url}`);
  context.interruption.signal.addEventListener('abort', () => void server.close(), { once: true });
  await server.closed;
  return 0;
}

export const definition: CommandDefinition = {
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
