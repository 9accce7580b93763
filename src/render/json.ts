/** The contract for programs: the result as it is, nothing added. */

import type { Invocation } from '../operations/operation.ts';
import { escapeJson } from './clean.ts';
import { indentedJson } from './indented-json.ts';
import { plainJson } from './plain-json.ts';
import type { Printed } from './printed.ts';

/** Looked through before its first piece is made: a report that JSON cannot say is refused whole. */
export function render({ result }: Invocation): Printed {
  return escaped(plainJson(result));
}

function* escaped(result: unknown): Generator<string, void, undefined> {
  for (const piece of indentedJson(result)) yield escapeJson(piece);
  yield '\n';
}
