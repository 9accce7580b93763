/** What a comparison of regions rests on, and what it leaves out. */

import type { Quantity } from '../evidence.ts';

const UNWEIGHED = 'Latency, data residency and the cost of moving are not weighed.';

interface Current {
  readonly code: string;
  readonly intensity: Quantity | null;
}

/** A figure of the operator stands for the current region alone. */
function exceptionFor({ code, intensity }: Current): string {
  if (intensity === null) return '';
  const { grade, source, note } = intensity.evidence;
  return ` (of ${code} it is ${grade}: ${source}${note === undefined ? '' : `; ${note}`})`;
}

/** `stated`: the region whose intensity the operator gave, if one. */
export const regionsNotes = (stated: Current | null): readonly string[] => [
  UNWEIGHED,
  `Intensity is the yearly average of the grid zone${stated === null ? '' : exceptionFor(stated)}, PUE the best figure known, and verdicts are by these: an audit of the hours in which energy was used can come to another. A limit made for one country is applied to another only as a yardstick.`,
];
