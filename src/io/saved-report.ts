/** A JSON report this tool wrote earlier. Only the JSON is read here; what it must contain is the reader's business. */

import { AuditError } from '../errors.ts';
import { smallFile, smallStream } from './small-file.ts';

/** Reads a report from a file, or from standard input where the path is `-`. Throws CONFIG for what is not JSON. */
export async function readSavedReport(path: string, stdin: AsyncIterable<Uint8Array>): Promise<unknown> {
  const isStdin = path === '-';
  const origin = isStdin ? 'standard input' : path;
  const text = isStdin ? await smallStream(stdin, origin, 'CONFIG') : smallFile(path, 'CONFIG');
  if (text.trim() === '') throw new AuditError('CONFIG', `${origin} is empty, not a report`, { hint: HINT });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AuditError('CONFIG', `${origin} is not JSON: ${whereOf(error, text)}`, {
      cause: error,
      hint: HINT,
    });
  }
}

const HINT = 'a report is written with -o json=FILE';

/** Node tells the place as an offset, and in some versions quotes the text, which may be long; people want a line. */
function whereOf(error: unknown, text: string): string {
  const { message } = error as SyntaxError;
  const offset = /position (\d+)/.exec(message)?.[1];
  if (offset === undefined) return 'it ends too early or is something else';
  return `unexpected text in line ${text.slice(0, Number(offset)).split('\n').length}`;
}
