/** Two places are compared only by intensities of one kind. A figure the operator stated without its kind fits any. */

import { refuseMixing } from '../grid/refuse-mixing.ts';
import type { Site } from './site.ts';

type Place = Pick<Site, 'intensity'>;

function meaningOf({ intensity }: Place) {
  const { signal, basis } = intensity?.evidence ?? {};
  if (!intensity || signal === undefined || basis === undefined) return null;
  return { signal, basis, evidence: intensity.evidence };
}

/** Throws MIXED_SIGNALS. */
export function refuseUnlike(one: Place, other: Place): void {
  const [here, there] = [meaningOf(one), meaningOf(other)];
  if (here !== null && there !== null) refuseMixing(here, there);
}

export function areAlike(one: Place, other: Place): boolean {
  const [here, there] = [meaningOf(one), meaningOf(other)];
  if (here === null || there === null) return true;
  return here.signal === there.signal && here.basis === there.basis;
}
