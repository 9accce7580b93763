/**
 * What `JSON.stringify(value, null, 2)` gives, piece by piece: a report is an object with long lists, and of those one item
 * at a time is text. Only for plain JSON (`plainJson`).
 */

/** A list of so many items is said whole: it has some hundred kilobytes, and pieces cost more than they save. */
const FEW = 256;
/** Fields of no more characters are said together. */
const SHORT = 1000;

/** Field by field, so that a word in another script makes wide characters of its own field and not of the whole text. */
export function* indentedJson(value: unknown, few = FEW): Generator<string, void, undefined> {
  const isLong = (inner: unknown): inner is readonly unknown[] => Array.isArray(inner) && inner.length > few;
  if (isObject(value) && Object.values(value).some(isSaid)) yield* objectJson(value, isLong);
  else yield JSON.stringify(value, null, 2);
}

/** JSON leaves out what is undefined. */
const isSaid = (inner: unknown): boolean => inner !== undefined;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function* objectJson(
  value: object,
  isLong: (inner: unknown) => inner is readonly unknown[],
): Generator<string, void, undefined> {
  let unsaid = '{';
  let before = '\n  ';
  for (const [key, inner] of Object.entries(value)) {
    if (!isSaid(inner)) continue;
    unsaid += `${before}${JSON.stringify(key)}: `;
    const whole = isLong(inner) ? null : atDepth1(inner);
    if (whole !== null && whole.length <= SHORT) unsaid += whole;
    else {
      yield unsaid;
      if (whole === null) yield* listJson(inner as readonly unknown[]);
      else yield whole;
      unsaid = '';
    }
    before = ',\n  ';
  }
  yield `${unsaid}\n}`;
}

function* listJson(items: readonly unknown[]): Generator<string, void, undefined> {
  let before = '[\n    ';
  for (const item of items) {
    yield before;
    yield atDepth2(item);
    before = ',\n    ';
  }
  yield '\n  ]';
}

// The engine indents faster than any replacing of newlines: the value goes into lists of one, and their brackets are cut off.
const atDepth1 = (value: unknown): string =>
  JSON.stringify([value], null, 2).slice('[\n  '.length, -'\n]'.length);

const atDepth2 = (value: unknown): string =>
  JSON.stringify([[value]], null, 2).slice('[\n  [\n    '.length, -'\n  ]\n]'.length);
