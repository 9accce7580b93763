/** The prompts, in the order they are listed. A new one is a file in prompts/ and a line here. */

import type { Prompt } from './prompt.ts';
import auditNamespace from './prompts/audit-namespace.ts';
import explainVerdict from './prompts/explain-verdict.ts';
import planFix from './prompts/plan-fix.ts';

export const PROMPTS: readonly Prompt[] = [auditNamespace, explainVerdict, planFix];
