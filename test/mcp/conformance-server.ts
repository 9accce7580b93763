/** The test build the conformance suite runs against: the shipped factory and HTTP front, with the suite's fixtures. */

import { startServer } from '../../src/mcp/serve.ts';
import { closeOnSignals } from './close-on-signals.ts';
import { conformanceFixtures } from './conformance-fixtures.ts';
import { outside, SAMPLE } from './sample-surface.ts';

const server = await startServer(
  { transport: 'http', port: 0, sessions: true },
  outside({ log: () => {}, extend: conformanceFixtures(SAMPLE) }),
);
closeOnSignals(server, process);
process.stdout.write(`${server.url}\n`);
