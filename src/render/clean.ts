/** Text from clusters, files and servers is untrusted: nothing in it may steer a terminal or a pipeline. */

/**
 * Controls (ESC, CSI, newlines), bidi and zero-width characters, lone surrogates, invisible fillers.
 * Made when it is needed: the engine takes a millisecond for these classes, which few texts need.
 */
const unsafe = () => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A leading `::` is a workflow command on GitHub even when indented: its runner trims the line first. */
const LEADING_COMMAND = /^(\s*:):/u;
/** `##[…]` (GitHub) and `##vso[…]` (Azure) are commands wherever they stand in a line. */
const INLINE_COMMAND = /##(?=\w*\[)/gu;

/** What nearly all texts are: ASCII on one line, no command in it. Asked first, since reports of megabytes pass here. */
const HARMLESS = /^(?!\s*::|.*##)[ -~]*$/u;

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
  if (HARMLESS.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(unsafe(), visible)
    .replace(LEADING_COMMAND, '$1\\x3a')
    .replace(INLINE_COMMAND, '#\\x23');
}

/** A text that a quoted format (JSON, YAML) would print as it is and that must be escaped there. */
export const isUnsafe = (text: string): boolean =>
  text.search(unsafe()) >= 0 || text.search(INLINE_COMMAND) >= 0 || LEADING_COMMAND.test(text);

/** The same for printed JSON: a parser reads the same value, a terminal nothing but ASCII escapes. */
export const escapeJson = (json: string): string => escapeQuoted(json, jsonEscape);

/** The same for YAML whose unsafe texts are all double-quoted; one escape a character, not one a UTF-16 unit. */
export const escapeYaml = (yaml: string): string =>
  escapeQuoted(yaml, (character) => `\\U${hex(character, 8)}`);

/**
 * The same for a whole printed report. A search for the opposite: matching 100 MB with one `*` overflows the stack of the
 * engine. Letters, dashes, arrows, kana, ideographs and Hangul are known to be harmless, so that a report that cites a
 * standard in its own language is not searched character by character (a test holds them against `unsafe`).
 */
const NOT_KNOWN_HARMLESS =
  /[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u3041-\u3096\u30a1-\u30ff\u3131-\u3163\u3165-\u318e\u4e00-\u9fff\uac00-\ud7a3]/;

/** Newlines between the lines are the printer's own; those inside a quoted text are already escaped. */
function escapeQuoted(printed: string, spelled: (character: string) => string): string {
  const escaped = NOT_KNOWN_HARMLESS.test(printed)
    ? printed.replace(new RegExp(`(?!\\n)${unsafe().source}`, 'gu'), spelled)
    : printed;
  return escaped.includes('##') ? escaped.replace(INLINE_COMMAND, '#\\u0023') : escaped;
}

function jsonEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
