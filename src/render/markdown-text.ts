/** Untrusted text inside Markdown: it must not mark up, mention a person, refer to an issue or leave its cell. */

import { clean } from './clean.ts';

/** GitHub looks for mentions after rendering, so an entity for @ would still call someone: a zero-width space parts them. */
const PARTED = '&#8203;';

export function markdownText(text: string): string {
  return clean(text)
    .replace(/[\\`*~[\]|]/gu, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/@|#(?=\d)/gu, `$&${PARTED}`);
}

/** The same at the start of a line, where a dash or a number would begin a list and a # a heading. */
export const markdownLine = (text: string): string =>
  markdownText(text).replace(/^\s*(\d*)([-+>#=.)])/u, (_, digits, mark) => `${digits}\\${mark}`);

/** Longer than any run of backticks inside, so that nothing in the lines can close it. */
export function fenceOf(lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/gu) ?? []);
  return '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
}
