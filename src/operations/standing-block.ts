/** What kind of demand each standard is, beside the verdicts by it: a reference target is no law. */

import type { StandardNote } from '../audit/report.ts';
import type { Block } from '../view.ts';

export function standingBlock(standards: readonly StandardNote[]): Block[] {
  if (standards.length === 0) return [];
  const each = standards.map(({ code, standing }) => `${code} ${standing}`);
  return [{ kind: 'text', lines: [{ text: `Standing: ${each.join(', ')}` }] }];
}
