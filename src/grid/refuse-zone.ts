/** A series is of one grid, and a region lies in one. */

import { AuditError } from '../errors.ts';
import type { Region } from './region.ts';
import type { IntensitySeries } from './series.ts';

/** Throws NO_INTENSITY where a series names another grid zone than that of the region. */
export function refuseOtherZone(
  { zone, evidence }: Pick<IntensitySeries, 'zone' | 'evidence'>,
  { code, gridZone }: Pick<Region, 'code' | 'gridZone'>,
): void {
  if (zone === undefined || gridZone === null || zone.toUpperCase() === gridZone.toUpperCase()) return;
  throw new AuditError(
    'NO_INTENSITY',
    `${evidence.source} is of grid zone ${zone}, and region ${code} lies in zone ${gridZone}`,
    { hint: `give a series of zone ${gridZone}, or name the region the series is of with --region` },
  );
}
