import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AuditError } from '../src/errors.ts';
import {
  parseDurationMs,
  parseEnergyKwh,
  parseInstantMs,
  parseIntensity,
  parseMassPerTime,
  parsePercentRatio,
  parsePowerWatts,
  parsePrice,
  parsePue,
} from '../src/quantity.ts';

type Parse = (text: string, flag: string) => unknown;

const GOOD: readonly [Parse, string, unknown][] = [
  [parseDurationMs, '4h', 14_400_000],
  [parseDurationMs, '30m', 1_800_000],
  [parseDurationMs, '90s', 90_000],
  [parseDurationMs, '1h30m', 5_400_000],
  [parseDurationMs, '2d', 172_800_000],
  [parseDurationMs, '1d2h3m4s5ms', 93_784_005],
  [parseDurationMs, '1.5h', 5_400_000],
  [parseDurationMs, ' 250ms ', 250],
  [parsePowerWatts, '20W', 20],
  [parsePowerWatts, '1.5kW', 1500],
  [parsePowerWatts, '500mW', 0.5],
  [parsePowerWatts, '9mW', 0.009],
  [parsePowerWatts, '30.455431751868346W', 30.455431751868346],
  [parsePowerWatts, '2MW', 2_000_000],
  [parsePowerWatts, '20 W', 20],
  [parsePowerWatts, '0W', 0],
  [parsePowerWatts, '-0W', 0],
  [parseEnergyKwh, '1.2kWh', 1.2],
  [parseEnergyKwh, '300Wh', 0.3],
  [parseEnergyKwh, '2MWh', 2000],
  [parseMassPerTime, '5kg/month', { kgco2eqPerMonth: 5 }],
  [parseMassPerTime, '200g/h', { kgco2eqPerMonth: 146 }],
  [parseMassPerTime, '1.2t/year', { kgco2eqPerMonth: 100 }],
  [parseMassPerTime, '24kg/day', { kgco2eqPerMonth: 730 }],
  [parseMassPerTime, '5kgCO2eq/month', { kgco2eqPerMonth: 5 }],
  [parseMassPerTime, '5 kgCO2e/month', { kgco2eqPerMonth: 5 }],
  [parsePercentRatio, '-20%', -0.2],
  [parsePercentRatio, '5%', 0.05],
  [parsePercentRatio, '+12.5 %', 0.125],
  [parsePercentRatio, '-100%', -1],
  [parsePrice, '0.12USD/kWh', { amount: 0.12, currency: 'USD' }],
  [parsePrice, '182.7KRW/kWh', { amount: 182.7, currency: 'KRW' }],
  [parsePrice, '90 EUR/MWh', { amount: 0.09, currency: 'EUR' }],
  [parseIntensity, '423', 423],
  [parseIntensity, '0', 0],
  [parseIntensity, '423g/kWh', 423],
  [parseIntensity, '423gCO2eq/kWh', 423],
  [parseIntensity, '423 gCO2/kWh', 423],
  [parseIntensity, '0.423kg/kWh', 423],
  [parseIntensity, '0.5g/kWh', 0.5],
  [parseIntensity, '423kg/MWh', 423],
  [parseIntensity, '0.423tCO2e/MWh', 423],
  [parsePue, '1.32', 1.32],
  [parsePue, '1', 1],
  [parsePue, '10', 10],
  [parseInstantMs, '2026-04-20T18:00:00+09:00', Date.UTC(2026, 3, 20, 9)],
  [parseInstantMs, '2026-04-20T09:00:00Z', Date.UTC(2026, 3, 20, 9)],
  [parseInstantMs, '2026-04-20t09:00:00.250z', Date.UTC(2026, 3, 20, 9, 0, 0, 250)],
  [parseInstantMs, '2026-04-20 18:00+09:00', Date.UTC(2026, 3, 20, 9)],
  [parseInstantMs, '2028-02-29T00:00:00-05:30', Date.UTC(2028, 1, 29, 5, 30)],
  [parseInstantMs, '1970-01-01T00:00:00Z', 0],
  [parseInstantMs, '8999-12-31T23:59:59Z', Date.UTC(9000, 0, 1) - 1000],
];

test.each(GOOD)('%o reads %s', (parse, text, value) => {
  expect(parse(text, '--flag')).toEqual(value);
});

