/** The time-weighted mean of a series, which exists only where the series has no hole. */

import type { IntensitySeries, Segment } from './series.ts';

/** gCO2eq/kWh over [fromMs, toMs); the value itself where both are equal; null where any part is not covered. */
export function meanIntensity(series: IntensitySeries, fromMs: number, toMs: number): number | null {
  const { segments } = series;
  let index = firstEndingAfter(segments, fromMs);
  if (fromMs === toMs) return valueAt(segments[index], fromMs);
  let coveredTo = fromMs;
  let weighted = 0;
  for (; index < segments.length && coveredTo < toMs; index += 1) {
    const segment = segments[index] as Segment;
    if (segment.fromMs > coveredTo) return null;
    const until = Math.min(segment.toMs, toMs);
    weighted += segment.gco2eqPerKwh * (until - coveredTo);
    coveredTo = until;
  }
  return coveredTo === toMs && toMs > fromMs ? weighted / (toMs - fromMs) : null;
}

/** gCO2eq/kWh over the time the series covers, holes left out. A series has at least one segment. */
export function wholeMean({ segments }: IntensitySeries): number {
  const coveredMs = segments.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return segments.reduce((sum, { fromMs, toMs, gco2eqPerKwh }) => {
    return sum + (gco2eqPerKwh * (toMs - fromMs)) / coveredMs;
  }, 0);
}

function valueAt(segment: Segment | undefined, ms: number): number | null {
  return segment !== undefined && segment.fromMs <= ms ? segment.gco2eqPerKwh : null;
}

/** Index of the first segment that ends after this time, by halving: pods ask often and series are long. */
function firstEndingAfter(segments: readonly Segment[], ms: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle] as Segment).toMs > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}
