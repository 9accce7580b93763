/** A window whose length the clock cannot tell. */

import { AuditError } from '../errors.ts';
import { wasClockSet } from '../kepler/window-doubt.ts';
import { MS_PER_SECOND } from '../units.ts';
import type { LiveScrape } from './http.ts';

type ReadTime = LiveScrape['readTime'];

const seconds = (ms: number): string => `${(ms / MS_PER_SECOND).toFixed(1)} s`;

/** Energy is divided by the time between two scrapes. Throws WINDOW_UNDATED where the clock was set in between. */
export function refuseClockStep(before: ReadTime | undefined, after: ReadTime | undefined): void {
  if (before === undefined || after === undefined || !wasClockSet(before, after)) return;
  const [clock, ran] = [after.atMs - before.atMs, after.steadyMs - before.steadyMs].map(seconds);
  throw new AuditError(
    'WINDOW_UNDATED',
    `between the two scrapes the clock of this machine was set, or the machine slept: ${clock} went by on the clock, and the process ran for ${ran}`,
    { hint: 'Run it again, once the clock is steady' },
  );
}
