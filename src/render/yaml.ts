/** The same as json for people who keep YAML. Also right for readers of YAML 1.1, where a bare NO is false. */

import { Document, isScalar, visit } from 'yaml';
import type { Invocation } from '../operations/operation.ts';
import { escapeYaml, isUnsafe } from './clean.ts';
import { plainJson } from './plain-json.ts';

/** One line a text: a folded or block text could begin a line with a workflow command. */
const ONE_LINE = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

export function render({ result }: Invocation): string {
  const document = new Document(plainJson(result), { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string' && isUnsafe(node.value))
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return escapeYaml(document.toString(ONE_LINE));
}
