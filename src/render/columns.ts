/** Rows of cells as aligned columns without borders. */

import CliTable from 'cli-table3';
import type { Block, Cell, Column } from '../view.ts';
import { clean } from './clean.ts';
import { type FittedColumn, fitColumns, GAP } from './column-fit.ts';
import type { Paint } from './paint.ts';
import type { TerminalTraits } from './traits.ts';
import { shortenMiddle, widthOf } from './width.ts';

export type Rows = Extract<Block, { kind: 'table' }>;

interface PlainCell {
  readonly text: string;
  readonly tone: Cell['tone'];
}

/** cli-table3 lays out a whole table at once; its time per row grows with the rows, so long ones go in pieces. */
const ROWS_A_PIECE = 200;

const BORDERS =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle';
const NO_BORDERS = Object.fromEntries(BORDERS.split(' ').map((border) => [border, '']));

export function tableLines(
  { columns, rows }: Rows,
  paint: Paint,
  terminal: TerminalTraits,
): readonly string[] {
  const head = columns.map(({ title }) => ({ text: headingOf(clean(title)), tone: undefined }));
  const body = rows.map((row) => columns.map((_, at) => plainCell(row[at], paint)));
  const widths = columns.map((_, at) => widest(head, body, at));
  const fitted = fitColumns(columns, widths, terminal.columns);
  const ellipsis = terminal.unicode ? '…' : '...';
  const print = (row: readonly PlainCell[]) =>
    fitted.map(({ index, width }) => {
      const { text = '', tone } = row[index] ?? {};
      return paint.colour(tone, shortenMiddle(text, width, ellipsis));
    });
  return laidOut([head, ...body].map(print), columns, fitted);
}

function plainCell(cell: Cell | undefined, paint: Paint): PlainCell {
  if (cell === undefined) return { text: '', tone: undefined };
  return { text: paint.marked(cell.tone, clean(cell.text)), tone: cell.tone };
}

function widest(head: readonly PlainCell[], body: readonly (readonly PlainCell[])[], at: number): number {
  return body.reduce(
    (width, row) => Math.max(width, widthOf(row[at]?.text ?? '')),
    widthOf(head[at]?.text ?? ''),
  );
}

function laidOut(
  lines: readonly (readonly string[])[],
  columns: readonly Column[],
  fitted: readonly FittedColumn[],
) {
  const options = {
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] },
    colWidths: fitted.map(({ width }) => width + GAP),
    colAligns: fitted.map(({ index }) => columns[index]?.align ?? 'left'),
  };
  const printed: string[] = [];
  for (let from = 0; from < lines.length; from += ROWS_A_PIECE) {
    const piece = new CliTable(options);
    piece.push(...lines.slice(from, from + ROWS_A_PIECE).map((line) => [...line]));
    for (const line of piece.toString().split('\n')) printed.push(line.trimEnd());
  }
  return printed;
}

/** Upper case as kubectl has it; a unit is written as the field writes it. */
const headingOf = (title: string): string => (/^[a-z]+[A-Z\d/]/.test(title) ? title : title.toUpperCase());
