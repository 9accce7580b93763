/** Small pieces of the sentences in warnings. */

import type { Diagnostic } from '../diagnostics.ts';

const DIGITS = 4;

/** Four significant digits; exponents only where nothing else is readable. */
export const number = (value: number): string => String(Number(value.toPrecision(DIGITS)));
export const watts = (value: number): string => `${number(value)} W`;
export const percent = (ratio: number): string => `${number(ratio * 100)} %`;
export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

const MAX_NAMES = 3;

/** "a, b, c and 4 more". */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const rest = names.length - MAX_NAMES;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

type Details = Pick<Diagnostic, 'subject' | 'figures'>;

export const warning = (code: string, message: string, details: Details = {}): Diagnostic => ({
  code,
  level: 'warning',
  message,
  ...details,
});

export const info = (code: string, message: string, details: Details = {}): Diagnostic => ({
  code,
  level: 'info',
  message,
  ...details,
});
