/** Verdicts, spelled the same in JSON, tables and MCP results. Worst first. */

export const VERDICTS = ['NON_COMPLIANT', 'INCONCLUSIVE', 'COMPLIANT', 'WAIVED', 'NOT_APPLICABLE'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** NOT_APPLICABLE is neutral. */
export const worseOf = (one: Verdict, other: Verdict): Verdict =>
  VERDICTS.indexOf(one) <= VERDICTS.indexOf(other) ? one : other;

/** A subject is NON_COMPLIANT if any check is, INCONCLUSIVE if any could not be judged. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>(worseOf, 'NOT_APPLICABLE');
