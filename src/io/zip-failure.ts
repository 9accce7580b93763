/** What zlib says, as a sentence. */

import { AuditError } from '../errors.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  Z_DATA_ERROR: 'its gzip data is damaged',
  Z_BUF_ERROR: 'its gzip data ends too early',
  Z_NEED_DICT: 'its gzip data needs a dictionary nobody gave',
  Z_MEM_ERROR: 'there is not enough memory to unzip it',
};

/** SOURCE_REFUSED where `error` came from zlib; any other error comes back as it is. */
export function unreadable(origin: string, error: unknown): unknown {
  const sentence = SENTENCES[(error as NodeJS.ErrnoException | null)?.code ?? ''];
  if (sentence === undefined) return error;
  return new AuditError('SOURCE_REFUSED', `cannot read ${origin}: ${sentence}`, {
    hint: 'fetch or compress it again, and check that it is whole',
    cause: error,
  });
}
