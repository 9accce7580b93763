/** The sentence for a command that does not exist. */

import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';

/** Throws USAGE with the near names. */
export function refuseUnknownCommand(name: string, known: readonly string[]): never {
  const near = nearest(name, known);
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'carbon-audit --help lists the commands';
  throw new AuditError('USAGE', `unknown command "${name}"`, { hint });
}
