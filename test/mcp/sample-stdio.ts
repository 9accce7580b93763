/** The sample surface as a stdio child. */

import { startServer } from '../../src/mcp/serve.ts';
import { closeOnSignals } from './close-on-signals.ts';
import { outside } from './sample-surface.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);
closeOnSignals(await startServer({ transport: 'stdio' }, outside({ log })), process);
