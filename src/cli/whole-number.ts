/** A count given as a flag. */

import { AuditError } from '../errors.ts';

/** Throws USAGE for anything but a whole number from 1. */
export function wholeNumber(text: string, flag: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new AuditError('USAGE', `${flag} takes a whole number from 1, not "${text}"`);
  }
  return Number(text);
}
