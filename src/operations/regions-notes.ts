/** What a comparison of regions rests on, and what it leaves out. */

import type { Quantity } from '../evidence.ts';

const UNWEIGHED = 'Latency, data residency and the cost of moving are not weighed.';

interface Compared {
  readonly code: string;
  readonly gridZone: string | null;
  readonly intensity: Quantity | null;
}

const isOnGridOf =
  ({ code, gridZone }: Compared) =>
  (other: Compared): boolean =>
    other.code === code || (gridZone !== null && other.gridZone === gridZone);

/** A figure of the operator stands for the grid of the current region alone. */
function exceptionFor(current: Compared, compared: readonly Compared[]): string {
  const { code, gridZone, intensity } = current;
  if (intensity === null) return '';
  const { grade, source, note } = intensity.evidence;
  const onGrid = compared.filter(isOnGridOf(current));
  const others = onGrid.map((other) => other.code).filter((other) => other !== code);
  const whose =
    others.length === 0 ? code : `${code}, and of ${others.join(', ')} in the same grid zone ${gridZone},`;
  return ` (of ${whose} it is ${grade}: ${source}${note === undefined ? '' : `; ${note}`})`;
}

const codesOf = (regions: readonly Compared[]): string => regions.map(({ code }) => code).join(', ');

const yearOf = ({ intensity }: Compared): number | null => intensity?.evidence.year ?? null;

/** Those of another year than the first are named. */
function yearsText(published: readonly Compared[]): string {
  const [usual, ...others] = new Set(published.map(yearOf));
  const whose = (year: number | null) => codesOf(published.filter((region) => yearOf(region) === year));
  return [`of ${usual}`, ...others.map((year) => `of ${year} for ${whose(year)}`)].join(', ');
}

/** Of which year the averages are; and where no grid zone is known, that of the country stands in for it. */
function averagesText(published: readonly Compared[]): string {
  if (published.length === 0) return '';
  const national = codesOf(published.filter(({ gridZone }) => gridZone === null));
  const ofCountry = national === '' ? '' : `; national where the grid zone is not known: ${national}`;
  return ` Averages are ${yearsText(published)}${ofCountry}.`;
}

function publishedOf(current: Compared, compared: readonly Compared[], isStated: boolean) {
  const all = new Map([current, ...compared].map((region) => [region.code, region]));
  const isStatedFor = isOnGridOf(current);
  return [...all.values()].filter(
    (region) => region.intensity !== null && !(isStated && isStatedFor(region)),
  );
}

/** `isStated`: the operator gave the intensity of the current region. */
export const regionsNotes = (
  current: Compared,
  compared: readonly Compared[],
  isStated: boolean,
): readonly string[] => [
  UNWEIGHED,
  `Intensity is the yearly average of the grid zone${isStated ? exceptionFor(current, compared) : ''}, PUE the best figure known, and verdicts are by these: an audit of the hours in which energy was used can come to another.${averagesText(publishedOf(current, compared, isStated))} A limit made for one country is applied to another only as a yardstick.`,
];
