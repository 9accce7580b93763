/** Widths in terminal columns: a Korean syllable takes two. Measured as cli-table3 measures, or columns would not align. */

import stringWidth from 'string-width';

const ASCII = /^[ -~]*$/u;

export const widthOf = (text: string): number => (ASCII.test(text) ? text.length : stringWidth(text));

/** Keeps both ends, since pod names differ at the end and namespaces at the start. */
export function shortenMiddle(text: string, columns: number, ellipsis: string): string {
  if (widthOf(text) <= columns) return text;
  const kept = Math.max(0, columns - widthOf(ellipsis));
  const characters = Array.from(text);
  const head = takeColumns(characters, Math.ceil(kept / 2));
  const tail = takeColumns(characters.toReversed(), kept - widthOf(head));
  return head + ellipsis + Array.from(tail).toReversed().join('');
}

function takeColumns(characters: readonly string[], columns: number): string {
  let taken = '';
  let left = columns;
  for (const character of characters) {
    left -= widthOf(character);
    if (left < 0) return taken;
    taken += character;
  }
  return taken;
}
