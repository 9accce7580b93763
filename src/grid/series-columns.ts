/** Which column of a user's table is what. Names are flexible; the unit must be one we know. */

import { AuditError } from '../errors.ts';
import type { Basis, Signal } from '../evidence.ts';
import { type IntensityUnit, intensityUnit, KNOWN_UNITS, unitWithin } from './intensity-unit.ts';

/** Indices into a row; null: the table has no such column. */
export interface Columns {
  readonly start: number;
  readonly end: number | null;
  readonly value: number;
  readonly signal: number | null;
  readonly basis: number | null;
  readonly unit: number | null;
  /** The heading of the times names UTC, so times need no zone of their own. */
  readonly startIsUtc: boolean;
  /** Said by the heading of the values, as in "carbon intensity (direct)". */
  readonly valueBasis: Basis | null;
  /** Said by the heading of the values, as in "marginal intensity". */
  readonly valueSignal: Signal | null;
  /** Said by the heading of the values; null: it is a bare name. */
  readonly valueUnit: IntensityUnit | null;
}

/** How people and services call what they state beside time and value: a column, or a field of a JSON file or of its "meta". */
export const NAMES = {
  signal: /^signal(type)?$/,
  basis: /^(basis|emissionfactortype)$/,
  /** Of an electricity grid, as Electricity Maps names them. */
  zone: /^(grid)?zone(id|key)?$/,
  estimated: /^(is|data)?estimated$/,
  unit: /^(value|intensity|carbonintensity|metric)?units?$/,
} as const;

const START = /^(time|timestamp|datetime|date|start|starts?at|from|validfrom|pointtime|begin)(utc)?$/;
const END = /^(end|ends?at|to|until|validto)(utc)?$/;
/** In the words of a heading: grams per kWh in the many ways people write it. The g begins a word: "charging kWh" is an energy. */
const GRAMS_PER_KWH = /(^| )g(rams?)? ?(co2 ?(eq?)?)? ?(per|\/)? ?kwh/;
/** Taken as grams per kWh. */
const BARE_VALUE = /^(value|intensity|carbonintensity|gridintensity|rating|actual|forecast)$/;
const OTHER_UNIT = /(^| )(mg|kg|lbs?|mt|tons?|tonnes?|t) ?(co2 ?(eq?)?)? ?(per|\/)? ?(k|m|g)wh|^moer$/;

/** Throws NO_INTENSITY when times or values cannot be told. */
export function columnsOf(headings: readonly string[], origin: string): Columns {
  const names = headings.map(plain);
  const start = names.findIndex((name) => START.test(name));
  if (start < 0)
    throw unreadable(
      origin,
      `no column of times among ${listed(headings)}`,
      'name it "time", "datetime" or "from"',
    );
  const value = valueColumn(headings, origin);
  return {
    start,
    end: orNull(names.findIndex((name) => END.test(name))),
    value,
    signal: orNull(names.findIndex((name) => NAMES.signal.test(name))),
    basis: orNull(names.findIndex((name) => NAMES.basis.test(name))),
    unit: orNull(names.findIndex((name) => NAMES.unit.test(name))),
    startIsUtc: (names[start] ?? '').endsWith('utc'),
    valueBasis: basisIn(headings[value] ?? ''),
    valueSignal: signalIn(headings[value] ?? ''),
    valueUnit: unitOf(headings[value] ?? ''),
  };
}

const IN_GRAMS = intensityUnit('g/kWh');

const unitOf = (heading: string): IntensityUnit | null =>
  GRAMS_PER_KWH.test(wordsOf(heading)) && IN_GRAMS !== null
    ? { ...IN_GRAMS, text: heading }
    : unitWithin(heading);

/** Grams per kWh or a bare name; only without such a column one in another unit. */
function valueColumn(headings: readonly string[], origin: string): number {
  const inGrams = headings.flatMap((heading, index) => (isValue(heading) ? [index] : []));
  const inOthers = headings.flatMap((heading, index) => (unitWithin(heading) === null ? [] : [index]));
  const found = inGrams.length > 0 ? inGrams : inOthers;
  const [first] = found;
  if (found.length === 1 && first !== undefined) return first;
  if (first === undefined) throw noValues(headings, origin);
  const lifecycle = found.filter((index) => basisIn(headings[index] ?? '') === 'lifecycle');
  if (lifecycle.length === 1) return lifecycle[0] ?? first;
  const which = listed(found.map((index) => headings[index] ?? ''));
  throw unreadable(origin, `several columns could be the intensity: ${which}`, 'keep one of them');
}

const isValue = (heading: string): boolean =>
  BARE_VALUE.test(plain(heading)) || GRAMS_PER_KWH.test(wordsOf(heading));

function noValues(headings: readonly string[], origin: string): AuditError {
  const other = headings.find((heading) => OTHER_UNIT.test(wordsOf(heading)));
  if (other === undefined) {
    return unreadable(
      origin,
      `no column of intensities among ${listed(headings)}`,
      'name it "gco2eq_per_kwh"',
    );
  }
  return unreadable(origin, `"${other}" names no unit that is known here`, `give values in ${KNOWN_UNITS}`);
}

/** Lower case, small digits made plain, without blanks, brackets or dashes; the slash of a unit stays. */
export function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll('₂', '2')
    .replace(/[^a-z0-9/]/g, '');
}

/** Lower case, a blank between words, also those of "carbonIntensityGco2PerKwh"; small digits made plain, the slash of a unit stays. */
function wordsOf(heading: string): string {
  return heading
    .replaceAll('₂', '2')
    .replace(/(?<=[a-z0-9]{2})(?<!k)(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9/]+/g, ' ')
    .trim();
}

/** As words of their own and not denied: "national" is not operational, "indirect" not direct, "non-marginal" not marginal. */
const says = (names: string): RegExp => new RegExp(`(?<!\\bno[nt] )\\b(?:${names})\\b`);
const BASES: readonly (readonly [Basis, RegExp])[] = [
  ['lifecycle', says('life ?cycle|lca')],
  ['operational', says('operational')],
  ['direct', says('direct')],
];
const SIGNALS: readonly (readonly [Signal, RegExp])[] = [
  ['marginal', says('marginal|(?:co2)?moer')],
  ['average', says('average|(?:co2)?aoer')],
];

function firstSaid<Meant>(all: readonly (readonly [Meant, RegExp])[], heading: string): Meant | null {
  const words = wordsOf(heading);
  return all.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

const basisIn = (heading: string): Basis | null => firstSaid(BASES, heading);
const signalIn = (heading: string): Signal | null => firstSaid(SIGNALS, heading);

const orNull = (index: number): number | null => (index < 0 ? null : index);
const listed = (names: readonly string[]): string =>
  names
    .slice(0, 8)
    .map((name) => `"${name}"`)
    .join(', ');

/** The error of every file of intensities that cannot be used. */
export function unreadable(origin: string, reason: string, hint: string): AuditError {
  return new AuditError('NO_INTENSITY', `${origin}: ${reason}`, { hint });
}
