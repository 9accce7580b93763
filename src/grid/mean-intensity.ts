/** The time-weighted mean of a series, which exists only where the series has no hole. */

import type { IntensitySeries, Segment } from './series.ts';
import { WeightedMean } from './weighted-mean.ts';

/** gCO2eq/kWh over [fromMs, toMs); the value itself where both are equal; null where any part is not covered, or by what is no number. */
export function meanIntensity(series: IntensitySeries, fromMs: number, toMs: number): number | null {
  const { segments, scaledTo } = series;
  let index = firstEndingAfter(segments, fromMs);
  if (fromMs === toMs) return valueAt(segments[index], fromMs);
  let coveredTo = fromMs;
  const mean = new WeightedMean();
  for (; index < segments.length && coveredTo < toMs; index += 1) {
    const segment = segments[index] as Segment;
    if (segment.fromMs > coveredTo || !Number.isFinite(segment.gco2eqPerKwh)) return null;
    const until = Math.min(segment.toMs, toMs);
    mean.add(segment.gco2eqPerKwh, until - coveredTo);
    coveredTo = until;
  }
  return coveredTo === toMs && toMs > fromMs ? mean.value(scaledTo) : null;
}

/** gCO2eq/kWh over the time the series covers, holes left out. A series has at least one segment. */
export function wholeMean({ segments, scaledTo }: IntensitySeries): number {
  const mean = new WeightedMean();
  for (const { fromMs, toMs, gco2eqPerKwh } of segments) mean.add(gco2eqPerKwh, toMs - fromMs);
  return mean.value(scaledTo) as number;
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
