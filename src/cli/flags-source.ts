/** Flags that say where Kepler is read and how. They configure ports; no operation sees them. */

import { parseDurationMs } from '../quantity.ts';
import type { FlagGroup } from './flag.ts';

export const SOURCE: FlagGroup = {
  title: 'Source:',
  flags: [
    {
      flags: '--kepler <source>',
      description:
        'URL, file, quoted glob, dns:HOST:PORT or - ; FILE@TIME dates a file; repeat, one endpoint is one node (KEPLER_ENDPOINT)',
      repeat: true,
    },
    {
      flags: '--interval <duration>',
      description: 'scrape endpoints twice, this far apart, and use the energy between',
      parse: (text) => parseDurationMs(text, '--interval'),
    },
    {
      flags: '--timeout <duration>',
      description: 'for one request (default: 10s)',
      parse: (text) => parseDurationMs(text, '--timeout'),
    },
    {
      flags: '--deadline <duration>',
      description: 'for all reading together, waiting for the second scrape not counted (default: 60s)',
      parse: (text) => parseDurationMs(text, '--deadline'),
    },
    { flags: '--ca <file>', description: 'certificate authority of the endpoints, PEM' },
    { flags: '--cert <file>', description: 'client certificate, PEM' },
    { flags: '--key <file>', description: 'key of the client certificate, PEM' },
    { flags: '--servername <name>', description: 'host name the certificate must carry' },
    { flags: '--insecure', description: 'do not verify certificates; the report says so' },
    { flags: '--bearer-file <file>', description: 'file with a bearer token (CARBON_AUDIT_BEARER_TOKEN)' },
    { flags: '--basic-file <file>', description: 'file with user:password (CARBON_AUDIT_BASIC)' },
  ],
};
