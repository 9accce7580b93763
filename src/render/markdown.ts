/** For a pull request: a marker by which a bot finds its comment, the verdict, then everything else. */

import type { Invocation } from '../operations/operation.ts';
import type { Block, Cell } from '../view.ts';
import { clean } from './clean.ts';
import { hoursLines } from './hours.ts';
import { fenceOf, markdownLine, markdownText } from './markdown-text.ts';
import { paintOf } from './paint.ts';
import { type Section, withinLimit } from './section.ts';

const MARKER = '<!-- carbon-audit -->';
/** GitHub refuses a comment of more than 65 536 characters (2024); the rest is for what a bot adds. */
const MAX_CHARACTERS = 65_000;

/** Symbols as on a wide terminal; a comment has no colour. */
const PAGE = { columns: Number.POSITIVE_INFINITY, colour: false, unicode: true };
const PAINT = paintOf(PAGE);

export function render({ view }: Invocation): string {
  const [verdict, ...rest] = view.summary;
  const sections = [
    ...(verdict === undefined ? [] : [proseOf([`**${cellText(verdict)}**`])]),
    ...(rest.length === 0 ? [] : [proseOf(rest.map(lineText))]),
    ...view.blocks.map(sectionOf),
  ];
  return withinLimit(MARKER, sections, MAX_CHARACTERS);
}

function sectionOf(block: Block): Section {
  switch (block.kind) {
    case 'heading':
      return { head: [`### ${markdownText(block.text)}`], items: [], tail: [], noun: 'line' };
    case 'text':
      // Indentation carries meaning (a manifest): Markdown would eat it.
      return block.lines.some(({ text }) => /^\s/u.test(text))
        ? fenced(block.lines.map(({ text }) => clean(text)))
        : proseOf(block.lines.map(lineText));
    case 'table':
      return tableOf(block);
    case 'hours':
      return fenced(hoursLines(block, PAINT, PAGE));
  }
}

/** Two spaces at the end break a line without beginning a paragraph. */
const proseOf = (lines: readonly string[]): Section => ({
  head: [],
  items: lines.map((line, at) => (at < lines.length - 1 ? `${line}  ` : line)),
  tail: [],
  noun: 'line',
});

function fenced(lines: readonly string[]): Section {
  const fence = fenceOf(lines);
  return { head: [fence], items: lines, tail: [fence], noun: 'line' };
}

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Section {
  const titles = columns.map(({ title }) => markdownText(title));
  const rules = columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
  const items = rows.map((row) => tableRow(columns.map((_, at) => cellText(row[at] ?? { text: '' }))));
  return { head: [tableRow(titles), tableRow(rules)], items, tail: [], noun: 'row' };
}

const tableRow = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;

const cellText = ({ text, tone }: Cell) => PAINT.marked(tone, markdownText(text));

const lineText = ({ text, tone }: Cell) => PAINT.marked(tone, markdownLine(text));
