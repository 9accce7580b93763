/** Decimal numbers straight from bytes, for the millions of lines that hold nothing else. */

const EXACT_POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
];
const ZERO = 48;
const MINUS = 45;
const PLUS = 43;
const POINT = -2;
const LOWER_E = 53;
const UPPER_E = 21;

/**
 * The double nearest to `[+-]digits[.digits][e[+-]digits]`, or NaN for any other spelling and for overflow:
 * the caller then asks `goFloat`, which knows them all and says what is wrong.
 */
export function plainDecimal(bytes: Buffer, from: number, to: number): number {
  const sign = bytes[from] as number;
  if (sign === MINUS) return -magnitudeOf(bytes, from + 1, to);
  return magnitudeOf(bytes, sign === PLUS ? from + 1 : from, to);
}

function magnitudeOf(bytes: Buffer, from: number, to: number): number {
  let mantissa = 0;
  let pointAt = -1;
  let at = from;
  for (; at < to; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (digit === POINT && pointAt < 0) pointAt = at;
    else break;
  }
  if (at - from <= (pointAt < 0 ? 0 : 1)) return Number.NaN;
  const shift = pointAt < 0 ? 0 : at - pointAt - 1;
  const exponent = at < to ? exponentAt(bytes, at, to) - shift : -shift;
  if (Number.isNaN(exponent)) return Number.NaN;
  const magnitude = scaled(mantissa, exponent);
  return magnitude >= 0 ? magnitude : finite(Number(bytes.toString('latin1', from, to)));
}

/** Clinger 1990: an exact integer times or over an exact power of ten is rounded once. -1: not exact. */
function scaled(mantissa: number, exponent: number): number {
  if (mantissa > Number.MAX_SAFE_INTEGER) return -1;
  if (exponent === 0) return mantissa;
  if (exponent < 0) return exponent >= -22 ? mantissa / (EXACT_POWERS[-exponent] as number) : -1;
  return exponent <= 22 ? mantissa * (EXACT_POWERS[exponent] as number) : -1;
}

/** NaN unless all that is left is an exponent. */
function exponentAt(bytes: Buffer, from: number, to: number): number {
  const letter = (bytes[from] as number) - ZERO;
  if (letter !== LOWER_E && letter !== UPPER_E) return Number.NaN;
  let at = from + 1;
  const sign = bytes[at] as number;
  if (sign === MINUS || sign === PLUS) at += 1;
  if (at >= to) return Number.NaN;
  let exponent = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    exponent = exponent * 10 + digit;
  }
  return sign === MINUS ? -exponent : exponent;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
