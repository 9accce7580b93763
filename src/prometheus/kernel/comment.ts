/**
 * Comments that change nothing once the beginning of a family is known and no sign of OpenMetrics hangs in the air: HELP, and
 * TYPE in the usual spelling with a type of the text format. All others are read by grammar (comment-line.ts).
 */

import { lowBytes } from './bytes.ts';
import { nameEnd, textEnd } from './plain.ts';
import { isUtf8 } from './utf8.ts';

const BLANK: u8 = 32;
/** `# HELP ` and `# TYPE `, as they lie in memory. */
const HEAD_BYTES: usize = 7;
const HELP: u64 = ((<u64>0x20504c) << 32) | 0x45482023;
const TYPE: u64 = ((<u64>0x204550) << 32) | 0x59542023;
const GAUGE: u64 = ((<u64>0x65) << 32) | 0x67756167;
const COUNTER: u64 = ((<u64>0x726574) << 32) | 0x6e756f63;
const SUMMARY: u64 = ((<u64>0x797261) << 32) | 0x6d6d7573;
const UNTYPED: u64 = ((<u64>0x646570) << 32) | 0x79746e75;
/** `_total`: the counters of OpenMetrics leave it out. */
const TOTAL: u64 = ((<u64>0x6c61) << 32) | 0x746f745f;
const TOTAL_BYTES: usize = 6;
const LONGEST_TYPE: usize = 7;

export function saysNothing(line: usize, end: usize): bool {
  const head = lowBytes(load<u64>(line), HEAD_BYTES);
  if (head === HELP) return isUtf8(line, end - line);
  return head === TYPE && isUsualType(line + HEAD_BYTES, textEnd(end));
}

function isUsualType(name: usize, end: usize): bool {
  const at = nameEnd(name, true);
  if (at === name || at >= end || load<u8>(at) !== BLANK || end - at - 1 > LONGEST_TYPE) return false;
  const type = lowBytes(load<u64>(at, 1), end - at - 1);
  if (type === COUNTER)
    return at - name > TOTAL_BYTES && lowBytes(load<u64>(at - TOTAL_BYTES), TOTAL_BYTES) === TOTAL;
  return type === GAUGE || type === SUMMARY || type === UNTYPED;
}
