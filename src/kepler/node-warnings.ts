/** What an honest report says of a node, each with its figures. */

import type { Diagnostic } from '../diagnostics.ts';
import { BALANCE_RULES } from './balance-warnings.ts';
import { TIME_RULES } from './time-warnings.ts';
import type { Rule } from './warning-rule.ts';
import { ZONE_RULES } from './zone-warnings.ts';

const RULES = [...TIME_RULES, ...ZONE_RULES, ...BALANCE_RULES];

export function nodeWarnings(subject: Parameters<Rule>[0]): readonly Diagnostic[] {
  return RULES.map((rule) => rule(subject)).filter((found) => found !== null);
}
