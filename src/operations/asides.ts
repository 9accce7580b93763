/** What must not stay unsaid where a format has no place for it: rows of csv, and names. */

import type { Diagnostic } from '../diagnostics.ts';

/** A verdict by another limit than that of the standard it names. */
const CODES = new Set(['LIMIT_REPLACED', 'LIMIT_NOT_REPLACED']);

/** Of the result of any operation; those without warnings have nothing to say. */
export function asidesOf(result: unknown): readonly string[] {
  const { warnings = [] } = result as { readonly warnings?: readonly Diagnostic[] };
  return warnings
    .filter(({ code }) => CODES.has(code))
    .map(({ code, message }) => `warning[${code}]: ${message}`);
}
