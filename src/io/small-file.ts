/** Reads a whole small file or standard input as text. */

import { readFileSync, statSync } from 'node:fs';
import { AuditError, type ErrorCode } from '../errors.ts';
import { fileFailure } from './file-failure.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** The text of a file of at most 64 MiB. Throws AuditError with `code` for one that is larger or cannot be read. */
export function smallFile(path: string, code: ErrorCode): string {
  try {
    const status = statSync(path);
    if (status.isFile()) refuseLarge(path, status.size, code);
    return withoutMark(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw fileFailure(path, error, code);
    throw error;
  }
}

/** The text of a stream of at most 64 MiB, named `origin` in messages. */
export async function smallStream(
  stream: AsyncIterable<Uint8Array>,
  origin: string,
  code: ErrorCode,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    refuseLarge(origin, bytes, code);
    chunks.push(chunk);
  }
  return withoutMark(Buffer.concat(chunks).toString());
}

/** Editors of Windows put a byte order mark before the text; JSON and CSV do not know it. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function refuseLarge(origin: string, bytes: number, code: ErrorCode): void {
  if (bytes > MOST_BYTES)
    throw new AuditError(code, `${origin} is larger than 64 MiB`, { hint: 'is it the right file?' });
}
