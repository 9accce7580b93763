/** Formats, loaded when asked for, but for that of programs. A new one is a file here and a line below. */

import type { Invocation } from '../operations/operation.ts';
import * as json from './json.ts';
import type { Printed } from './printed.ts';
import type { TerminalTraits } from './traits.ts';

type Render = (invocation: Invocation, terminal: TerminalTraits) => Printed;

export interface FormatEntry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly render: Render }>;
}

export const FORMATS = {
  table: { summary: 'for people, as wide as the terminal', load: () => import('./table.ts') },
  json: { summary: 'the whole result; its schema is stable', load: async () => json },
  yaml: { summary: 'the same as json, as YAML', load: () => import('./yaml.ts') },
  markdown: { summary: 'for a pull request comment', load: () => import('./markdown.ts') },
  csv: { summary: 'one record a line, raw numbers', load: () => import('./csv.ts') },
  name: { summary: 'names only, one a line', load: () => import('./name.ts') },
} as const satisfies Record<string, FormatEntry>;

export type FormatName = keyof typeof FORMATS;

/** Own names only, so that "constructor" is no format. */
export const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);
