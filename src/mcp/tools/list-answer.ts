/** The four tools over the `list` operation differ in what they ask it and in what may be cut. */

import type { ListResult } from '../../operations/list.ts';
import type { ToolAnswer, ToolContext } from '../tool.ts';
import { checksText } from './checks-text.ts';
import { gapsText, methodText, sentences, siteText, totalsText, warningsText } from './phrases.ts';

export async function listed(
  input: Readonly<Record<string, unknown>>,
  { ports }: ToolContext,
): Promise<ListResult> {
  const { default: operation } = await import('../../operations/list.ts');
  return (await operation.invoke(input, ports)).result as ListResult;
}

function textOf(result: ListResult, what: string): string {
  const { totals, site, gaps, warnings } = result;
  return sentences(
    what,
    `In all: ${totalsText(totals)}`,
    checksText(result),
    siteText(site),
    methodText(result),
    gapsText(gaps),
    warningsText(warnings),
  );
}

interface Page {
  readonly what: string;
  readonly key: 'workloads' | 'namespaces';
  readonly limit: number;
  readonly cursor: string | undefined;
}

export function listAnswer(result: ListResult, { what, ...list }: Page): ToolAnswer {
  return { structured: { ...result }, text: textOf(result, what), list };
}
