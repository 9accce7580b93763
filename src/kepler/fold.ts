/** Keeps the warnings of a large cluster readable: what is said of many nodes is said once. */

import type { Diagnostic } from '../diagnostics.ts';

/** So many of one code are listed one by one. */
const MAX_ALIKE = 5;

/** Replaces more than five warnings of one code by the first, with the number of them in message and figures. */
export function fold(warnings: readonly Diagnostic[]): readonly Diagnostic[] {
  const byCode = new Map<string, Diagnostic[]>();
  for (const found of warnings) {
    const alike = byCode.get(found.code);
    if (alike === undefined) byCode.set(found.code, [found]);
    else alike.push(found);
  }
  return [...byCode.values()].flatMap((alike) => (alike.length > MAX_ALIKE ? [folded(alike)] : alike));
}

function folded(alike: readonly Diagnostic[]): Diagnostic {
  const first = alike[0] as Diagnostic;
  const message = `${first.message} (and ${alike.length - 1} more like it)`;
  return { ...first, message, figures: { ...first.figures, occurrences: alike.length } };
}
