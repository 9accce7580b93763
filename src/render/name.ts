/** Names only, one a line, for scripts. */

import type { Invocation } from '../operations/operation.ts';
import { clean } from './clean.ts';
import type { Printed } from './printed.ts';

export function render({ view }: Invocation): Printed {
  return lines(view.names);
}

function* lines(names: readonly string[]): Generator<string, void, undefined> {
  for (const name of names) yield `${clean(name)}\n`;
}
