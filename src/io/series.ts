/** Carbon intensity over time from a file the user named. */

import { AuditError } from '../errors.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { seriesFromText } from '../grid/series-text.ts';
import { smallFile } from './small-file.ts';

/** Reads a CSV or JSON series. Throws SOURCE_UNREACHABLE for a file that cannot be read, and what the parser throws. */
export async function readIntensitySeries(path: string): Promise<IntensitySeries> {
  return seriesFromText(fileOf(path), path);
}

/** What is no figure is taken for the name of a file, so a slip in a figure ends here as well. */
function fileOf(path: string): string {
  try {
    return smallFile(path, 'SOURCE_UNREACHABLE');
  } catch (error) {
    if (!(error instanceof AuditError) || error.hint !== undefined) throw error;
    const hint = 'name a CSV or JSON file, or give a figure such as 423 or 0.423kg/kWh';
    throw new AuditError(error.code, error.message, { hint, cause: error });
  }
}
