/**
 * Decimal numbers straight from bytes: `[+-]digits[.digits][e[+-]digits]`, rounded once to the nearest double.
 *
 * An exact integer times or over an exact power of ten is right as it is (Clinger 1990). A longer one, as Go prints most
 * measurements, is divided in whole numbers until more bits are there than a double has; what remains only breaks a tie.
 * Numbers beyond both, and all other spellings, are left to others.
 */

import { take } from './layout.ts';

/** Eight times the digit zero, and bytes that make anything but 0 to 9 reach the highest bit. */
const ZEROS: u64 = ((<u64>0x30303030) << 32) | 0x30303030;
const ABOVE_NINE: u64 = ((<u64>0x76767676) << 32) | 0x76767676;
const HIGH: u64 = ((<u64>0x80808080) << 32) | 0x80808080;
const PAIRS: u64 = ((<u64>0xff) << 32) | 0xff;
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
/** By how many digits follow, 0 to 8. */
const WHOLE_POWERS = memory.data<u32>([
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
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
let exponent: i32 = 0;

/** Whether a number stands here that can be read; whether the line ends behind it is for the caller to see. */
export function readDecimal(from: usize): bool {
  const first = from + signAt(from);
  mantissa = 0;
  const point = readDigits(first);
  let fraction: i32 = 0;
  at = point;
  if (load<u8>(point) === POINT) {
    at = readDigits(point + 1);
    fraction = <i32>(at - point - 1);
  }
  const digits = fraction + <i32>(point - first);
  if (!digits || (digits > MAX_DIGITS && digits - zerosAt(first) > MAX_DIGITS) || !readExponent())
    return false;
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
  let remainder = mantissa - quotient * divisor;
  let halvings: u64 = -exponent;
  while (quotient < ENOUGH && remainder) {
    const shift = min(most, quotient ? clz(quotient) : most);
    remainder <<= shift;
    const more = remainder / divisor;
    remainder -= more * divisor;
    quotient = (quotient << shift) | more;
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

/** Adds digits to the mantissa, which keeps their last 64 bits; returns where they end. */
function readDigits(from: usize): usize {
  let p = from;
  let value = mantissa;
  let count: u32 = 0;
  do {
    const word = load<u64>(p) ^ ZEROS;
    count = <u32>ctz(((word + ABOVE_NINE) | word) & HIGH) >> 3;
    if (count)
      value =
        value * load<u32>(WHOLE_POWERS + ((<usize>count) << 2)) + eightDigits(word << (64 - (count << 3)));
    p += count;
  } while (count === 8);
  mantissa = value;
  return p;
}

/** The number of eight digits 0 to 9, the first in the lowest byte: pairs, then fours, then all. */
function eightDigits(word: u64): u64 {
  const pairs = word * 10 + (word >> 8);
  const fours =
    (pairs & PAIRS) * (100 + ((<u64>1_000_000) << 32)) +
    ((pairs >> 16) & PAIRS) * (1 + ((<u64>10_000) << 32));
  return fours >> 32;
}

/** Zeros in front of the first other digit, a point among them left out. */
function zerosAt(first: usize): i32 {
  let p = first;
  while (load<u8>(p) === ZERO) p += 1;
  if (load<u8>(p) !== POINT) return <i32>(p - first);
  do p += 1;
  while (load<u8>(p) === ZERO);
  return <i32>(p - first - 1);
}

/** False where an exponent begins and has no digits. */
function readExponent(): bool {
  exponent = 0;
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
