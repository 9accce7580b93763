/**
 * Names and labels of a cluster are text anybody may have written. What reaches a model is stripped of what a person
 * would not see: controls, format and bidi characters, private use, lone surrogates, line separators, and everything
 * Unicode calls ignorable (variation selectors, fillers, tags). The words themselves stay: they are data.
 * A terminal shows such characters instead (render/clean.ts); a model has no use for them.
 */

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Longer than any sentence of ours; Kubernetes names end at 253 characters. */
const MAX_CHARACTERS = 2000;

export function clean(text: string): string {
  const visible = text.replace(INVISIBLE, '');
  return visible.length > MAX_CHARACTERS ? `${visible.slice(0, MAX_CHARACTERS)}…` : visible;
}

/** The same JSON with every string and every key cleaned. */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [clean(key), cleanJson(member)]));
}