const BAD: readonly [Parse, string, string][] = [
  [parseDurationMs, '', '--flag "" is empty'],
  [parseDurationMs, '4', '--flag "4" has no unit'],
  [parseDurationMs, 'h', '--flag "h" does not begin with a decimal number'],
  [parseDurationMs, 'NaN', '--flag "NaN" does not begin with a decimal number'],
  [parseDurationMs, 'Infinityh', '--flag "Infinityh" does not begin with a decimal number'],
  [parseDurationMs, '-4h', '--flag "-4h" is negative'],
  [parseDurationMs, '0h', '--flag "0h" is no time at all'],
  [parseDurationMs, '4h 30', '--flag "4h 30" is not a time'],
  [parseDurationMs, '1h30', '--flag "1h30" is not a time'],
  [parseDurationMs, '4H', '--flag "4H" has the unknown unit "H" (known: d, h, m, s, ms)'],
  [parseDurationMs, '4hours', '--flag "4hours" has the unknown unit "hours" (known: d, h, m, s, ms)'],
  [parseDurationMs, '30m1h', '--flag "30m1h" does not name each unit once, largest first'],
  [parseDurationMs, '1h1h', '--flag "1h1h" does not name each unit once, largest first'],
  [parseDurationMs, '999999999999d', '--flag "999999999999d" is too large'],
  [parseDurationMs, `${'9'.repeat(400)}h`, `--flag "${'9'.repeat(400)}h" is too large`],
  [parsePowerWatts, '', '--flag "" is empty'],
  [parsePowerWatts, '   ', '--flag "   " is empty'],
  [parsePowerWatts, '20', '--flag "20" has no unit'],
  [parsePowerWatts, '-5W', '--flag "-5W" is negative'],
  [parsePowerWatts, 'NaNW', '--flag "NaNW" does not begin with a decimal number'],
  [parsePowerWatts, 'InfinityW', '--flag "InfinityW" does not begin with a decimal number'],
  [parsePowerWatts, '1e999W', '--flag "1e999W" is too large'],
  [parsePowerWatts, '1e305MW', '--flag "1e305MW" is too large'],
  [parsePowerWatts, '0x10W', '--flag "0x10W" has the unknown unit "x10W" (known: mW, W, kW, MW)'],
  [parsePowerWatts, '1,5kW', '--flag "1,5kW" has the unknown unit ",5kW" (known: mW, W, kW, MW)'],
  [parsePowerWatts, '20w', '--flag "20w" has the unknown unit "w" (known: mW, W, kW, MW)'],
  [parsePowerWatts, '20kWh', '--flag "20kWh" has the unknown unit "kWh" (known: mW, W, kW, MW)'],
  [
    parsePowerWatts,
    '20constructor',
    '--flag "20constructor" has the unknown unit "constructor" (known: mW, W, kW, MW)',
  ],
  [parseEnergyKwh, '3', '--flag "3" has no unit'],
  [parseEnergyKwh, '3kW', '--flag "3kW" has the unknown unit "kW" (known: Wh, kWh, MWh)'],
  [parseEnergyKwh, '-1kWh', '--flag "-1kWh" is negative'],
  [parseMassPerTime, '5', '--flag "5" has no unit'],
  [parseMassPerTime, '5kg', '--flag "5kg" does not say per which time'],
  [parseMassPerTime, '5kg/', '--flag "5kg/" does not say per which time'],
  [parseMassPerTime, '5kg/month/pod', '--flag "5kg/month/pod" does not say per which time'],
  [parseMassPerTime, '5lb/month', '--flag "5lb/month" has the unknown unit "lb" (known: g, kg, t)'],
  [
    parseMassPerTime,
    '5kg/week',
    '--flag "5kg/week" has the unknown unit "week" (known: h, day, month, year)',
  ],
  [parseMassPerTime, '-5kg/month', '--flag "-5kg/month" is negative'],
  [parseMassPerTime, '1e308t/h', '--flag "1e308t/h" is too large'],
  [parsePercentRatio, '-0.2', '--flag "-0.2" has no unit'],
  [parsePercentRatio, '20percent', '--flag "20percent" has the unknown unit "percent" (known: %)'],
  [parsePercentRatio, '-120%', '--flag "-120%" takes away more than there is'],
  [parsePercentRatio, '%', '--flag "%" does not begin with a decimal number'],
  [parsePrice, '0.12', '--flag "0.12" does not end in a currency per energy'],
  [parsePrice, '0.12USD', '--flag "0.12USD" does not end in a currency per energy'],
  [parsePrice, '0.12usd/kWh', '--flag "0.12usd/kWh" does not end in a currency per energy'],
  [parsePrice, '$0.12/kWh', '--flag "$0.12/kWh" does not begin with a decimal number'],
  [parsePrice, '-0.12USD/kWh', '--flag "-0.12USD/kWh" is negative'],
  [parsePrice, '0.12USD/kW', '--flag "0.12USD/kW" does not end in a currency per energy'],
  [parseIntensity, '', '--flag "" is empty'],
  [parseIntensity, '-423', '--flag "-423" is negative'],
  [parseIntensity, 'NaN', '--flag "NaN" does not begin with a decimal number'],
  [parseIntensity, '0.423', '--flag "0.423" needs a unit, because a number below 1 may be kg/kWh'],
  [parseIntensity, '423W', '--flag "423W" has the unknown unit "W" (known: g/kWh, kg/kWh, kg/MWh, t/MWh)'],
  [parsePue, '', '--flag "" is empty'],
  [parsePue, '0.9', '--flag "0.9" is impossible: PUE is facility energy ÷ IT energy and cannot be below 1'],
  [parsePue, '-1.3', '--flag "-1.3" is impossible: PUE is facility energy ÷ IT energy and cannot be below 1'],
  [parsePue, '132', '--flag "132" is above 10, which no site is'],
  [parsePue, '132%', '--flag "132%" has a unit, but PUE is a plain ratio'],
  [parsePue, 'Infinity', '--flag "Infinity" does not begin with a decimal number'],
  [parseInstantMs, '', '--flag "" is empty'],
  [parseInstantMs, '2026-04-20', '--flag "2026-04-20" is not a date and time'],
  [parseInstantMs, '18:00', '--flag "18:00" is not a date and time'],
  [parseInstantMs, '1776675600', '--flag "1776675600" is not a date and time'],
  [
    parseInstantMs,
    '2026-04-20T18:00:00',
    '--flag "2026-04-20T18:00:00" has no time zone (Z, or an offset such as +09:00)',
  ],
  [parseInstantMs, '2026-04-20T18:00:00+0900', '--flag "2026-04-20T18:00:00+0900" is not a date and time'],
  [parseInstantMs, '2026-04-20T18:00:00+24:00', '--flag "2026-04-20T18:00:00+24:00" is not a date and time'],
  [parseInstantMs, '2026-02-30T00:00:00Z', '--flag "2026-02-30T00:00:00Z" is not in the calendar'],
  [parseInstantMs, '2027-02-29T00:00:00Z', '--flag "2027-02-29T00:00:00Z" is not in the calendar'],
  [parseInstantMs, '2026-13-01T00:00:00Z', '--flag "2026-13-01T00:00:00Z" is not in the calendar'],
  [parseInstantMs, '2026-04-20T24:00:00Z', '--flag "2026-04-20T24:00:00Z" is not in the calendar'],
  [parseInstantMs, '0026-04-20T18:00:00+09:00', '--flag "0026-04-20T18:00:00+09:00" lies before 1970'],
  [parseInstantMs, '1970-01-01T08:59:59+09:00', '--flag "1970-01-01T08:59:59+09:00" lies before 1970'],
  [parseInstantMs, '9999-12-31T23:00:00Z', '--flag "9999-12-31T23:00:00Z" lies after the year 8999'],
  [parseInstantMs, '2026-04-20T23:59:60Z', '--flag "2026-04-20T23:59:60Z" is not in the calendar'],
];

