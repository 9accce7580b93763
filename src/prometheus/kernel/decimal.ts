/**
 * Decimal numbers straight from bytes: `[+-]digits[.digits][e[+-]digits]`.
 *
 * An exact integer times or over an exact power of ten is rounded once, so it is right (Clinger 1990). Others of this
 * spelling are LONG: the caller lets a slower reader round them. All other spellings, and numbers so large that they might
 * overflow, are OTHER.
 */

export const OTHER = 0;
export const PLAIN = 1;
export const LONG = 2;

const MINUS: u8 = 45;
const PLUS: u8 = 43;
const POINT: u8 = 46;
const LOWER_E: u8 = 101;

/** The number read last, where it was PLAIN. */
export let decimal: f64 = 0;

const MAX_EXACT: u64 = 1 << 53;
const MAX_EXACT_POWER: i32 = 22;
/** Digits that fit 64 bits. */
const MAX_DIGITS: i32 = 19;
/** Below this many places no double overflows (its largest is 1.8e308). */
const SAFE_PLACES: i32 = 300;
const MAX_EXPONENT: i32 = 100_000;

const POWERS = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]);

/** Where reading has come to, and the digits so far without their point. */
let at: usize = 0;
let mantissa: u64 = 0;
let exponent: i32 = 0;

/** What stands from here to `to`, where a byte that is no digit must stand. */
export function readDecimal(from: usize, to: usize): i32 {
  at = from + signAt(from);
  mantissa = 0;
  exponent = 0;
  const whole = readDigits();
  const fraction = readFraction();
  if (!(whole + fraction) || (at !== to && !readExponent(to))) return OTHER;
  exponent -= fraction;
  if (whole + fraction > MAX_DIGITS || mantissa > MAX_EXACT || abs(exponent) > MAX_EXACT_POWER)
    return whole + fraction + exponent < SAFE_PLACES ? LONG : OTHER;
  decimal = scaled();
  if (load<u8>(from) === MINUS) decimal = -decimal;
  return PLAIN;
}

function scaled(): f64 {
  const power = load<f64>(POWERS + ((<usize>abs(exponent)) << 3));
  return exponent < 0 ? <f64>mantissa / power : <f64>mantissa * power;
}

/** 1 where there is a sign, else 0. */
function signAt(place: usize): usize {
  const sign = load<u8>(place);
  return sign === MINUS || sign === PLUS ? 1 : 0;
}

/** How many there are; they are added to the mantissa, which wraps around where they are too many. */
function readDigits(): i32 {
  let p = at;
  let value = mantissa;
  for (let digit = digitAt(p); digit < 10; digit = digitAt(p)) {
    value = value * 10 + digit;
    p += 1;
  }
  const count = <i32>(p - at);
  at = p;
  mantissa = value;
  return count;
}

function readFraction(): i32 {
  if (load<u8>(at) !== POINT) return 0;
  at += 1;
  return readDigits();
}

/** False unless all that is left is an exponent. */
function readExponent(to: usize): bool {
  if ((load<u8>(at) | 32) !== LOWER_E) return false;
  const isNegative = load<u8>(at, 1) === MINUS;
  let p = at + 1 + signAt(at + 1);
  if (p >= to) return false;
  for (; p < to; p++) {
    const digit = digitAt(p);
    if (digit > 9) return false;
    exponent = min(exponent * 10 + <i32>digit, MAX_EXPONENT);
  }
  if (isNegative) exponent = -exponent;
  return true;
}

/** Above 9 where there is none. */
function digitAt(place: usize): u32 {
  return <u32>load<u8>(place) - 48;
}
