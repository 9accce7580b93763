/** Of a figure that is made of several: which of them make its evidence as weak as it is, and what is to be done about it. */

import type { Grade, Quantity } from '../evidence.ts';

interface Parts {
  /** Of the result. */
  readonly grade: Grade;
  readonly power: Grade;
  readonly intensity: Quantity;
  readonly pue: Quantity;
}

export function weakParts({ grade, power, intensity, pue }: Parts): string {
  // What was stated is as good as a statement gets.
  const advice = (flag: string): string => (grade === 'declared' ? '' : `, state yours with ${flag}`);
  const parts: readonly (readonly [Grade, string])[] = [
    [power, `the power is ${grade}`],
    [intensity.evidence.grade, `the grid intensity is ${grade}${advice('--intensity')}`],
    [pue.evidence.grade, `the PUE is ${grade}${advice('--pue')}`],
  ];
  return parts
    .filter(([of]) => of === grade)
    .map(([, sentence]) => sentence)
    .join('; ');
}
