/** For people: blocks in the order given, tables as kubectl prints them, the summary last. */

import type { Invocation } from '../operations/operation.ts';
import type { Block, Cell } from '../view.ts';
import { clean } from './clean.ts';
import { tableLines } from './columns.ts';
import { hoursLines } from './hours.ts';
import { type Paint, paintOf } from './paint.ts';
import type { TerminalTraits } from './traits.ts';

export function render({ view }: Invocation, terminal: TerminalTraits): string {
  const { blocks, summary } = view;
  const paint = paintOf(terminal);
  const lines: string[] = [];
  const add = (section: readonly string[], isSeparate: boolean) => {
    if (section.length === 0) return;
    if (isSeparate && lines.length > 0) lines.push('');
    for (const text of section) lines.push(text);
  };
  blocks.forEach((block, at) => {
    add(blockLines(block, paint, terminal), blocks[at - 1]?.kind !== 'heading');
  });
  add(
    summary.map((cell) => line(cell, paint)),
    true,
  );
  return lines.map((text) => `${text}\n`).join('');
}

function blockLines(block: Block, paint: Paint, terminal: TerminalTraits): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [paint.chalk.bold(clean(block.text))];
    case 'text':
      return block.lines.map((cell) => line(cell, paint));
    case 'table':
      return tableLines(block, paint, terminal);
    case 'hours':
      return hoursLines(block, paint, terminal);
  }
}

const line = ({ text, tone }: Cell, paint: Paint) => paint.colour(tone, paint.marked(tone, clean(text)));
