/**
 * What is wrong with a value, in our words: the validator's own sentences are made for programmers. Each continues one
 * that began with the name of the value. Handed to every parse instead of set for all, since other copies of the
 * validator set their own words for all when they are loaded.
 */

import type * as z from 'zod/mini';

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const listed = (values: readonly unknown[]): string => values.map(String).join(', ');

function wrongType({ input, expected }: Extract<Issue, { code: 'invalid_type' }>): string {
  if (input === undefined) return 'is needed';
  return `is not ${KINDS[expected] ?? expected}`;
}

const UNITS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

/** A text or a list by its length, anything else by its value. */
function tooSmall({ origin, minimum, inclusive, exact }: Extract<Issue, { code: 'too_small' }>): string {
  const unit = UNITS[origin];
  if (unit === undefined) return inclusive === false ? `is not above ${minimum}` : `is below ${minimum}`;
  if (exact === true) return `must have ${minimum} ${unit}`;
  return Number(minimum) === 1 ? 'is empty' : `has fewer than ${minimum} ${unit}`;
}

function tooBig({ origin, maximum, inclusive, exact }: Extract<Issue, { code: 'too_big' }>): string {
  const unit = UNITS[origin];
  if (unit === undefined) return inclusive === false ? `is not below ${maximum}` : `is above ${maximum}`;
  return exact === true ? `must have ${maximum} ${unit}` : `has more than ${maximum} ${unit}`;
}

/** For `safeParse(value, { error: issueSentence })`. A message that stands in a schema goes before it. */
export function issueSentence(issue: Issue): string {
  if (issue.code === 'invalid_type') return wrongType(issue);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_value') return `is none of ${listed(issue.values)}`;
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'is no date as in 2025-12-31';
  if (issue.code === 'unrecognized_keys') return `has no place for ${listed(issue.keys)}`;
  return 'has not the form it must have';
}
