/**
 * Lines in the spelling of client_golang: `name 1`, `name{a="x",b="y"} 1`. What is spelled in any other way, right or wrong, is
 * left to the grammar (sample-line.ts), of which this is a small part: the same names, no escapes, no blanks but one, no label
 * twice, a decimal and nothing behind it.
 */

import { CR, QUOTE, sameBytes, valueEnd } from './bytes.ts';
import { at as behind, readDecimal } from './decimal.ts';
import { isUtf8 } from './utf8.ts';

const BLANK: u8 = 32;
const TAB: u8 = 9;
const COMMA: u8 = 44;
const BRACE: u8 = 123;
/** `="` and `} `, as they lie in memory. */
const EQUALS_QUOTE: u16 = 0x223d;
const BRACE_BLANK: u16 = 0x207d;
/** Each is compared with those before it. */
const MAX_LABELS: u32 = 64;

/** Of the line that was looked at last. */
export let nameLength: u32 = 0;
export let labels: u32 = 0;

/** Where the text of a line ends: a CR belongs to its end. */
export function textEnd(end: usize): usize {
  return load<u8>(end - 1) === CR ? end - 1 : end;
}

export function isPlain(line: usize, end: usize): bool {
  const value = behindLabels(line);
  return value && readDecimal(value) && behind === textEnd(end) && isUtf8(line, end - line);
}

/** Where the value begins when all in front of it is plain, else 0. */
export function behindLabels(line: usize): usize {
  const at = nameEnd(line, true);
  nameLength = <u32>(at - line);
  labels = 0;
  if (!nameLength) return 0;
  if (load<u8>(at) === BLANK) return isFirst(load<u8>(at, 1)) ? at + 1 : 0;
  return load<u8>(at) === BRACE ? labelsEnd(at + 1) : 0;
}

/** `name {a="x"} 1` has labels, too. */
function isFirst(byte: u8): bool {
  return byte !== BRACE && byte !== BLANK && byte !== TAB;
}

function labelsEnd(first: usize): usize {
  let at = first;
  while (true) {
    const end = nameEnd(at, false);
    if (end === at || load<u16>(end) !== EQUALS_QUOTE || labels === MAX_LABELS) return 0;
    if (isAmong(first, at, end - at)) return 0;
    labels += 1;
    const quote = valueEnd(end + 2);
    if (load<u8>(quote) !== QUOTE) return 0;
    if (load<u8>(quote, 1) !== COMMA) return load<u16>(quote, 1) === BRACE_BLANK ? quote + 3 : 0;
    at = quote + 2;
  }
}

/** Whether a label before has that name. */
function isAmong(first: usize, label: usize, length: usize): bool {
  for (let at = first; at < label; at = nextLabel(at))
    if (nameEnd(at, false) - at === length && sameBytes(at, label, length)) return true;
  return false;
}

export function nextLabel(label: usize): usize {
  return valueEnd(nameEnd(label, false) + 2) + 2;
}

/** Behind the name that begins here; the same place where none does. Names of metrics may have colons. */
export function nameEnd(from: usize, colons: bool): usize {
  let at = from;
  if (isDigit(load<u8>(at))) return at;
  while (isNameByte(load<u8>(at)) || (colons && load<u8>(at) === COLON)) at += 1;
  return at;
}

const COLON: u8 = 58;
const UNDERSCORE: u8 = 95;

function isDigit(byte: u8): bool {
  return byte >= 48 && byte <= 57;
}

function isNameByte(byte: u8): bool {
  const letter = byte | 32;
  return (letter >= 97 && letter <= 122) || isDigit(byte) || byte === UNDERSCORE;
}
