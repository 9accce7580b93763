/** A window shorter than a day is judged by its own hours: the report says that this is not the year. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Measurement } from '../kepler/measurement.ts';
import { MS_PER_HOUR, MS_PER_SECOND } from '../units.ts';
import type { Site } from './site.ts';

const DAY_MS = 24 * MS_PER_HOUR;

/** Of the node that was watched for the shortest time: its pods are judged by it. */
const shortestMs = ({ window, nodes }: Measurement): number =>
  [window, ...nodes.map((node) => node.window)].reduce(
    (least, one) => (one === null ? least : Math.min(least, one.toMs - one.fromMs)),
    DAY_MS,
  );

export function windowNote(measurement: Measurement, site: Site): readonly Diagnostic[] {
  const windowMs = shortestMs(measurement);
  if (site.seriesOver === null || windowMs >= DAY_MS) return [];
  const windowSeconds = windowMs / MS_PER_SECOND;
  return [
    {
      code: 'WINDOW_WITHIN_DAY',
      level: 'info',
      message: `The window is ${windowSeconds} s of one day: the intensity judged is that of these hours, not of the year; a window of whole days judges work that runs all day`,
      figures: { windowSeconds },
    },
  ];
}
