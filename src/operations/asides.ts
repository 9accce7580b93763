/** What must not stay unsaid where a format has no place for it: rows of csv, and names. */

import type { Diagnostic } from '../diagnostics.ts';

/** A verdict by another limit than that of the standard it names, or by a figure of another time. */
const CODES = new Set(['LIMIT_REPLACED', 'LIMIT_NOT_REPLACED', 'AVERAGE_OF_OTHER_YEAR', 'SERIES_MEAN_USED']);

export const isOfVerdict = ({ code }: Pick<Diagnostic, 'code'>): boolean => CODES.has(code);

interface Told {
  readonly warnings?: readonly Diagnostic[];
  /** What makes the whole INCONCLUSIVE and stands in no row. */
  readonly gaps?: readonly string[];
  /** Of two reports, what was not the same for both. */
  readonly inputsApart?: readonly string[];
}

/** Of the result of any operation; those without warnings and gaps have nothing to say. */
export function asidesOf(result: unknown): readonly string[] {
  const { warnings = [], gaps = [], inputsApart = [] } = result as Told;
  const limits = warnings.filter(isOfVerdict).map(({ code, message }) => `warning[${code}]: ${message}`);
  return [
    ...limits,
    ...inputsApart.map((apart) => `not made with the same: ${apart}`),
    ...gaps.map((gap) => `inconclusive: ${gap}`),
  ];
}
