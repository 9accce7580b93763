/** The same as json for people who keep YAML. Also right for readers of YAML 1.1, where a bare NO is false. */

import { Document, isScalar, visit } from 'yaml';
import type { Invocation } from '../operations/operation.ts';
import { escapeYaml, isUnsafe } from './clean.ts';
import { plainJson } from './plain-json.ts';
import type { Printed } from './printed.ts';

/** One line a text: a folded or block text could begin a line with a workflow command. */
const ONE_LINE = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/** As in JSON, of a long list one item at a time is text. */
export function render({ result }: Invocation): Printed {
  return pieces(plainJson(result));
}

function* pieces(result: unknown): Generator<string, void, undefined> {
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  const fields = isObject ? Object.entries(result).filter(([, value]) => value !== undefined) : [];
  if (fields.length === 0) yield printed(result);
  for (const [key, value] of fields) {
    if (Array.isArray(value) && value.length > 0) yield* listOf(key, value);
    else yield printed({ [key]: value });
  }
}

/** Each item is printed under the key of the list, which stays in the text of the first one only. */
function* listOf(key: string, items: readonly unknown[]): Generator<string, void, undefined> {
  let from = 0;
  for (const item of items) {
    const text = printed({ [key]: [item] });
    yield text.slice(from);
    from = text.indexOf('\n') + 1;
  }
}

function printed(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string' && isUnsafe(node.value))
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return escapeYaml(document.toString(ONE_LINE));
}
