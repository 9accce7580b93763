/** What a search for a better time needs to know of the grid. Without it there is no advice, not even to start at once. */

import type { Catalogue } from '../audit/catalogue.ts';
import { type Site, siteOf } from '../audit/site.ts';
import { type NoWindow, timeText, type WindowQuery } from '../audit/window-query.ts';
import { AuditError } from '../errors.ts';
import { localIso } from '../local-time.ts';

const GIVE_SERIES = 'give a series by time with --intensity FILE.csv';

/** Throws NO_INTENSITY where no hour is known to be cleaner than another, with the reason. */
export function hourlySeries(site: Site, catalogue: Catalogue): NonNullable<Site['seriesOver']> {
  const { seriesOver, region, intensity } = site;
  if (seriesOver !== null) return seriesOver;
  if (intensity?.evidence.grade !== 'declared') {
    throw new AuditError('NO_INTENSITY', `no carbon intensity by hour is known for region ${region.code}`, {
      hint: `${GIVE_SERIES}, or choose a region whose grid zone has a profile`,
    });
  }
  const hasProfile = siteOf({ catalogue, region }).seriesOver !== null;
  throw new AuditError(
    'NO_INTENSITY',
    `the one carbon intensity that was given, ${intensity.value} ${intensity.unit}, holds for all hours, so none is cleaner`,
    {
      hint: hasProfile
        ? `leave it out to use the profile of ${region.gridZone}, or ${GIVE_SERIES}`
        : GIVE_SERIES,
    },
  );
}

/** Throws NO_INTENSITY where the series that was given is of other times, or has too large holes. */
export function refuseTooLittle(
  found: NoWindow | { readonly kind: 'found' },
  { series, earliestMs, deadlineMs, durationMs }: WindowQuery,
  timeZone: string,
): void {
  if (found.kind === 'found' || found.reason !== 'TOO_LITTLE_DATA') return;
  const span = (fromMs: number, toMs: number): string =>
    `${localIso(fromMs, timeZone)} to ${localIso(toMs, timeZone)}`;
  const [first, last] = [series.segments[0], series.segments.at(-1)];
  const reach = first && last ? `, the series given is of ${span(first.fromMs, last.toMs)}` : '';
  throw new AuditError(
    'NO_INTENSITY',
    `too little carbon intensity is known for a run of ${timeText(durationMs)} in ${span(earliestMs, deadlineMs)}${reach}`,
    { hint: 'give a series that covers the time of the search, or leave out --intensity' },
  );
}
