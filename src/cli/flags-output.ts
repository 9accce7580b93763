/** Flags every command takes. */

import type { FlagGroup } from './flag.ts';

export const OUTPUT: FlagGroup = {
  title: 'Output:',
  flags: [
    {
      flags: '-o, --output <format[=file]>',
      description: 'table, json, yaml, markdown, csv or name; repeat, at most one on standard output',
      repeat: true,
    },
    { flags: '-q, --quiet', description: 'only errors and the requested output' },
    {
      flags: '-v, --verbose',
      description: 'sources and timings on standard error; -vv adds requests',
      repeat: true,
    },
    { flags: '--color <auto|always|never>', description: 'colour (NO_COLOR and FORCE_COLOR are honoured)' },
    { flags: '--no-color', description: 'no colour' },
    { flags: '--no-progress', description: 'no spinner' },
    { flags: '--error-format <text|json>', description: 'how an error is written to standard error' },
  ],
};
