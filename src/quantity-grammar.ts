/** The shape every typed value shares, a decimal number and a unit, and the sentences when it has not got it. */

import { AuditError } from './errors.ts';

/** What a flag wants: the words for its error sentences. */
export interface Wanted {
  /** As the user wrote it: --duration, or the name of a variable or a setting. */
  readonly flag: string;
  readonly what: string;
  readonly examples: string;
}

export type Refuse = (reason: string) => never;

/** Written unit → factor to the base unit; the keys are what an error lists as known. */
export type UnitTable = ReadonlyMap<string, number>;

/** A number as written, its unit as written ('' if none), and how to complain about them. */
export interface Reading {
  readonly amount: number;
  readonly unit: string;
  readonly refuse: Refuse;
}

/** Decimal only: hex, NaN, Infinity, thousands separators and decimal commas do not match. */
const NUMBER_THEN_UNIT = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/s;

/** Makes the USAGE error of this value; the reason continues the sentence that began with flag and value. */
export function refuser(text: string, wanted: Wanted): Refuse {
  return (reason) => {
    const hint = `Write ${wanted.what}, for example ${wanted.examples}`;
    throw new AuditError('USAGE', `${wanted.flag} "${text}" ${reason}`, { hint });
  };
}

/** Splits a value; throws USAGE if it does not begin with a finite decimal number. */
export function readNumberAndUnit(text: string, wanted: Wanted): Reading {
  const refuse: Refuse = refuser(text, wanted);
  if (text.trim() === '') refuse('is empty');
  const match = NUMBER_THEN_UNIT.exec(text.trim()) ?? refuse('does not begin with a decimal number');
  return { amount: exact(Number(match[1]), refuse), unit: match[2] ?? '', refuse };
}

/** The factor of a unit that must be there and be known. */
export function factorOf(unit: string, units: UnitTable, refuse: Refuse): number {
  if (unit === '') refuse('has no unit');
  return units.get(unit) ?? refuse(`has the unknown unit "${unit}" (known: ${[...units.keys()].join(', ')})`);
}

/** Amount × factor in the base unit of the table, finite and not negative. */
export function scaled({ amount, unit, refuse }: Reading, units: UnitTable): number {
  const factor = factorOf(unit, units, refuse);
  if (amount < 0) refuse('is negative');
  return factor === 1 ? amount : settled(amount * factor, refuse);
}

/** Rounds to 15 digits, which every double keeps, so that 9mW is 0.009 W and not 0.009000000000000001 W, and −0 is 0. */
export function settled(value: number, refuse: Refuse): number {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : refuse('is too large');
}

/** A figure copied from a report keeps its last digits, so that a limit equal to what was observed is met. */
const exact = (value: number, refuse: Refuse): number =>
  Number.isFinite(value) ? value + 0 : refuse('is too large');
