/** The time-weighted mean of a series, which exists only where the series has no hole. */

import type { IntensitySeries, Segment } from './series.ts';
import { WeightedMean } from './weighted-mean.ts';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** gCO2eq/kWh over [fromMs, toMs); the value itself where both are equal; null where any part is not covered, or by what is no number. */
export function meanIntensity(series: IntensitySeries, fromMs: number, toMs: number): number | null {
  const mean = new WeightedMean();
  const isCovered = addSpan(mean, series, { fromMs, toMs }, 1);
  return isCovered ? mean.value(series.scaledTo) : null;
}

/** Adds the intensities of a span, which weighs so much as a whole. False where the mean of the span would be null. */
export function addSpan(
  mean: WeightedMean,
  { segments }: IntensitySeries,
  { fromMs, toMs }: Span,
  weight: number,
): boolean {
  let index = firstEndingAfter(segments, fromMs);
  if (fromMs === toMs) return addInstant(mean, segments[index], fromMs, weight);
  let coveredTo = fromMs;
  for (; index < segments.length && coveredTo < toMs; index += 1) {
    const segment = segments[index] as Segment;
    if (segment.fromMs > coveredTo || !Number.isFinite(segment.gco2eqPerKwh)) return false;
    const until = Math.min(segment.toMs, toMs);
    mean.add(segment.gco2eqPerKwh, weight * ((until - coveredTo) / (toMs - fromMs)));
    coveredTo = until;
  }
  return coveredTo === toMs && toMs > fromMs;
}

/** gCO2eq/kWh over the time the series covers, holes left out. A series has at least one segment. */
export function wholeMean({ segments, scaledTo }: IntensitySeries): number {
  const mean = new WeightedMean();
  for (const { fromMs, toMs, gco2eqPerKwh } of segments) mean.add(gco2eqPerKwh, toMs - fromMs);
  return mean.value(scaledTo) as number;
}

function addInstant(mean: WeightedMean, segment: Segment | undefined, ms: number, weight: number): boolean {
  if (segment === undefined || segment.fromMs > ms) return false;
  mean.add(segment.gco2eqPerKwh, weight);
  return true;
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
