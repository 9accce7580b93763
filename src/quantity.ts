/** Reads values whose unit is part of them, as people write them: 4h, 20W, 5kg/month, -20%. A missing unit is never guessed. */

import {
  factorOf,
  type Refuse,
  readNumberAndUnit,
  refuser,
  scaled,
  settled,
  type UnitTable,
} from './quantity-grammar.ts';
import {
  GRAMS_PER_KG,
  HOURS_PER_MONTH,
  HOURS_PER_YEAR,
  MS_PER_HOUR,
  MS_PER_SECOND,
  WATTS_PER_KW,
} from './units.ts';

/** Largest first, which is also the order they may be written in. */
const MS_PER_UNIT: UnitTable = new Map([
  ['d', 24 * MS_PER_HOUR],
  ['h', MS_PER_HOUR],
  ['m', 60 * MS_PER_SECOND],
  ['s', MS_PER_SECOND],
  ['ms', 1],
]);
const DURATION = /^(?:\d+(?:\.\d+)?[a-zA-Z]+)+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)([a-zA-Z]+)/g;
/** A Date reaches ±8.64e15 ms (ECMA-262), so no longer time can be reckoned with. */
const LONGEST_MS = 8.64e15;

/** "4h", "30m", "1h30m", "2d" in whole milliseconds, at least one. Throws USAGE. */
export function parseDurationMs(text: string, flag: string): number {
  const wanted = { flag, what: 'a time with its unit (d, h, m, s, ms)', examples: '4h, 30m or 1h30m' };
  const refuse: Refuse = refuser(text, wanted);
  if (!DURATION.test(text.trim())) {
    const { amount, unit } = readNumberAndUnit(text, wanted);
    if (amount < 0) refuse('is negative');
    refuse(unit === '' ? 'has no unit' : 'is not a time');
  }
  const durationMs = Math.round(sumOfPartsMs(text, refuse));
  if (durationMs < 1) refuse('is no time at all');
  return durationMs > LONGEST_MS ? refuse('is too large') : durationMs;
}

function sumOfPartsMs(text: string, refuse: Refuse): number {
  const order = [...MS_PER_UNIT.keys()];
  let lastRank = -1;
  let totalMs = 0;
  for (const [, amount, unit = ''] of text.matchAll(DURATION_PART)) {
    totalMs += Number(amount) * factorOf(unit, MS_PER_UNIT, refuse);
    const rank = order.indexOf(unit);
    if (rank <= lastRank) refuse('does not name each unit once, largest first');
    lastRank = rank;
  }
  return totalMs;
}

/** Case matters: mW and MW are nine orders of magnitude apart. */
const WATTS_PER_UNIT: UnitTable = new Map([
  ['mW', 1 / 1000],
  ['W', 1],
  ['kW', WATTS_PER_KW],
  ['MW', WATTS_PER_KW * 1000],
]);

/** "20W", "1.5kW", "500mW" in watts, not negative. Throws USAGE. */
export function parsePowerWatts(text: string, flag: string): number {
  const wanted = { flag, what: 'a power with its unit (mW, W, kW, MW)', examples: '20W or 1.5kW' };
  return scaled(readNumberAndUnit(text, wanted), WATTS_PER_UNIT);
}

const KWH_PER_UNIT: UnitTable = new Map([
  ['Wh', 1 / WATTS_PER_KW],
  ['kWh', 1],
  ['MWh', WATTS_PER_KW],
]);

/** "1.2kWh", "300Wh" in kilowatt-hours, not negative. Throws USAGE. */
export function parseEnergyKwh(text: string, flag: string): number {
  const wanted = { flag, what: 'an energy with its unit (Wh, kWh, MWh)', examples: '1.2kWh or 300Wh' };
  return scaled(readNumberAndUnit(text, wanted), KWH_PER_UNIT);
}

const KG_PER_UNIT: UnitTable = new Map([
  ['g', 1 / GRAMS_PER_KG],
  ['kg', 1],
  ['t', 1000],
]);
/** Times of projections, so a month is 730 h whatever the calendar says. */
const HOURS_PER_UNIT: UnitTable = new Map([
  ['h', 1],
  ['day', 24],
  ['month', HOURS_PER_MONTH],
  ['year', HOURS_PER_YEAR],
]);
/** People may name the gas after the mass; it changes no number here, all masses are CO2 equivalents. */
const GAS = /CO2(?:eq|e)?(?=\/|$)/;

/** "5kg/month", "200g/h", "1.2t/year" (of CO2eq) as a monthly budget, not negative. Throws USAGE. */
export function parseMassPerTime(text: string, flag: string): { kgco2eqPerMonth: number } {
  const wanted = {
    flag,
    what: 'a mass per time (g, kg, t per h, day, month, year)',
    examples: '5kg/month or 200g/h',
  };
  const { amount, unit, refuse } = readNumberAndUnit(text, wanted);
  const [mass = '', time = '', ...rest] = unit.replace(GAS, '').split('/');
  const kgPerUnitTime = scaled({ amount, unit: mass, refuse }, KG_PER_UNIT);
  if (time === '' || rest.length > 0) refuse('does not say per which time');
  const hours = factorOf(time, HOURS_PER_UNIT, refuse);
  return { kgco2eqPerMonth: settled((kgPerUnitTime * HOURS_PER_MONTH) / hours, refuse) };
}

