/** Names only, one a line, for scripts. */

import type { Invocation } from '../operations/operation.ts';
import { clean } from './clean.ts';

export function render({ view }: Invocation): string {
  return view.names.map((name) => `${clean(name)}\n`).join('');
}
