/**
 * What `JSON.stringify(value, null, 2)` gives, piece by piece: a report is an object with long lists, and of those one item
 * at a time is text. Only for plain JSON (`plainJson`).
 */

export function* indentedJson(value: unknown): Generator<string, void, undefined> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) yield* objectJson(value);
  else yield JSON.stringify(value, null, 2);
}

function* objectJson(value: object): Generator<string, void, undefined> {
  let before = '{\n  ';
  let after = '{}';
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    yield `${before}${JSON.stringify(key)}: `;
    if (Array.isArray(inner) && inner.length > 0) yield* listJson(inner);
    else yield atDepth1(inner);
    before = ',\n  ';
    after = '\n}';
  }
  yield after;
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
