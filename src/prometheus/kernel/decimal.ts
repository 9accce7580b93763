/**
 * Decimal numbers straight from bytes: `[+-]digits[.digits][e[+-]digits]`, rounded once to the nearest double.
 *
 * An exact integer times or over an exact power of ten is right as it is (Clinger 1990). A longer one, as Go prints most
 * measurements, is divided in whole numbers until more bits are there than a double has; what remains only breaks a tie.
 * Numbers beyond both, and all other spellings, are left to others.
 */

import { take } from './layout.ts';

const ZERO: u8 = 48;
const MINUS: u8 = 45;
const PLUS: u8 = 43;
const POINT: u8 = 46;
const LOWER_E: u8 = 101;

/** The number read last, where `readDecimal` said yes. */
export let decimal: f64 = 0;

const MAX_EXACT: u64 = 1 << 53;
const MAX_EXACT_POWER: i32 = 22;
/** Digits that fit 64 bits. */
const MAX_DIGITS: i32 = 19;
/** The largest power of five that fits 63 bits. */
const MAX_FIVES: i32 = 27;
const MAX_EXPONENT: i32 = 100_000;
/** More bits than a double keeps: 53, one to round by, and one for what remains. */
const ENOUGH: u64 = 1 << 54;

const POWERS_OF_TEN = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]);
let powersOfFive: usize = 0;

export function writePowers(): void {
  powersOfFive = take((<usize>MAX_FIVES + 1) << 3);
  let power: u64 = 1;
  for (let k = 0; k <= MAX_FIVES; k++) {
    store<u64>(powersOfFive + ((<usize>k) << 3), power);
    power *= 5;
  }
}

/** Where reading has come to: behind the number, when it is read. */
export let at: usize = 0;
/** The digits so far, without their point. */
let mantissa: u64 = 0;
/** How many digits of it, too many for 64 bits or not. */
let significant: i32 = 0;
let exponent: i32 = 0;

/** Whether a number stands here that can be read; whether the line ends behind it is for the caller to see. */
export function readDecimal(from: usize): bool {
  at = from + signAt(from);
  mantissa = 0;
  significant = 0;
  exponent = 0;
  const whole = readDigits();
  const fraction = readFraction();
  if (!(whole + fraction) || significant > MAX_DIGITS || !readExponent()) return false;
  exponent -= fraction;
  if (mantissa <= MAX_EXACT && abs(exponent) <= MAX_EXACT_POWER) decimal = scaled();
  else if (exponent <= 0 && exponent >= -MAX_FIVES) decimal = divided();
  else return false;
  if (load<u8>(from) === MINUS) decimal = -decimal;
  return true;
}

function scaled(): f64 {
  const power = load<f64>(POWERS_OF_TEN + ((<usize>abs(exponent)) << 3));
  return exponent < 0 ? <f64>mantissa / power : <f64>mantissa * power;
}

/** mantissa ÷ 10^k as (mantissa ÷ 5^k) × 2^-k: the first in whole numbers, the second exact. */
function divided(): f64 {
  const divisor = load<u64>(powersOfFive + ((<usize>-exponent) << 3));
  const most = clz(divisor);
  let quotient = mantissa / divisor;
  let remainder = mantissa % divisor;
  let halvings: u64 = -exponent;
  while (quotient < ENOUGH && remainder) {
    const shift = min(most, quotient ? clz(quotient) : most);
    remainder <<= shift;
    quotient = (quotient << shift) | (remainder / divisor);
    remainder %= divisor;
    halvings += shift;
  }
  const odd: u64 = remainder ? 1 : 0;
  return <f64>(quotient | odd) * reinterpret<f64>((1023 - halvings) << 52);
}

/** 1 where there is a sign, else 0. */
function signAt(place: usize): usize {
  const sign = load<u8>(place);
  return sign === MINUS || sign === PLUS ? 1 : 0;
}

/** How many there are; they are added to the mantissa. Zeros in front take no room in it. */
function readDigits(): i32 {
  const from = at;
  let p = at;
  if (!mantissa) while (load<u8>(p) === ZERO) p += 1;
  const first = p;
  let value = mantissa;
  for (let digit = digitAt(p); digit < 10; digit = digitAt(p)) {
    value = value * 10 + digit;
    p += 1;
  }
  significant += <i32>(p - first);
  at = p;
  mantissa = value;
  return <i32>(p - from);
}

function readFraction(): i32 {
  if (load<u8>(at) !== POINT) return 0;
  at += 1;
  return readDigits();
}

/** False where an exponent begins and has no digits. */
function readExponent(): bool {
  if ((load<u8>(at) | 32) !== LOWER_E) return true;
  const isNegative = load<u8>(at, 1) === MINUS;
  at += 1 + signAt(at + 1);
  const first = at;
  for (let digit = digitAt(at); digit < 10; digit = digitAt(at)) {
    exponent = min(exponent * 10 + <i32>digit, MAX_EXPONENT);
    at += 1;
  }
  if (isNegative) exponent = -exponent;
  return at > first;
}

/** Above 9 where there is none. */
function digitAt(place: usize): u32 {
  return <u32>load<u8>(place) - ZERO;
}
