/**
 * Numbers as Go's strconv.ParseFloat takes them (Go 1.13 and later), because client_golang writes and Prometheus
 * reads them so. JavaScript's `Number` takes '' and '0b1', and refuses '+Inf', hex floats and underscores.
 */

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const HEX = /^([+-]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([+-]?\d+)$/i;
const INFINITY = /^([+-]?)inf(inity)?$/i;
/** An underscore stands between two digits or between the prefix 0x and a digit, and nowhere else. */
const DECIMAL_SEPARATOR = /(?<=\d)_(?=\d)/g;
const HEX_SEPARATOR = /(?<=[0-9a-f]|0x)_(?=[0-9a-f])/gi;

/** null: Go refuses it, either for its spelling or because it is beyond the largest double. */
export function goFloat(text: string): number | null {
  if (text.includes('_')) return withoutSeparators(text);
  if (DECIMAL.test(text)) return finiteOrNull(Number(text));
  const infinity = INFINITY.exec(text);
  if (infinity) return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  const hex = HEX.exec(text);
  return hex ? hexFloat(hex[1] === '-', hex[2] ?? '', hex[3] ?? '', Number(hex[4])) : null;
}

function withoutSeparators(text: string): number | null {
  const bare = text.replace(/^[+-]?0x/i.test(text) ? HEX_SEPARATOR : DECIMAL_SEPARATOR, '');
  return bare.includes('_') ? null : goFloat(bare);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function hexFloat(negative: boolean, whole: string, fraction: string, power: number): number | null {
  if (whole + fraction === '') return null;
  const mantissa = BigInt(`0x${whole}${fraction}`);
  const magnitude = mantissa === 0n ? 0 : nearest(mantissa, power - 4 * fraction.length);
  return finiteOrNull(negative ? -magnitude : magnitude);
}

/** mantissa × 2^power, rounded once and half to even, subnormal results included (their unit is 2^-1074). */
function nearest(mantissa: bigint, power: number): number {
  const bits = mantissa.toString(2).length;
  if (bits + power > 1025) return Number.POSITIVE_INFINITY;
  if (bits + power < -1075) return 0;
  const drop = Math.max(bits - 53, -1074 - power, 0);
  // Two factors, because 2^power alone may overflow or underflow where the product does not.
  const scale = power + drop;
  const half = Math.trunc(scale / 2);
  return Number(shiftedHalfEven(mantissa, BigInt(drop))) * 2 ** half * 2 ** (scale - half);
}

function shiftedHalfEven(mantissa: bigint, drop: bigint): bigint {
  const kept = mantissa >> drop;
  const rest = (mantissa - (kept << drop)) * 2n;
  const unit = 1n << drop;
  const up = drop > 0n && (rest > unit || (rest === unit && kept % 2n === 1n));
  return up ? kept + 1n : kept;
}
