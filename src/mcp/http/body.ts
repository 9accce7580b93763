/** Reads a JSON request body within bounds, or answers why not. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { PARSE_ERROR, REFUSED, replyError } from './reply.ts';

/** Arguments of these tools are a few hundred bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

function tooLarge(res: ServerResponse): null {
  replyError(
    res,
    413,
    { code: REFUSED, message: `The request is larger than ${MAX_BODY_BYTES} bytes` },
    { connection: 'close' },
  );
  return null;
}

/** `{ value }`, or null when the answer has been given already. */
export async function readJson(
  req: IncomingMessage,
  res: ServerResponse,
): Promise<{ value: unknown } | null> {
  if (Number(req.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return tooLarge(res);
  if ((req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    replyError(res, 415, { code: REFUSED, message: 'Compressed requests are not read' });
    return null;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return tooLarge(res);
      chunks.push(chunk);
    }
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    replyError(res, 400, { code: PARSE_ERROR, message: 'Parse error: the body is not JSON' });
    return null;
  }
}
