/** Flags that say where Kepler is read and how. They configure ports; no operation sees them. */

import { MIN_SPACING_MS } from '../kepler/history.ts';
import { parseDurationMs } from '../quantity.ts';
import { bounded, timerBounds } from './bounded.ts';
import type { FlagGroup } from './flag.ts';
import { LONGEST_PATH } from './value-reader.ts';

export const SOURCE: FlagGroup = {
  title: 'Source:',
  flags: [
    {
      flags: '--kepler <source>',
      description:
        'URL, file, quoted glob, dns:HOST:PORT or - ; FILE@TIME dates a file; repeat, one endpoint is one node (KEPLER_ENDPOINT)',
      longest: LONGEST_PATH,
      repeat: true,
    },
    {
      flags: '--interval <duration>',
      description: 'scrape endpoints twice, this far apart, and use the energy between',
      // A shorter one would only be waited for and then refused.
      parse: bounded(parseDurationMs, '--interval', {
        ...timerBounds('30s'),
        least: MIN_SPACING_MS,
        said: '10s to 24d',
      }),
    },
    {
      flags: '--timeout <duration>',
      description: 'for one request (default: 10s)',
      parse: bounded(parseDurationMs, '--timeout', timerBounds('10s')),
    },
    {
      flags: '--deadline <duration>',
      description: 'for all reading together, waiting for the second scrape not counted (default: 60s)',
      parse: bounded(parseDurationMs, '--deadline', timerBounds('60s')),
    },
    {
      flags: '--ca <file>',
      description: 'certificate authority of the endpoints, PEM',
      longest: LONGEST_PATH,
    },
    { flags: '--cert <file>', description: 'client certificate, PEM', longest: LONGEST_PATH },
    { flags: '--key <file>', description: 'key of the client certificate, PEM', longest: LONGEST_PATH },
    { flags: '--servername <name>', description: 'host name the certificate must carry' },
    { flags: '--insecure', description: 'do not verify certificates; the report says so' },
    {
      flags: '--bearer-file <file>',
      description: 'file with a bearer token (CARBON_AUDIT_BEARER_TOKEN)',
      longest: LONGEST_PATH,
    },
    {
      flags: '--basic-file <file>',
      description: 'file with user:password (CARBON_AUDIT_BASIC)',
      longest: LONGEST_PATH,
    },
  ],
};