test.each(BAD)('%o refuses %s in one sentence', (parse, text, message) => {
  const error = thrownBy(() => parse(text, '--flag'));
  expect(error.code).toBe('USAGE');
  expect(error.message).toBe(message);
  expect(error.hint).toMatch(/^Write .+, for example \S/);
});

test('every example of a hint is itself accepted', () => {
  for (const parse of new Set(GOOD.map(([parser]) => parser))) {
    const hint = thrownBy(() => parse('', '--flag')).hint ?? '';
    const examples = hint.replace(/^.*for example /, '').split(/, | or /);
    for (const example of examples) expect(() => parse(example, '--flag')).not.toThrow();
  }
});

test('whole seconds survive printing and reading', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * 86_400 }), (seconds) => {
      const parts = [
        Math.floor(seconds / 86_400),
        Math.floor(seconds / 3600) % 24,
        Math.floor(seconds / 60) % 60,
        seconds % 60,
      ];
      const text = parts.map((part, at) => (part === 0 ? '' : `${part}${'dhms'[at]}`)).join('');
      expect(parseDurationMs(text, '--flag')).toBe(seconds * 1000);
    }),
  );
});

test('an instant reads the same at every offset', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      (seconds, minutes) => {
        const wall = new Date(seconds * 1000 + minutes * 60_000).toISOString().slice(0, 19);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((n) =>
          String(n).padStart(2, '0'),
        );
        expect(parseInstantMs(`${wall}${minutes < 0 ? '-' : '+'}${hours}:${rest}`, '--flag')).toBe(
          seconds * 1000,
        );
      },
    ),
  );
});

test('any text gives a finite number or a USAGE error, never NaN', () => {
  const parsers = [
    parseDurationMs,
    parsePowerWatts,
    parseEnergyKwh,
    parsePercentRatio,
    parseIntensity,
    parsePue,
    parseInstantMs,
  ];
  const text = fc.oneof(
    fc.string(),
    fc.tuple(fc.double(), fc.constantFrom('h', 'W', 'kWh', '%', 'g/kWh', '')).map((pair) => pair.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...parsers), (written, parse) => {
      const value = valueOrError(() => parse(written, '--flag'));
      expect(value instanceof AuditError ? value.code : Number.isFinite(value)).toBe(
        value instanceof AuditError ? 'USAGE' : true,
      );
    }),
  );
});

function valueOrError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof AuditError) return error;
    throw error;
  }
}

function thrownBy(run: () => unknown): AuditError {
  const value = valueOrError(run);
  if (!(value instanceof AuditError)) throw new Error(`accepted as ${String(value)}`);
  return value;
}
