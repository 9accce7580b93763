/** The answer to a tool call as the protocol wants it: short text and the same JSON twice, within the budget. */

import { MS_PER_SECOND } from '../units.ts';
import { type Cut, withinBudget } from './budget.ts';
import { cleanJson } from './clean.ts';
import { type Failure, Refusal, sentenceOf } from './failure.ts';
import type { CachedSources } from './source-cache.ts';
import type { ToolAnswer } from './tool.ts';

/** Above this an answer is refused: hosts spill or drop it. */
const HARD_CAP_BYTES = 48 * 1024;
const BYTES_PER_KIB = 1024;

/** The shape of a tools/call result in every revision of the protocol. */
export interface CallResult {
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
  _meta?: Record<string, unknown>;
}

/** A result with what the log and the metrics say of it. */
export interface Finished {
  readonly result: CallResult;
  readonly bytes: number;
  readonly isCut: boolean;
}

const NEW_LIST =
  ' The sources were read again since the page before: together the pages may miss some or hold them twice; begin again without a cursor for one list.';

function moreText({ omitted, isOfNewList, leftOut }: Cut): string {
  const rest =
    omitted === 0 ? '' : ` ${omitted} more left out; call again with nextCursor as cursor for them.`;
  const more = `${isOfNewList ? NEW_LIST : ''}${rest}`;
  if (leftOut === null) return more;
  const lists = Object.entries(leftOut).map(([list, count]) => `${count} of ${list}`);
  return `${more} Left out for size: ${lists.join(', ')}.`;
}

/** Reading models only see `content`, programs only `structuredContent`: both get the data. */
export function finished(answer: ToolAnswer, fingerprint: string): Finished {
  const structured = cleanJson(answer.structured) as Record<string, unknown>;
  const cut = withinBudget(structured, answer.list, fingerprint);
  const bytes = Buffer.byteLength(cut.json);
  if (bytes > HARD_CAP_BYTES) {
    throw new Refusal(
      'ANSWER_TOO_LARGE',
      `The answer would be ${Math.ceil(bytes / BYTES_PER_KIB)} KiB`,
      'Ask for one namespace or one workload, or a smaller limit',
    );
  }
  const content = [
    { type: 'text' as const, text: `${answer.text}${moreText(cut)}` },
    { type: 'text' as const, text: cut.json },
  ];
  return {
    result: { content, structuredContent: { ...cut.structured } },
    bytes,
    isCut: cut.omitted > 0 || cut.leftOut !== null,
  };
}

/** The code stands beside the text, in `_meta`: structured content must match the tool's schema even in errors. */
export function errorResult(failure: Failure): CallResult {
  const { code, hint, reference } = failure;
  const details = {
    code,
    ...(hint === undefined ? {} : { hint }),
    ...(reference === undefined ? {} : { reference }),
  };
  return {
    isError: true,
    content: [{ type: 'text', text: sentenceOf(failure) }],
    _meta: { 'carbon-audit/error': details },
  };
}

/** Put before the text of an answer from old data. */
export function staleNote(used: CachedSources | undefined): string {
  if (used === undefined || used.staleBecause === null) return '';
  const ageSeconds = Math.round(used.ageMs / MS_PER_SECOND);
  return `Old data, read ${ageSeconds} s ago: the sources cannot be read now. `;
}