const PERCENTAGE = { what: 'a percentage', examples: '5% or 90%' };

/** "-20%" as the ratio −0.2; nothing shrinks by more than 100 %. Throws USAGE. */
export function parsePercentRatio(text: string, flag: string, asked = PERCENTAGE): number {
  const { amount, unit, refuse } = readNumberAndUnit(text, { flag, ...asked });
  factorOf(unit, new Map([['%', 1]]), refuse);
  return amount < -100 ? refuse('takes away more than there is') : settled(amount / 100, refuse);
}

export interface Price {
  /** Per kilowatt-hour. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
}

const PRICE_UNIT = /^([A-Z]{3})\/(Wh|kWh|MWh)$/;

/** "0.12USD/kWh", "182.7KRW/kWh"; the amount is per kWh and not negative. Throws USAGE. */
export function parsePrice(text: string, flag: string): Price {
  const wanted = {
    flag,
    what: 'a price with its ISO 4217 currency, per energy',
    examples: '0.12USD/kWh or 182.7KRW/kWh',
  };
  const { amount, unit, refuse } = readNumberAndUnit(text, wanted);
  const [, currency = '', energy = ''] =
    PRICE_UNIT.exec(unit) ?? refuse('does not end in a currency per energy');
  if (amount < 0) refuse('is negative');
  return { amount: settled(amount / factorOf(energy, KWH_PER_UNIT, refuse), refuse), currency };
}

/** One kg/MWh is one g/kWh. */
const GRAMS_PER_KWH_PER_UNIT: UnitTable = new Map([
  ['g/kWh', 1],
  ['kg/kWh', GRAMS_PER_KG],
  ['kg/MWh', 1],
  ['t/MWh', GRAMS_PER_KG],
]);

/** No limit of physics: it catches grams given as kilograms. Hard coal reaches 1095 g/kWh (UNECE, Life Cycle Assessment of Electricity Generation Options, 2022). */
export const HIGHEST_GRAMS_PER_KWH = 5000;

/**
 * "423", "423g/kWh", "423gCO2eq/kWh", "0.423kg/kWh" in gCO2eq/kWh, not negative. Throws USAGE.
 * A bare number is g/kWh by convention; one below 1 is refused, since it is kg/kWh more often than a grid that clean.
 */
export function parseIntensity(text: string, flag: string): number {
  const wanted = { flag, what: 'a carbon intensity', examples: '423, 423g/kWh or 0.423kg/kWh' };
  const { amount, unit, refuse } = readNumberAndUnit(text, wanted);
  if (unit === '' && amount > 0 && amount < 1) refuse('needs a unit, because a number below 1 may be kg/kWh');
  const reading = { amount, unit: unit === '' ? 'g/kWh' : unit.replace(GAS, ''), refuse };
  const gramsPerKwh = scaled(reading, GRAMS_PER_KWH_PER_UNIT);
  return gramsPerKwh > HIGHEST_GRAMS_PER_KWH
    ? refuse(`is above ${HIGHEST_GRAMS_PER_KWH} g/kWh, which no grid is`)
    : gramsPerKwh;
}

/** No limit of physics: it catches 132 typed for 1.32. */
export const HIGHEST_PUE = 10;

/** "1.32": facility energy ÷ IT energy (ISO/IEC 30134-2:2016), 1 to 10. Throws USAGE. */
export function parsePue(text: string, flag: string): number {
  const { amount, unit, refuse } = readNumberAndUnit(text, {
    flag,
    what: 'a PUE, 1 to 10',
    examples: '1.32',
  });
  if (unit !== '') refuse('has a unit, but PUE is a plain ratio');
  if (amount < 1) refuse('is impossible: PUE is facility energy ÷ IT energy and cannot be below 1');
  return amount > HIGHEST_PUE ? refuse(`is above ${HIGHEST_PUE}, which no site is`) : amount;
}

const RFC3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d)?(\.\d+)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

/** Years of fewer or more than four digits are not RFC 3339, and a search reaches years beyond its start; nobody means either. */
const FAR_MS = Date.UTC(9000, 0, 1);

/** "2026-04-20T18:00:00+09:00" (RFC 3339, zone required; seconds may be left out) in Unix milliseconds. Throws USAGE. */
export function parseInstantMs(text: string, flag: string): number {
  const wanted = { flag, what: 'an RFC 3339 time with its zone', examples: '2026-04-20T18:00:00+09:00' };
  const refuse: Refuse = refuser(text, wanted);
  if (text.trim() === '') refuse('is empty');
  const [, day, minute, second = ':00', fraction = '', zone] =
    RFC3339.exec(text.trim()) ?? refuse('is not a date and time');
  if (zone === undefined) refuse('has no time zone (Z, or an offset such as +09:00)');
  const wall = `${day}T${minute}${second}`;
  // Date.parse rolls 30 February over into March, so the fields are read back and compared.
  const readBack = new Date(`${wall}Z`);
  if (Number.isNaN(readBack.getTime()) || !readBack.toISOString().startsWith(wall))
    refuse('is not in the calendar');
  const atMs = Date.parse(`${wall}${fraction}${zone.toUpperCase()}`);
  if (atMs < 0) refuse('lies before 1970');
  if (atMs >= FAR_MS) refuse('lies after the year 8999');
  return atMs;
}
