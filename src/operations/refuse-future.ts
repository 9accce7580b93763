/** A scrape cannot be dated later than it is read. */

import { AuditError } from '../errors.ts';
import type { Scrape } from '../kepler/scrape.ts';
import { MS_PER_HOUR } from '../units.ts';

/** A day, so that a time given without its zone, or a clock that is off, still passes. */
const TOLERANCE_MS = 24 * MS_PER_HOUR;

/** Throws USAGE: of a time to come there is neither evidence nor a limit that is in force. */
export function refuseFuture(scrapes: readonly Scrape[], nowMs: number): void {
  const late = scrapes.find(({ takenAtMs }) => takenAtMs !== null && takenAtMs > nowMs + TOLERANCE_MS);
  if (late === undefined) return;
  const [at, now] = [late.takenAtMs ?? 0, nowMs].map((ms) => new Date(ms).toISOString());
  throw new AuditError('USAGE', `${late.origin} is dated ${at}, and it is ${now}`, {
    hint: 'Give the time at which it was scraped, as in --kepler FILE@2025-10-21T07:00:00Z',
  });
}
