/** Numbers as people read them: four significant digits, the unit beside them. Used by views only. */

import type { Verdict } from '../audit/verdict.ts';
import type { Cell, Tone } from '../view.ts';

const DIGITS = 4;

/** 30.455432 → "30.46", 0.0120756 → "0.01208", 12345.6 → "12346"; an unknown value is a dash, never zero. */
export function figure(value: number | null | undefined, unit = '', digits = DIGITS): string {
  if (value === null || value === undefined) return '–';
  const magnitude = Math.abs(value);
  const text = magnitude >= 10 ** digits ? value.toFixed(0) : String(Number(value.toPrecision(digits)));
  return unit === '' ? text : `${text} ${unit}`;
}

/** Of a double no more digits say anything. */
const MOST_DIGITS = 17;

/** An observed figure and its limit, with as many digits as it takes to see which is greater: 424.04 is no "424" beside "<= 424". */
export function figuresBeside(observed: number, limit: number): readonly [observed: string, limit: string] {
  const order = Math.sign(observed - limit);
  for (let digits = DIGITS; digits < MOST_DIGITS; digits += 1) {
    const [one, other] = [figure(observed, '', digits), figure(limit, '', digits)];
    if (Math.sign(Number(one) - Number(other)) === order) return [one, other];
  }
  return [String(observed), String(limit)];
}

/** 0.0654 → "6.5 %", with a sign where it is a change. */
export function percent(ratio: number | null, signed = false): string {
  if (ratio === null) return '–';
  const value = ratio * 100;
  const text = (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1)).replace(/^-(0(\.0)?)$/, '$1');
  return `${signed && Number(text) > 0 ? '+' : ''}${text} %`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const TONES: Readonly<Record<Verdict, Tone>> = {
  COMPLIANT: 'good',
  NON_COMPLIANT: 'bad',
  INCONCLUSIVE: 'unsure',
  WAIVED: 'muted',
  NOT_APPLICABLE: 'muted',
};

export const verdictCell = (verdict: Verdict): Cell => ({ text: verdict, tone: TONES[verdict] });
