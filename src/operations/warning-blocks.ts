/** What limits a measurement, in sentences under the tables. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Block, Cell } from '../view.ts';

export function warningBlocks(warnings: readonly Diagnostic[]): Block[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map(
    ({ level, code, message }): Cell => ({
      text: `${code}: ${message}`,
      tone: level === 'warning' ? 'unsure' : 'plain',
    }),
  );
  return [
    { kind: 'heading', text: 'Limits of this measurement' },
    { kind: 'text', lines },
  ];
}

/** Only what makes a figure doubtful: for answers whose subject is not the measurement. */
export const doubtBlocks = (warnings: readonly Diagnostic[]): Block[] =>
  warningBlocks(warnings.filter(({ level }) => level === 'warning'));
