/** The order of names. Names of pods, namespaces and regions are ASCII, so their code units order them as people expect. */

/** For sort. Asking ICU for it (localeCompare, Intl.Collator) costs some 70 million instructions once: measured on Node 20, 2025. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
