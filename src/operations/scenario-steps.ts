/** Steps of a what-if as text: "right-size=-20%", "region=eu-north-1". A new kind of step is a line here and a case in the engine. */

import type { Step } from '../audit/scenario.ts';
import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';
import { parseDurationMs, parsePercentRatio, parsePue } from '../quantity.ts';
import { MS_PER_HOUR } from '../units.ts';

type Parse = (value: string | undefined, text: string) => Step;

const DEFAULT_SHIFT_MS = 4 * MS_PER_HOUR;

function needed(value: string | undefined, text: string, example: string): string {
  if (value) return value;
  throw new AuditError('USAGE', `scenario "${text}" needs a value`, { hint: `for example ${example}` });
}

const regionStep: Parse = (value, text) => ({
  kind: 'region',
  code: needed(value, text, 'region=eu-north-1'),
});
const pueStep: Parse = (value, text) => ({
  kind: 'pue',
  ratio: parsePue(needed(value, text, 'pue=1.2'), text),
});

const shiftStep: Parse = (value, text) => ({
  kind: 'temporal-shift',
  durationMs: value ? parseDurationMs(value, text) : DEFAULT_SHIFT_MS,
});

/** "By 20 %" is less to one and more to another: a change says by its sign which it is. */
function refuseUnsigned(value: string, changeRatio: number, text: string): void {
  if (changeRatio === 0 || /^\s*[+-]/.test(value)) return;
  throw new AuditError('USAGE', `${text} does not say whether that is less or more`, {
    hint: `write -${value.trim()} for less power, +${value.trim()} for more`,
  });
}

const SIGNED = { what: 'a percentage with its sign', examples: '-20% or +5%' };

/** Without a percentage the step is kept and reported as not applied: no figure is made up. */
const resizeStep: Parse = (value, text) => {
  if (!value) return { kind: 'right-size', changeRatio: null };
  const changeRatio = parsePercentRatio(value, text, SIGNED);
  refuseUnsigned(value, changeRatio, text);
  if (changeRatio <= -1)
    throw new AuditError('USAGE', `${text} would leave no power at all`, { hint: 'give less than 100 %' });
  return { kind: 'right-size', changeRatio };
};

/** Names of the former system are kept beside ours. */
const PARSERS: Readonly<Record<string, Parse>> = {
  'temporal-shift': shiftStep,
  temporal_shift: shiftStep,
  'right-size': resizeStep,
  resource_rightsizing: resizeStep,
  region: regionStep,
  regional_migration: regionStep,
  pue: pueStep,
};

export const STEP_NAMES = Object.keys(PARSERS);

/** Throws USAGE for an unknown step or a value that does not fit it. */
export function stepOf(text: string): Step {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const parse = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
  if (parse !== undefined) return parse(equals < 0 ? undefined : text.slice(equals + 1), text);
  const near = nearest(name, STEP_NAMES);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `steps are ${STEP_NAMES.join(', ')}`;
  throw new AuditError('USAGE', `unknown scenario "${name}"`, { hint });
}
