/** Verdicts, spelled the same in JSON, tables and MCP results. Worst first. */

export const VERDICTS = ['NON_COMPLIANT', 'INCONCLUSIVE', 'COMPLIANT', 'WAIVED', 'NOT_APPLICABLE'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const worseOf = (one: Verdict, other: Verdict): Verdict =>
  VERDICTS.indexOf(one) <= VERDICTS.indexOf(other) ? one : other;

/** A subject is NON_COMPLIANT if any check is, INCONCLUSIVE if any could not be judged. NOT_APPLICABLE is neutral. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'NOT_APPLICABLE';
}
