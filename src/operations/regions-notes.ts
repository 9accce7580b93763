/** What a comparison of regions rests on, and what it leaves out. */

import type { Quantity } from '../evidence.ts';

const UNWEIGHED = 'Latency, data residency and the cost of moving are not weighed.';

interface Compared {
  readonly code: string;
  readonly gridZone: string | null;
  readonly intensity: Quantity | null;
}

/** A figure of the operator stands for the grid of the current region alone. */
function exceptionFor({ code, gridZone, intensity }: Compared, compared: readonly Compared[]): string {
  if (intensity === null) return '';
  const { grade, source, note } = intensity.evidence;
  const onGrid = compared.filter((other) => gridZone !== null && other.gridZone === gridZone);
  const others = onGrid.map((other) => other.code).filter((other) => other !== code);
  const whose =
    others.length === 0 ? code : `${code}, and of ${others.join(', ')} in the same grid zone ${gridZone},`;
  return ` (of ${whose} it is ${grade}: ${source}${note === undefined ? '' : `; ${note}`})`;
}

/** `isStated`: the operator gave the intensity of the current region. */
export const regionsNotes = (
  current: Compared,
  compared: readonly Compared[],
  isStated: boolean,
): readonly string[] => [
  UNWEIGHED,
  `Intensity is the yearly average of the grid zone${isStated ? exceptionFor(current, compared) : ''}, PUE the best figure known, and verdicts are by these: an audit of the hours in which energy was used can come to another. A limit made for one country is applied to another only as a yardstick.`,
];
