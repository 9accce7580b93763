/** A window shorter than a day is judged by its own hours: the report says that this is not the year. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Measurement } from '../kepler/measurement.ts';
import { MS_PER_HOUR, MS_PER_SECOND } from '../units.ts';
import type { Site } from './site.ts';

const DAY_MS = 24 * MS_PER_HOUR;

export function windowNote({ window }: Measurement, site: Site): readonly Diagnostic[] {
  if (window === null || site.seriesOver === null || window.toMs - window.fromMs >= DAY_MS) return [];
  const windowSeconds = (window.toMs - window.fromMs) / MS_PER_SECOND;
  return [
    {
      code: 'WINDOW_WITHIN_DAY',
      level: 'info',
      message: `The window is ${windowSeconds} s of one day: the intensity judged is that of these hours, not of the year; a window of whole days judges work that runs all day`,
      figures: { windowSeconds },
    },
  ];
}
