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
/** By label: where its name lies and how long it is. */
const PLACES = memory.data(512);

/** Of the line that was looked at last: its name, its labels, and where the value begins. */
export let nameLength: u32 = 0;
export let labels: u32 = 0;
export let value: usize = 0;

export function labelAt(label: u32): usize {
  return load<u32>(PLACES + ((<usize>label) << 3));
}

export function lengthOf(label: u32): u32 {
  return load<u32>(PLACES + ((<usize>label) << 3), 4);
}

/** Where the text of a line ends: a CR belongs to its end. */
export function textEnd(end: usize): usize {
  return load<u8>(end - 1) === CR ? end - 1 : end;
}

export function isPlain(line: usize, end: usize): bool {
  return hasPlainLabels(line) && readDecimal(value) && behind === textEnd(end) && isUtf8(line, end - line);
}

/** Whether all in front of the value is plain. */
export function hasPlainLabels(line: usize): bool {
  const at = nameEnd(line, true);
  nameLength = <u32>(at - line);
  labels = 0;
  if (!nameLength) return false;
  value = load<u8>(at) === BRACE ? labelsEnd(at + 1) : blankEnd(at);
  return value !== 0;
}

/** 0 where anything else follows the name. `name {a="x"} 1` has labels, too. */
function blankEnd(at: usize): usize {
  const next = load<u8>(at, 1);
  return load<u8>(at) === BLANK && next !== BRACE && next !== BLANK && next !== TAB ? at + 1 : 0;
}

/** 0 where something is not plain. */
function labelsEnd(first: usize): usize {
  let at = first;
  while (true) {
    const end = nameEnd(at, false);
    if (end === at || load<u16>(end) !== EQUALS_QUOTE || !isAdded(at, <u32>(end - at))) return 0;
    const quote = valueEnd(end + 2);
    if (load<u8>(quote) !== QUOTE) return 0;
    if (load<u8>(quote, 1) !== COMMA) return load<u16>(quote, 1) === BRACE_BLANK ? quote + 3 : 0;
    at = quote + 2;
  }
}

/** False for a label that is there already, or one too many. */
function isAdded(at: usize, length: u32): bool {
  if (labels === MAX_LABELS) return false;
  for (let label: u32 = 0; label < labels; label++)
    if (lengthOf(label) === length && sameBytes(labelAt(label), at, length)) return false;
  store<u32>(PLACES + ((<usize>labels) << 3), <u32>at);
  store<u32>(PLACES + ((<usize>labels) << 3), length, 4);
  labels += 1;
  return true;
}

/** By byte, what it may be in a name: a colon only in names of metrics, a digit not first. */
const KINDS = memory.data(256);
const COLON: u8 = 1;
const DIGIT: u8 = 2;
const LETTER: u8 = 3;

export function writeKinds(): void {
  memory.fill(KINDS + 65, LETTER, 26);
  memory.fill(KINDS + 97, LETTER, 26);
  memory.fill(KINDS + 48, DIGIT, 10);
  store<u8>(KINDS + 58, COLON);
  store<u8>(KINDS + 95, LETTER);
}

function kindOf(byte: u8): u8 {
  return load<u8>(KINDS + byte);
}

export function isNameByte(byte: u8): bool {
  return kindOf(byte) >= COLON;
}

/** Behind the name that begins here, the same place where none does. Names of labels have no colons. */
export function nameEnd(from: usize, colons: bool): usize {
  const least = colons ? COLON : DIGIT;
  let at = from;
  if (kindOf(load<u8>(at)) === DIGIT) return at;
  while (kindOf(load<u8>(at)) >= least) at += 1;
  return at;
}
