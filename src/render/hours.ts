/** A day as a bar of shaded cells, the chosen window marked beneath, an hour scale under both. */

import type { Block, HourCell } from '../view.ts';
import { clean } from './clean.ts';
import type { Paint } from './paint.ts';
import type { TerminalTraits } from './traits.ts';

export type Hours = Extract<Block, { kind: 'hours' }>;

interface Glyphs {
  /** From clean to dirty. */
  readonly shades: readonly string[];
  readonly unknown: string;
  readonly mark: string;
}
const UNICODE: Glyphs = { shades: ['░', '▒', '▓', '█'], unknown: '·', mark: '▲' };
const ASCII: Glyphs = { shades: ['.', ':', 'o', '#'], unknown: '?', mark: '^' };

const HOURS_BETWEEN_LABELS = 3;

export function hoursLines(
  { label, cells }: Hours,
  paint: Paint,
  terminal: TerminalTraits,
): readonly string[] {
  const glyphs = terminal.unicode ? UNICODE : ASCII;
  // Two columns an hour leave room for a two-digit scale; one where the terminal is narrower than that.
  const cellWidth = terminal.columns === null || terminal.columns >= 2 * cells.length ? 2 : 1;
  const bar = cells.map(({ level }) => shade(level, glyphs, paint, cellWidth)).join('');
  const marks = cells
    .map(({ marked }) => (marked ? glyphs.mark : ' ').repeat(cellWidth))
    .join('')
    .trimEnd();
  const lines = [
    clean(label),
    bar,
    paint.colour('good', marks),
    scale(cells, cellWidth),
    legend(glyphs, cells),
  ];
  return lines.filter((line) => line !== '');
}

const isKnown = (level: number | null): level is number => level !== null && Number.isFinite(level);

function shade(level: number | null, glyphs: Glyphs, paint: Paint, cellWidth: number): string {
  if (!isKnown(level)) return paint.colour('muted', glyphs.unknown.repeat(cellWidth));
  const step = Math.min(glyphs.shades.length - 1, Math.max(0, Math.floor(level * glyphs.shades.length)));
  const tone = (['good', 'good', 'unsure', 'bad'] as const)[step];
  return paint.colour(tone, (glyphs.shades[step] ?? '').repeat(cellWidth));
}

/** Two digits under every third hour; a label that would touch the one before is left out. */
function scale(cells: readonly HourCell[], cellWidth: number): string {
  let line = '';
  cells.forEach(({ hour }, at) => {
    const column = at * cellWidth;
    if (hour % HOURS_BETWEEN_LABELS !== 0 || (line !== '' && column <= line.length)) return;
    line = line.padEnd(column) + String(hour).padStart(2, '0');
  });
  return line;
}

function legend({ shades, unknown, mark }: Glyphs, cells: readonly HourCell[]): string {
  const parts = [`${shades[0]} cleanest`, `${shades.at(-1)} dirtiest`];
  if (cells.some(({ level }) => !isKnown(level))) parts.push(`${unknown} unknown`);
  if (cells.some(({ marked }) => marked)) parts.push(`${mark} chosen`);
  return parts.join('  ');
}
