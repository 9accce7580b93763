/** A flag that takes one of a few words. */

import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';

/** Throws USAGE with the near word, or all of them. */
export function oneOf<Choice extends string>(choices: readonly Choice[], text: string, flag: string): Choice {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const near = nearest(text, choices);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `it takes ${choices.join(', ')}`;
  throw new AuditError('USAGE', `${flag} does not take "${text}"`, { hint });
}
