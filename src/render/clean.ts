/** Text from clusters, files and servers is untrusted: nothing in it may steer a terminal or a pipeline. */

/** Controls (ESC, CSI, newlines), bidi and zero-width characters, lone surrogates, invisible fillers. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A leading `::` is a workflow command on GitHub even when indented: its runner trims the line first. */
const LEADING_COMMAND = /^(\s*:):/u;
/** `##[…]` (GitHub) and `##vso[…]` (Azure) are commands wherever they stand in a line. */
const INLINE_COMMAND = /##(?=\w*\[)/gu;

const hex = (character: string, digits: number) =>
  (character.codePointAt(0) ?? 0).toString(16).padStart(digits, '0');

/** Shown rather than dropped, or `we<ZWSP>b` would pass for `web`. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\n') return '\\n';
  if (code <= 0xff) return `\\x${hex(character, 2)}`;
  return code <= 0xffff ? `\\u${hex(character, 4)}` : `\\u{${hex(character, 5)}}`;
}

/** One line of harmless text. Composed (NFC), so that Korean from a Mac's file names is as wide as it looks. */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNSAFE, visible)
    .replace(LEADING_COMMAND, '$1\\x3a')
    .replace(INLINE_COMMAND, '#\\x23');
}

/** Escapes of JSON strings for what JSON.stringify leaves raw: the value stays the same for a parser. */
export function escapeJson(json: string): string {
  return json
    .replace(UNSAFE, (unsafe) => (unsafe === '\n' ? unsafe : utf16Escapes(unsafe)))
    .replace(INLINE_COMMAND, '#\\u0023');
}

function utf16Escapes(text: string): string {
  let escapes = '';
  for (let at = 0; at < text.length; at++)
    escapes += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escapes;
}
