/** A count given as a flag. */

import { AuditError } from '../errors.ts';

/** Throws USAGE for anything but a whole number from 1 to `most`. */
export function wholeNumber(text: string, flag: string, most: number): number {
  if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text);
  throw new AuditError('USAGE', `${flag} takes a whole number from 1 to ${most}, not "${text}"`, {
    hint: 'for example 10',
  });
}
