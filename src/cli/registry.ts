/** The commands, loaded when asked for: `--help` costs nothing. A new one is a file in commands/ and a line here. */

import type { Commands } from './command.ts';

export const COMMANDS: Commands = {
  assess: {
    summary: 'judge workloads against carbon and PUE standards',
    load: () => import('./commands/assess.ts'),
  },
  compare: { summary: 'judge a what-if, or two saved reports', load: () => import('./commands/compare.ts') },
  list: {
    summary: 'list workloads by power, emissions or verdict',
    load: () => import('./commands/list.ts'),
  },
  regions: {
    summary: 'what the same work would emit in other regions',
    load: () => import('./commands/regions.ts'),
  },
  serve: {
    summary: 'serve the same operations to MCP clients such as Claude',
    load: () => import('./commands/serve.ts'),
  },
  schedule: { summary: 'find the cleanest time for a run', load: () => import('./commands/schedule.ts') },
};
