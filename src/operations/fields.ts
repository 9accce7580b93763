/**
 * The input of an operation, field by field. A schema is made when a value is given that only it can judge: every start of the
 * command line would pay for all of them (bench/startup.mjs), and most are not asked for.
 */

// The small edition of zod, for the same reason.
import type * as z from 'zod/mini';
import { AuditError } from '../errors.ts';
import { issueSentence } from './issue-sentence.ts';

export interface Field<Value> {
  readonly schema: () => z.ZodMiniType;
  /** What stands where nothing is given. */
  readonly usual: Value;
  readonly isNeeded: boolean;
  /** Whether null may be given. */
  readonly mayBeNull: boolean;
}

type Schema<Value> = () => z.ZodMiniType<Value>;

const field = <Value>(
  schema: () => z.ZodMiniType,
  usual: Value,
  { isNeeded = false, mayBeNull = false } = {},
): Field<Value> => ({ schema, usual, isNeeded, mayBeNull });

/** Must be given. */
export const needed = <Value>(schema: Schema<Value>): Field<Value> =>
  field(schema, undefined as Value, { isNeeded: true });

/** `usual` unless given. */
export const usually = <Value>(usual: Value, schema: Schema<Value>): Field<Value> => field(schema, usual);

/** Absent unless given. */
export const optional = <Value>(schema: Schema<Value>): Field<Value | undefined> => field(schema, undefined);

/** `usual` unless given; null has a meaning of its own. */
export const nullable = <Value, Usual extends Value | null | undefined>(
  usual: Usual,
  schema: Schema<Value>,
): Field<Value | null | Usual> => field(schema, usual, { mayBeNull: true });

/** null unless given. */
export const orNull = <Value>(schema: Schema<Value>): Field<Value | null> => nullable(null, schema);

export type Fields = Readonly<Record<string, Field<unknown>>>;

type ValueOf<Given> = Given extends Field<infer Value> ? Value : never;
type Absent<F extends Fields> = {
  [Name in keyof F]: undefined extends ValueOf<F[Name]> ? Name : never;
}[keyof F];

/** What an operation is given once it is checked; a field that may be absent is not there then. */
export type InputOf<F extends Fields> = {
  [Name in Exclude<keyof F, Absent<F>>]: ValueOf<F[Name]>;
} & { [Name in Absent<F>]?: ValueOf<F[Name]> };

// One input is checked in a run: compiling a checker for it would take longer than the check.
const CHECK = { error: issueSentence, jitless: true };

class Refusal extends Error {}

function parsed(name: string, field: Field<unknown>, given: unknown): unknown {
  const result = field.schema().safeParse(given, CHECK);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new Refusal(`${[name, ...(first?.path ?? [])].join('.')} ${first?.message ?? 'is not understood'}`);
}

function valueGiven(name: string, field: Field<unknown>, given: unknown): unknown {
  if (given === undefined && field.isNeeded) throw new Refusal(`${name} is needed`);
  if (given === undefined) return field.usual;
  if (given === field.usual || (given === null && field.mayBeNull)) return given;
  return parsed(name, field, given);
}

function inputOf(fields: Fields, raw: unknown): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new Refusal('the input is not an object');
  }
  const given = raw as Readonly<Record<string, unknown>>;
  const input: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = valueGiven(name, field, given[name]);
    if (value !== undefined) input[name] = value;
  }
  const strange = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  if (strange.length > 0) throw new Refusal(`the input has no place for ${strange.join(', ')}`);
  return input;
}

/** Throws USAGE with the first field that is wrong, or that is none. */
export function checked<F extends Fields>(operation: string, fields: F, raw: unknown): InputOf<F> {
  try {
    return inputOf(fields, raw) as InputOf<F>;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new AuditError('USAGE', `${operation}: ${error.message}`);
  }
}

/** Those of a checked input that belong to `fields`. */
export function partOf<F extends Fields>(fields: F, input: InputOf<F>): InputOf<F> {
  const part = Object.entries(input).filter(([name]) => Object.hasOwn(fields, name));
  return Object.fromEntries(part) as InputOf<F>;
}
