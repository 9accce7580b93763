/** JSON.stringify turns NaN into null and a Map into {}: a missing figure would look like a known one. */

/** Gives the value back; throws (a bug of ours, not of the user) where it is not plain JSON. */
export function plainJson(value: unknown): unknown {
  const flaw = flawOf(value);
  if (flaw !== null) throw new TypeError(`result${flaw}, which JSON cannot say`);
  return value;
}

/** "path is what" of the first flaw, or null. The path is put together only on the way back from a flaw. */
function flawOf(value: unknown): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : ` is ${value}`;
  if (typeof value !== 'object')
    return ` is ${typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`}`;
  return Array.isArray(value) ? flawOfArray(value) : flawOfObject(value);
}

function flawOfArray(values: readonly unknown[]): string | null {
  for (let at = 0; at < values.length; at++) {
    const flaw = flawOf(values[at]);
    if (flaw !== null) return `[${at}]${flaw}`;
  }
  return null;
}

function flawOfObject(value: object): string | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return ` is a ${value.constructor.name}`;
  // A list of its keys would be made of every object of a report. None of them is inherited.
  for (const key in value) {
    const inner: unknown = value[key as keyof typeof value];
    // An absent key and an undefined one are the same in JSON.
    const flaw = inner === undefined ? null : flawOf(inner);
    if (flaw !== null) return `.${key}${flaw}`;
  }
  return null;
}
