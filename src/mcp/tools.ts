/** The tools, in the order they are listed. A new one is a file in tools/ and a line here. */

import type { Tool } from './tool.ts';
import assess from './tools/assess.ts';
import compare from './tools/compare.ts';
import hotspots from './tools/hotspots.ts';
import list from './tools/list.ts';
import powerSummary from './tools/power-summary.ts';
import regions from './tools/regions.ts';
import schedule from './tools/schedule.ts';
import topConsumers from './tools/top-consumers.ts';

export const TOOLS: readonly Tool[] = [
  list,
  assess,
  compare,
  schedule,
  regions,
  hotspots,
  topConsumers,
  powerSummary,
];
