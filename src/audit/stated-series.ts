/** What a stated series says of the place: the hours of a window, and one figure for what was measured without one. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Quantity } from '../evidence.ts';
import { meanIntensity, wholeMean } from '../grid/mean-intensity.ts';
import type { IntensitySeries } from '../grid/series.ts';
import { UNIT_OF } from '../standards/standard.ts';

/** When a node was read that was read once, ms since 1970; null: nobody knows. */
export type SingleScrape = number | null;

interface Figure {
  readonly intensity: Quantity | null;
  /** Why there is none. */
  readonly noIntensity?: string;
  readonly remarks?: readonly Diagnostic[];
}

const unit = UNIT_OF['carbon-intensity'];

/** A dated scrape is judged by its own moment, and by nothing where the series does not cover it. */
export function statedSeries(
  series: IntensitySeries,
  singles: readonly SingleScrape[],
): Figure & { readonly seriesOver: () => IntensitySeries } {
  return { ...figureOf(series, singles), seriesOver: () => series };
}

function figureOf(series: IntensitySeries, singles: readonly SingleScrape[]): Figure {
  const dated = [...new Set(singles)].filter((atMs) => atMs !== null);
  const uncovered = dated.find((atMs) => momentIn(series, atMs) === null);
  if (uncovered !== undefined) return unknown(`the intensity series has a gap at ${utc(uncovered)}, ${TIME}`);
  if (singles.includes(null)) {
    return { intensity: quantity(series, wholeMean(series), WHOLE), remarks: [undatedRemark(series)] };
  }
  const [atMs] = dated;
  return atMs === undefined
    ? { intensity: quantity(series, wholeMean(series), WHOLE) }
    : ofMoments(series, atMs, dated);
}

const TIME = 'the time of the scrape';
const WHOLE = 'mean of the whole series where there is no window';

const momentIn = (series: IntensitySeries, atMs: number): number | null => meanIntensity(series, atMs, atMs);

/** Nodes read at moments of different intensity have no figure in common. */
function ofMoments(series: IntensitySeries, firstMs: number, dated: readonly number[]): Figure {
  const values = dated.map((atMs) => momentIn(series, atMs) as number);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  if (least === greatest) return { intensity: quantity(series, least, `at ${utc(firstMs)}, ${TIME}`) };
  return unknown(
    `the intensity series lies between ${least} and ${greatest} ${unit} at the times of the scrapes; two scrapes of each node are judged by their own hours`,
  );
}

const unknown = (noIntensity: string): Figure => ({ intensity: null, noIntensity });

function quantity({ signal, basis, evidence }: IntensitySeries, value: number, of: string): Quantity {
  const note = [evidence.note, of].filter(Boolean).join('; ');
  return { value, unit, evidence: { ...evidence, signal, basis, note } };
}

function undatedRemark(series: IntensitySeries): Diagnostic {
  const { segments, evidence } = series;
  const [fromMs, toMs] = [segments[0]?.fromMs ?? 0, segments.at(-1)?.toMs ?? 0];
  const gco2eqPerKwh = Number(wholeMean(series).toFixed(3));
  return {
    code: 'SERIES_MEAN_USED',
    level: 'warning',
    message: `A scrape without a time is judged by the mean of the whole series, ${gco2eqPerKwh} ${unit} from ${utc(fromMs)} to ${utc(toMs)}; with FILE@TIME, or two scrapes, it is judged by its own hours`,
    subject: evidence.source,
    figures: { gco2eqPerKwh, from: utc(fromMs), to: utc(toMs) },
  };
}

const utc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
