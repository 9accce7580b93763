/** The shipped surface on the fixtures as a stdio child. */

import { startServer } from '../../src/mcp/serve.ts';
import { closeOnSignals } from './close-on-signals.ts';
import { engineOutside } from './engine.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const outside = engineOutside(undefined, { log });
closeOnSignals(await startServer({ transport: 'stdio' }, outside), process);
