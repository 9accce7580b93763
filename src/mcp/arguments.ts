/** Checks what a caller sent against a tool's schema, with errors a model can act on. */

import type * as z from 'zod';
import { AuditError } from '../errors.ts';
import { issueSentence } from '../operations/issue-sentence.ts';
import { clean } from './clean.ts';
import type { Tool } from './tool.ts';

/** Larger argument trees are refused before any schema looks at them. */
const MAX_ELEMENTS = 2000;
const MAX_ISSUES = 5;
const MAX_ISSUE_CHARACTERS = 300;

function countElements(root: unknown): number {
  const stack: unknown[] = [root];
  let count = 0;
  for (let value = stack.pop(); value !== undefined && count <= MAX_ELEMENTS; value = stack.pop()) {
    if (value === null || typeof value !== 'object') continue;
    const members = Object.values(value);
    count += members.length;
    for (const member of members) if (member !== null && typeof member === 'object') stack.push(member);
  }
  return count;
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return clean(`there is no ${issue.keys.join(', ')}`).slice(0, MAX_ISSUE_CHARACTERS);
  const where = issue.path.length === 0 ? 'what was sent' : issue.path.join('.');
  return clean(`${where} ${issue.message}`).slice(0, MAX_ISSUE_CHARACTERS);
}

/** Throws USAGE that names the arguments at fault and the ones there are. */
export function argumentsFor(tool: Tool, raw: unknown): Record<string, unknown> {
  const known = `${tool.name} takes ${Object.keys(tool.input.shape).join(', ')}`;
  if (countElements(raw) > MAX_ELEMENTS) {
    throw new AuditError('USAGE', `The arguments have more than ${MAX_ELEMENTS} elements`, { hint: known });
  }
  const parsed = tool.input.safeParse(raw ?? {}, { error: issueSentence });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, MAX_ISSUES).map(issueText).join('; ');
  throw new AuditError('USAGE', `Arguments not accepted: ${issues}`, { hint: known });
}
