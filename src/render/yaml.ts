/** The same as json for people who keep YAML. */

import { Document } from 'yaml';
import type { Invocation } from '../operations/operation.ts';
import { plainJson } from './plain-json.ts';

export function render({ result }: Invocation): string {
  return new Document(plainJson(result), { aliasDuplicateObjects: false, compat: 'yaml-1.1' }).toString({
    lineWidth: 0,
  });
}
