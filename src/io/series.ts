/** Carbon intensity over time from a file the user named. */

import type { IntensitySeries } from '../grid/series.ts';
import { seriesFromText } from '../grid/series-text.ts';
import { smallFile } from './small-file.ts';

/** Reads a CSV or JSON series. Throws SOURCE_UNREACHABLE for a file that cannot be read, and what the parser throws. */
export async function readIntensitySeries(path: string): Promise<IntensitySeries> {
  return seriesFromText(smallFile(path, 'SOURCE_UNREACHABLE'), path);
}
