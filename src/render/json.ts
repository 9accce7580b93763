/** The contract for programs: the result as it is, nothing added. */

import type { Invocation } from '../operations/operation.ts';
import { escapeJson } from './clean.ts';
import { plainJson } from './plain-json.ts';

export function render({ result }: Invocation): string {
  return `${escapeJson(JSON.stringify(plainJson(result), null, 2))}\n`;
}
